"""The house: imports go one way, and only the rooms that may know a thing know it."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("crawler", "spiders", "pipelines")
FILES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
# Which rooms of `crawler` a room may import, besides itself and the modules that stand in `crawler` itself.
MAY_IMPORT = {
    "arabic": set(),
    "schedule": set(),
    "sources": {"schedule"},
    "urls": {"arabic", "sources"},
    "extraction": {"arabic", "urls", "sources"},
    "discovery": {"arabic", "urls", "sources", "extraction"},
    "probing": {"arabic", "urls", "sources", "extraction", "discovery"},
    "stories": {"arabic"},
    "storage": {"arabic", "urls", "stories"},
    "fetching": {"storage", "urls", "sources", "extraction", "discovery"},
    "jobs": {"arabic", "storage", "urls", "sources", "extraction", "discovery", "probing", "fetching"},
    "health": {"schedule", "sources", "storage"},
    "service": {"schedule", "storage", "urls", "sources", "extraction", "discovery", "fetching", "jobs"},
    "demo": {"arabic", "urls", "sources"},
    "cli": {
        "arabic",
        "schedule",
        "urls",
        "sources",
        "extraction",
        "discovery",
        "probing",
        "stories",
        "storage",
        "fetching",
        "jobs",
        "health",
        "service",
        "demo",
    },
}


def imports(path):
    """Return every module that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            found |= {f"{base}.{alias.name}" for alias in node.names}
    return found


def room_of(path):
    """Return the room of a file in `crawler`: its folder, or the file itself where it stands in `crawler`."""
    return path.relative_to(ROOT / "crawler").parts[0].removesuffix(".py")


def named(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", FILES, ids=named)
def test_imports_go_one_way(path):
    room = path.relative_to(ROOT).parts[0]
    others = {name.partition(".")[0] for name in imports(path)} & set(ROOMS) - {room}
    assert others <= ({"crawler"} if room != "crawler" else set())


@pytest.mark.parametrize("path", [path for path in FILES if path.is_relative_to(ROOT / "crawler")], ids=named)
def test_a_room_imports_only_the_rooms_before_it(path):
    room = room_of(path)
    used = {name.split(".")[1] for name in imports(path) if name.startswith("crawler.") and name.count(".")}
    # A module that stands in `crawler` itself knows how Arabic is written, and no other room.
    assert used & set(MAY_IMPORT) - {room} <= MAY_IMPORT.get(room, {"arabic"})


@pytest.mark.parametrize(("module", "room"), [("trafilatura", "extraction"), ("sqlalchemy", "storage")])
def test_only_one_room_knows(module, room):
    knowing = {named(path) for path in FILES if any(name.split(".")[0] == module for name in imports(path))}
    assert knowing
    assert all(name.startswith(f"crawler/{room}/") for name in knowing)


def test_a_browser_is_loaded_with_the_first_page_that_needs_it_and_not_before():
    program = "import sys, spiders.news, spiders.pages, crawler.jobs.crawl, crawler.jobs.fetch; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "scrapy" in ran.stdout.split()
    assert not {"playwright", "scrapy_playwright"} & set(ran.stdout.split())


def test_the_program_loads_what_a_command_needs_with_that_command():
    program = "import sys, crawler.cli.main; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "typer" in ran.stdout.split()
    assert not {"scrapy", "twisted", "sqlalchemy", "lxml", "trafilatura"} & set(ran.stdout.split())


def test_every_setting_of_ours_is_documented():
    settings = ast.parse((ROOT / "crawler" / "settings.py").read_text("utf-8"))
    targets = [
        node.targets[0] if isinstance(node, ast.Assign) else node.target
        for node in settings.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
    ]
    ours = {target.id for target in targets if target.id.startswith("KHABAR_")}
    documented = (ROOT / "docs" / "settings.md").read_text("utf-8")
    assert ours
    assert {name for name in ours if f"`{name}`" not in documented} == set()
