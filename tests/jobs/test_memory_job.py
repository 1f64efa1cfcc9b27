"""A crawl learns what its site repeats, and where its stories stand; the next one knows it from the beginning."""

from crawling import Site, crawl, listing, served
from repeating import PROMOTION, STANDING, page, sentences, title

from crawler.extraction.memory import from_json
from crawler.storage import Archive
from crawler.storage.memories import Memories

KNOWN_AFTER = 5  # articles


def path(number):
    return f"/news/2024/5/3/{number}"


def newspaper(numbers, **how):
    return {"/": listing([path(number) for number in numbers])} | {path(each): page(each, **how) for each in numbers}


def stored(data):
    """Return the paragraphs of each article kept, by its number."""
    numbers = {title(number): number for number in range(200)}
    with Archive(data) as archive:
        return {numbers[each.title]: each.paragraphs for each in archive.articles()}


def memory(data, source="127.0.0.1"):
    with Archive(data) as archive:
        return from_json(Memories(archive).get(source) or "")


def test_after_a_few_articles_what_the_site_repeats_is_gone(tmp_path):
    with served(Site(newspaper(range(12)))) as site:
        (report,) = crawl(site.url, tmp_path)
        site.pages |= newspaper(range(20, 24))
        (later,) = crawl(site.url, tmp_path)
    kept = stored(tmp_path)
    assert (report["stored"], later["stored"]) == (12, 4)
    told = {number: set(paragraphs) & {STANDING, PROMOTION} for number, paragraphs in kept.items()}
    assert sum(map(bool, told.values())) <= KNOWN_AFTER
    assert [kept[number] for number in range(20, 24)] == [tuple(sentences(number)) for number in range(20, 24)]
    assert all(set(sentences(number)) <= set(paragraphs) for number, paragraphs in kept.items())


def test_a_new_layout_is_read_right_and_learnt(tmp_path):
    with served(Site(newspaper(range(12)))) as site:
        crawl(site.url, tmp_path)
        before = memory_of_only(tmp_path)
        site.pages |= newspaper(range(30, 40), layout="new")
        crawl(site.url, tmp_path)
        after = memory_of_only(tmp_path)
    kept = stored(tmp_path)
    assert [kept[number] for number in range(30, 40)] == [tuple(sentences(number)) for number in range(30, 40)]
    assert (before.learnt, after.learnt) == (12, 22)
    assert set(before.known.stories.values()) < set(after.known.stories.values())


def test_an_article_that_is_looked_at_again_teaches_nothing_new(tmp_path):
    with served(Site(newspaper(range(3)))) as site:
        crawl(site.url, tmp_path)
        site.pages[path(1)] = page(1, [*sentences(1), *sentences(77)[:1]])
        crawl(f"{site.url}{path(1)[1:]}", tmp_path)
    assert memory_of_only(tmp_path).learnt == 3
    assert len(stored(tmp_path)[1]) == 7


def memory_of_only(data):
    """Return the memory of the one source that was crawled."""
    with Archive(data) as archive:
        (source,) = {each.source for each in archive.articles()}
    return memory(data, source)
