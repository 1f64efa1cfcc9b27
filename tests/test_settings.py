"""The settings: safe and polite unless told otherwise."""

import importlib
import re
from pathlib import Path

import pytest

from crawler import settings
from crawler.jobs.running import settings_with

PROJECT = Path(settings.__file__).parents[1]


@pytest.fixture
def merged():
    return settings_with({})


def test_only_the_web_is_asked_and_certificates_are_checked(merged):
    handlers = {name for name, handler in merged.getwithbase("DOWNLOAD_HANDLERS").items() if handler}
    assert handlers == {"http", "https"}
    assert merged.getbool("DOWNLOAD_VERIFY_CERTIFICATES")
    assert merged.getint("DOWNLOAD_MAXSIZE") == 16 * 1024 * 1024


def test_no_port_is_opened(merged):
    assert not merged.getbool("TELNETCONSOLE_ENABLED")
    assert not merged.getbool("REMOTE_CONTROL_ENABLED")
    loaded = " ".join(merged.get_component_priority_dict_with_base("EXTENSIONS"))
    assert "AutoThrottle" in loaded
    assert "Telnet" not in loaded
    assert "RemoteControl" not in loaded


def test_private_hosts_are_not_asked_and_robots_txt_is_obeyed(merged):
    assert not merged.getbool("KHABAR_ALLOW_PRIVATE_HOSTS")
    assert merged.getbool("ROBOTSTXT_OBEY")
    assert merged.getbool("AUTOTHROTTLE_ENABLED")
    assert (merged.getint("CONCURRENT_REQUESTS_PER_DOMAIN"), merged.getfloat("DOWNLOAD_DELAY")) == (1, 1.0)


def test_the_environment_names_the_contact_and_the_data(monkeypatch):
    monkeypatch.setenv("KHABAR_CONTACT", "https://desk.example/bot")
    monkeypatch.setenv("KHABAR_DATA", "/srv/news")
    monkeypatch.setenv("KHABAR_ALLOW_PRIVATE_HOSTS", "1")
    try:
        read = importlib.reload(settings)
        assert read.USER_AGENT == "Khabar/0.1 (+https://desk.example/bot)"
        assert read.KHABAR_DATA == "/srv/news"
        assert read.KHABAR_ALLOW_PRIVATE_HOSTS
    finally:
        monkeypatch.undo()
        importlib.reload(settings)


def test_every_class_that_a_setting_names_exists():
    named = re.findall(
        r'"((?:crawler|pipelines)\.[a-z_.]+\.[A-Z]\w+)"', Path(settings.__file__).read_text(encoding="utf-8")
    )
    assert len(named) > 8
    for each in named:
        module, _, name = each.rpartition(".")
        assert hasattr(importlib.import_module(module), name), each
