"""Markup that nests too deeply still gives its text, in its blocks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extraction.page import Page, open_page
from crawler.extraction.shallow import shallow

STORY = "<h1>العنوان</h1><p>الفقرة الأولى</p><p>الفقرة الثانية</p>"


def opened(body, **bounds):
    page = open_page(f"<html><body><p>قبل</p>{body}</body></html>".encode(), **bounds)
    assert isinstance(page, Page)
    return page


def depth(tree):
    deepest, stack = 0, [(tree, 1)]
    while stack:
        element, level = stack.pop()
        deepest = max(deepest, level)
        stack.extend((child, level + 1) for child in element)
    return deepest


@pytest.mark.parametrize(
    "soup",
    ["<div>", "<font>", "<b><i>", "<ul><li>", "<table><tr><td>", "<b><div></b>", "<p><b>", "<a><div>", "<X-y a=b>"],
)  # fmt: skip
@pytest.mark.parametrize("times", [300, 20_000])
def test_what_comes_after_a_soup_of_tags_is_read(soup, times):
    page = opened(soup * times + STORY)
    assert [each.text for each in page.tree.iter("p")][-2:] == ["الفقرة الأولى", "الفقرة الثانية"]
    assert [each.text for each in page.tree.iter("h1")] == ["العنوان"]
    assert depth(page.tree) <= 256


def test_a_page_that_is_flat_enough_stays_as_it_is():
    page = opened("<div>" * 150 + STORY + "</div>" * 150)
    assert page.cut == ()
    assert depth(page.tree) == 153


def test_a_page_that_was_too_deep_says_so():
    assert opened("<div>" * 300).cut == ("dom-depth",)


def test_elements_that_end_count_no_more():
    flat = "<div><span>نص</span><br><img></div><!-- <div><div> --><script>'<div><div>'</script>" * 100
    assert shallow(flat, depth=3) == flat


def test_more_elements_than_a_page_may_have_are_left():
    page = opened("<p>نص</p>" * 1000, elements=100)
    assert page.cut == ("dom-elements",)
    assert len(list(page.tree.iter("p"))) == 98  # and the document's own two


@settings(max_examples=200)
@given(st.lists(st.sampled_from(
    ["<div>", "</div>", "<p>", "</p>", "<b>", "</b>", "<td>", "</table>", "<", ">", "<!--", "-->", "<script>",
     "</script>", "<a href='<b>'>", "نص", "</", "<br>", "<table>", "\x00", "<title>"]
), max_size=40))  # fmt: skip
def test_text_is_never_lost(parts):
    body = "".join(parts)
    flat = shallow(body, depth=3)
    assert len(flat) >= len(body)
    assert [each for each in flat if each > "\x7f"] == [each for each in body if each > "\x7f"]
