"""What part of a page an element is, by what its markup calls it."""

import pytest
from lxml import html

from crawler.extraction.lines import Zone, read_lines
from crawler.extraction.regions import zone_of


def zone(markup):
    node = html.fragment_fromstring(markup)
    return zone_of(node, node.tag)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>نص</p>", Zone.NONE),
        ("<nav></nav>", Zone.NAVIGATION),
        ('<div class="main-menu"></div>', Zone.NAVIGATION),
        ('<div class="mainMenu"></div>', Zone.NAVIGATION),
        ('<div id="most-read"></div>', Zone.SIDE),
        ("<marquee>خبر</marquee>", Zone.NAVIGATION),
        ('<div role="search"></div>', Zone.FORM),
        ('<div class="story" style="display : none"></div>', Zone.HIDDEN),
        ('<div hidden=""></div>', Zone.HIDDEN),
        ('<h2 class="pic-title">نص</h2>', Zone.CAPTION),
        ('<h2 class="topic-title">نص</h2>', Zone.NONE),
        ('<dl class="postprofile"></dl>', Zone.ABOUT),
        ('<div class="elementor-element elementor-widget elementor-widget-post-info"></div>', Zone.NONE),
        ('<div class="elementor-widget elementor-widget-nav-menu"></div>', Zone.NAVIGATION),
        ('<div class="b_ajax_pagination_container"></div>', Zone.NONE),
        ('<aside class="related-news" id="comments"></aside>', Zone.SIDE | Zone.RELATED | Zone.COMMENTS),
    ],
)
def test_an_element_is_what_its_markup_calls_it(markup, expected):
    assert zone(markup) == expected


@pytest.mark.parametrize("name", ["has-sidebar", "no-comments", "single-ads-page", "tag-politics", "category-latest"])
def test_a_modifier_says_what_is_about_an_element_and_not_what_it_is(name):
    assert zone(f'<div class="{name}"></div>') == Zone.NONE


def test_names_without_end_name_nothing():
    assert zone(f'<div class="{"sidebar " * 100}"></div>') == Zone.NONE


def test_a_small_form_is_one_and_a_form_around_the_page_is_not():
    assert zone("<form><button>بحث</button></form>") == Zone.FORM
    assert zone(f"<form><p>{'كلمة ' * 80}</p></form>") == Zone.NONE


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<article><h2>جسر</h2><footer>12 مارس 2026</footer><div>نص</div></article>", Zone.NONE),
        ("<article><div>نص</div><footer>الوسوم</footer></article>", Zone.FOOTER),
        ("<article><div>نص</div><footer>الوسوم</footer><div>رد</div></article>", Zone.FOOTER),
        ("<div><footer>12 مارس 2026</footer><div>نص</div></div>", Zone.FOOTER),
    ],
)
def test_a_footer_over_an_articles_text_is_its_head(markup, expected):
    node = html.fragment_fromstring(markup).find("footer")
    assert zone_of(node, node.tag) == expected


def test_a_line_is_of_all_the_zones_around_it():
    tree = html.document_fromstring('<div class="footer"><div class="share"><p>شارك</p></div><p>حقوق</p></div>')
    shared, rights = read_lines(tree.find("body")).lines
    assert (shared.zone, rights.zone) == (Zone.FOOTER | Zone.SHARE, Zone.FOOTER)


def test_an_item_of_bare_properties_is_told_to_machines_alone():
    told = [
        ("url", "https://a.example/1"),
        ("headline", "عنوان"),
        ("articleBody", "نص"),
        ("datePublished", "2026-05-04T10:00"),
    ]
    inside = "".join(f'<div itemprop="{name}">{text}</div>' for name, text in told)
    assert zone(f"<div itemscope>{inside}</div>") == Zone.HIDDEN
    shown = inside.replace('<div itemprop="headline">عنوان</div>', '<h1 itemprop="headline">عنوان</h1>')
    assert zone(f"<div itemscope>{shown}</div>") == Zone.NONE
