"""A story that a page carries for its scripts is read without running them."""

# ruff: noqa: E501  markup reads better on one line

import json
from datetime import UTC, datetime

import pytest

from crawler.article import Article
from crawler.discovery.reading import read_page
from crawler.extraction import extract
from crawler.extraction.page import open_page
from crawler.extraction.shells import is_shell
from crawler.found import Role
from crawler.reasons import Rejection
from crawler.sources import source_for

NOW = datetime(2026, 5, 6, 18, 0, tzinfo=UTC)
URL = "https://www.jarida.example/news/48213"
TITLE = "بلدية المدينة تعيد فتح السوق المسقوفة بعد عامين من الترميم"
OTHER = "هيئة الموانئ تعلن مواعيد الرحلات الصيفية بين الجزر"
SENTENCES = (
    "أعادت بلدية المدينة صباح اليوم فتح السوق المسقوفة أمام التجار والزوار بعد أعمال ترميم استمرت نحو عامين كاملين.",
    "وقال رئيس البلدية في كلمة ألقاها عند المدخل الشرقي إن الترميم شمل الأسقف الخشبية وشبكة الكهرباء وقنوات تصريف المياه.",
    "وأوضح المهندس المشرف على المشروع أن الفريق أعاد استخدام أكثر من نصف الأخشاب القديمة بعد معالجتها في ورشة قريبة.",
)
MARKUP = "".join(f"<p>{each}</p>" for each in SENTENCES)
STORY = {
    "id": 48213,
    "title": TITLE,
    "content": MARKUP,
    "publishedAt": "2026-05-06T09:30:00+03:00",
    "author": {"name": "هدى سالم"},
}
ASIDE = {"id": 99, "title": OTHER, "content": MARKUP.replace("السوق", "الميناء") + MARKUP}


def page(script, *, title=TITLE, body='<div id="root"></div>'):
    return f'<!DOCTYPE html><html lang="ar"><head><title>{title}</title></head><body>{body}{script}<script src="/a.js"></script></body></html>'.encode()


def dumped(value):
    return json.dumps(value, ensure_ascii=False).replace("</", "<\\/")


def folded(value):
    """Write a state as Nuxt 3 does: each value once, in a list, and numbers in its place."""
    values = []

    def put(each):
        place = len(values)
        values.append(None)
        if isinstance(each, dict):
            values[place] = {name: put(member) for name, member in each.items()}
        else:
            values[place] = [put(member) for member in each] if isinstance(each, list) else each
        return place

    put(value)
    return values


def streamed(value):
    """Write a value as Next streams it: in several scripts, each with a piece of one text."""
    pieces = ['1:"$Sreact.fragment"\n2:I[12,["4"],"default"]\n', value[:200], value[200:] + "\n"]
    pushed = "".join(f"<script>self.__next_f.push({dumped([1, piece])})</script>" for piece in pieces)
    return f"<script>(self.__next_f=self.__next_f||[]).push([0])</script>{pushed}"


STATES = {
    "next": f'<script id="__NEXT_DATA__" type="application/json">{dumped({"props": {"more": [ASIDE], "story": STORY}})}</script>',
    "next, streamed": streamed(f'5:["$","$L2",null,{dumped({"story": STORY, "more": [ASIDE]})}]'),
    "nuxt 2": f"<script>window.__NUXT__={dumped({'state': {'story': STORY, 'more': [ASIDE]}})};</script>",
    "nuxt 3": f'<script id="__NUXT_DATA__" type="application/json">{dumped(folded({"data": {"story": STORY, "more": [ASIDE]}}))}</script>',
    "initial state": f"<script>window.__INITIAL_STATE__ = {dumped({'a': {'b': [ASIDE, STORY]}})}; go();</script>",
    "parsed": f"<script>window.__PRELOADED_STATE__ = JSON.parse({dumped(json.dumps({'story': STORY}))});</script>",
    "arc": "<script>window.Fusion=window.Fusion||{};Fusion.globalContent="
    + dumped(
        {
            "headlines": {"basic": TITLE},
            "display_date": STORY["publishedAt"],
            "credits": {"by": [{"name": "هدى سالم"}]},
            "content_elements": [{"type": "text", "content": each} for each in SENTENCES],
        }
    )
    + ";</script>",
    "wordpress": f'<script type="application/json">{dumped({"posts": [{"id": 48213, "date": "2026-05-06T09:30:00+03:00", "title": {"rendered": TITLE}, "author": "هدى سالم", "content": {"rendered": MARKUP}}]})}</script>',
    "json-ld": f'<script type="application/ld+json">{dumped({"@type": "NewsArticle", "headline": TITLE, "datePublished": STORY["publishedAt"], "author": {"@type": "Person", "name": "هدى سالم"}, "articleBody": chr(10).join(SENTENCES)})}</script>',
    "escaped": f'<script id="__NEXT_DATA__">{dumped({"story": {**STORY, "content": MARKUP.replace("<", "&lt;").replace(">", "&gt;")}})}</script>',
}


