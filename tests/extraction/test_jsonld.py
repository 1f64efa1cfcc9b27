"""JSON-LD as sites write it: broken, wrapped, in graphs, of several articles."""

import time

import pytest
from lxml import html

from crawler.extraction import jsonld

TITLE = "افتتاح جسر جديد على النهر بعد عامين من العمل"
URL = "https://www.jisr.example/news/48213"


def nodes(*scripts):
    tags = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return jsonld.nodes(html.document_fromstring(f"<html><head>{tags}</head><body><p>.</p></body></html>"))


@pytest.mark.parametrize(
    "script",
    [
        '{"@type":"NewsArticle","headline":"جسر"}',
        '[{"@type":"NewsArticle","headline":"جسر"}]',
        '{"@graph":[{"@type":"NewsArticle","headline":"جسر"}]}',
        '{"@type":"WebPage","mainEntity":{"@type":"NewsArticle","headline":"جسر"}}',
        '<!-- {"@type":"NewsArticle","headline":"جسر"} -->',
        '//<![CDATA[\n{"@type":"NewsArticle","headline":"جسر"}\n//]]>',
        '/*<![CDATA[*/{"@type":"NewsArticle","headline":"جسر"}/*]]>*/',
        '<![CDATA[{"@type":"NewsArticle","headline":"جسر"}]]>',
        '{"@type":"NewsArticle","headline":"جسر",}',
        '{"@type":"NewsArticle",,"headline":"جسر"}',
        '{"@type":"NewsArticle","headline":"جسر"};',
        '{"@type":"NewsArticle","headline":"جسر\n","tags":["a",]}',
        "{&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;headline&quot;:&quot;جسر&quot;}",
        '{"@type":"Organization"}\n{"@type":"NewsArticle","headline":"جسر"}',
        '{"@type":"NewsArticle","description":"قال "نعم" ومضى","headline":"جسر"}',
        '{"@type":"NewsArticle","description":"قال "نعم", ومضى","headline":"جسر"}',
        '{"@type":["NewsArticle"],"description":"قال: "نعم"","headline":"جسر"}',
        '{"@type":"http://schema.org/NewsArticle" /* type */,"headline":"جسر"}',
    ],
)
def test_an_article_is_found_however_it_is_written(script):
    node = jsonld.article_node(nodes(script))
    assert node is not None
    assert jsonld.text(node["headline"]) == "جسر"


@pytest.mark.parametrize("script", ["", "{", "null", "[]", '"x"', "{'a':1}", '{"a":' * 500, '"' * 500, "<!-- -->"])
def test_what_cannot_be_read_is_none(script):
    assert jsonld.article_node(nodes(script)) is None


@pytest.mark.parametrize("part", ['"', '" , ', '{"a":', "/*", '"   ', "<!--", '{"a" '])
def test_a_long_broken_script_is_soon_given_up(part):
    start = time.perf_counter()
    nodes(part * (400_000 // len(part)))
    assert time.perf_counter() - start < 3


def article(**fields):
    return {"@type": "NewsArticle", "datePublished": "2026-03-18", **fields}


OTHER = article(
    headline="أسعار الخضر في أسواق العاصمة اليوم", url="/news/1", author="منى علي", image="/1.jpg", keywords="خضر"
)


@pytest.mark.parametrize(
    "own",
    [
        article(url=URL),
        article(mainEntityOfPage={"@id": URL + "/"}),
        article(headline=TITLE),
        article(headline=f"{TITLE} | جريدة الجسر"),
        article(**{"@id": URL + "#article"}),
    ],
)
def test_of_several_articles_the_pages_own_is_taken(own):
    for found in ([own, OTHER], [OTHER, own]):
        assert jsonld.article_node(found, addresses=[URL], titles=[TITLE]) is own


def test_another_pages_article_is_none():
    assert jsonld.article_node([OTHER], addresses=[URL], titles=[TITLE]) is None


def test_an_article_that_names_neither_is_believed():
    own = article(author="سلمى حسن")
    assert jsonld.article_node([own], addresses=[URL], titles=[TITLE]) is own


def test_the_same_article_under_another_address_is_believed():
    own = article(headline=TITLE, url="https://amp.jisr.example/48213.html")
    assert jsonld.article_node([own], addresses=[URL], titles=[TITLE]) is own


def test_what_is_only_referred_to_is_filled_in():
    person = {"@type": "Person", "@id": "#p", "name": "سلمى حسن"}
    node = jsonld.resolved(article(author=[{"@id": "#p"}], publisher={"@id": "#none"}), [person])
    assert (node["author"], node["publisher"]) == ([person], {"@id": "#none"})


@pytest.mark.parametrize(("opened", "closed"), [("[", "]"), ('{"url":', "}"), ('{"name":', "}"), ('{"@id":', "}")])
@pytest.mark.parametrize("depth", [13, 300, 900])
def test_what_nests_deeply_says_nothing(opened, closed, depth):
    value = opened * depth + "1" + closed * depth
    found = nodes(f'{{"@type":"NewsArticle","image":{value},"author":{value},"headline":{value},"url":{value}}}')
    node = jsonld.article_node(found, addresses=[URL], titles=[TITLE])
    assert node is None or (jsonld.resolved(node, found) and jsonld.text(node["headline"]) is None)
