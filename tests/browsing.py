"""What tests with a browser share."""

from pathlib import Path

from parts import missing

from crawler.fetching.browser import launch_options


def chromium() -> None:
    """Skip a test where there is no Chromium."""
    if "executable_path" not in launch_options() and not any(Path.home().glob(".cache/ms-playwright/chromium*")):
        missing("there is no Chromium; `make browser` brings one")


def sources(folder: Path, url: str) -> None:
    """Write the file of a source whose pages need a browser, as `nashra`."""
    (folder / "sources").mkdir()
    described = f'name = "النشرة"\nhome = "{url}"\ncountry = "EG"\ntimezone = "Africa/Cairo"\nbrowser = true\n'
    (folder / "sources" / "nashra.toml").write_text(described, encoding="utf-8")
