"""khabar fetch: what only the answer tells of an article is in its record."""

import json

from crawling import Answer, Site, article, served, story


def test_what_the_headers_reserve_is_recorded(khabar_process):
    headers = {"X-Robots-Tag": "noarchive, otherbot: noindex", "TDM-Reservation": "1"}
    with served(Site({story(1): Answer(article(1), headers=headers)})) as site:
        url = f"{site.url}{story(1)[1:]}"
        ended = khabar_process("fetch", url, "--format", "json", "--allow-private-hosts", "--delay", 0)
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout)["article"]["reservations"] == ["noarchive", "tdm-reservation"]
