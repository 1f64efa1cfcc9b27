"""How each host was treated is noted while it happens."""

from crawling import Answer, Site, crawl, newspaper, served

from crawler.fetching.politeness import Diary


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


def read(diary):
    return {each.host: each for each in diary.read(lambda site: (2.0, f"for {site}"))}


def test_the_smallest_gap_of_each_host_is_kept():
    clock = Clock()
    diary = Diary(clock)
    for step, host in ((0, "a"), (5, "a"), (1, "b"), (1, "a"), (9, "a")):
        clock.now += step
        diary.sent(host, "site")
    hosts = read(diary)
    assert (hosts["a"].requests, hosts["a"].smallest_gap) == (4, 2)
    assert (hosts["b"].requests, hosts["b"].smallest_gap) == (1, None)
    assert (hosts["a"].delay, hosts["a"].delay_by) == (2.0, "for site")


def test_being_told_off_is_counted_with_what_was_done():
    diary = Diary()
    diary.told_off("a", 429, waits=3)
    diary.told_off("a", 429, waits=4)
    diary.told_off("a", 503, waits=0)
    diary.left("a")
    told = read(diary)["a"]
    assert (told.told_off, told.waited, told.ended) == ({429: 2, 503: 1}, 7, True)


def test_a_crawl_reports_each_host_it_asked(tmp_path):
    pages = newspaper(range(1, 4)) | {"/robots.txt": Answer("User-agent: *\nCrawl-delay: 0.4\n")}
    with served(Site(pages)) as site:
        (report,) = crawl(site.url, tmp_path, limit=2, delay=0.1)
    (host,) = report["politeness"]
    assert host["host"] == f"127.0.0.1:{site.port}"
    assert host["requests"] == len(site.asked)
    assert host["smallest_gap"] > 0.35
    assert (host["delay"], host["delay_by"]) == (0.4, "robots.txt")
    assert (host["robots"], host["robots_age"]) == ("read", 0)


def test_it_says_whether_a_setting_or_the_sources_file_asked_for_the_delay(tmp_path):
    (tmp_path / "sources").mkdir()
    with served(Site(newspaper(range(1, 2)))) as site:
        lines = [
            'name = "النشرة"',
            f'home = "{site.url}"',
            'country = "IQ"',
            'timezone = "Asia/Baghdad"',
            "delay = 0.2",
        ]
        (tmp_path / "sources" / "nashra.toml").write_text("\n".join(lines), "utf-8")
        (by_file,) = crawl("nashra", tmp_path, delay=None, max_depth=0)
        (by_setting,) = crawl("nashra", tmp_path, delay=0.1, max_depth=0)
    assert [(each["delay"], each["delay_by"]) for each in (by_file["politeness"][0], by_setting["politeness"][0])] == [
        (0.2, "source file"),
        (0.1, "setting"),
    ]