@pytest.mark.parametrize("state", STATES)
def test_a_story_in_a_state_is_read_like_one_on_the_page(state):
    article = extract(page(STATES[state]), url=URL, now=NOW)
    assert isinstance(article, Article), article
    assert article.title == TITLE
    assert article.paragraphs == SENTENCES
    assert article.published == datetime.fromisoformat("2026-05-06T09:30:00+03:00")
    assert article.authors == ("هدى سالم",)


@pytest.mark.parametrize(
    "script",
    [
        f'<script id="__NEXT_DATA__">{dumped({"story": ASIDE})}</script>',  # another page's
        f'<script id="__NEXT_DATA__">{dumped({"story": {"title": TITLE, "content": "قريبا"}})}</script>',
        '<script id="__NEXT_DATA__">{"story": </script>',
        '<script>self.__next_f.push([1,"5:[1,2"])</script><script>self.__next_f.push([1,5])</script><script>self.__next_f.push([1,</script>',
        "<script>window.__NUXT__=(function(a){return {a}}(1))</script>",
        f'<script id="__NEXT_DATA__">{"[" * 100_000}</script>',
    ],
)
def test_what_is_not_the_pages_own_story_or_cannot_be_read_is_none(script):
    assert isinstance(extract(page(script), url=URL, now=NOW), Rejection)


def test_a_page_that_shows_its_story_is_read_as_shown():
    shown = MARKUP.replace("أعادت", "افتتحت")
    body = f"<main><article><h1>{TITLE}</h1>{shown}</article></main>"
    article = extract(page(STATES["next"], body=body), url=URL, now=NOW)
    assert article.paragraphs[0].startswith("افتتحت")


def test_the_stories_that_a_list_carries_for_its_scripts_are_named():
    state = {
        "stories": [
            {"title": TITLE, "url": "/news/48213"},
            {"title": OTHER, "link": "https://www.jarida.example/news/99123"},
        ]
    }
    front = page(
        f'<script id="__NEXT_DATA__">{dumped({**state, "menu": [{"title": "رأي", "url": "/opinion"}]})}</script>'
    )
    home = "https://www.jarida.example/"
    reading = read_page(front, url=home, source=source_for(home), charset=None, hint=None, now=NOW)
    named = {each.url: each.title for each in reading.links if each.role is Role.ARTICLE}
    assert named == {URL: TITLE, "https://www.jarida.example/news/99123": OTHER}


@pytest.mark.parametrize(
    ("body", "shell"),
    [
        ('<div id="root"></div><script src="/a.js"></script>', True),
        ("<p>جار التحميل</p><script>go()</script>", True),
        ('<app-root></app-root><script src="/a.js"></script>', True),
        ('<div id="root"></div>', False),  # nothing would bring a text
        (f'<nav>{"<a href=/a>قسم من أقسام الموقع</a>" * 90}</nav><div id="__next">{"كلمة " * 60}</div><script src="/a.js"></script>', True),
        (f'<div>{"كلمة " * 60}</div><noscript>يرجى تفعيل الجافا سكريبت</noscript><script src="/a.js"></script>', True),
        (f'<div>{"كلمة " * 60}</div><script src="/a.js"></script>', False),
        (f'<div id="root">{MARKUP * 6}</div><script src="/a.js"></script>', False),
    ],
)  # fmt: skip
def test_a_shell_is_known_by_its_few_words_and_what_waits_for_scripts(body, shell):
    assert is_shell(open_page(f"<html><body>{body}</body></html>".encode()).tree) is shell
