"""What a site repeats is no story, and where its stories stand is looked at first; neither is believed blindly."""

import json
import pickle
import sys
from datetime import UTC, datetime, timedelta

import pytest
from repeating import PROMOTION, STANDING, page, sentences, subject

from crawler.arabic import boilerplate
from crawler.article import Article
from crawler.extraction import extract, lessons
from crawler.extraction.memory import NOTHING, Lesson, Memory, from_json, learned, unpacked
from crawler.extraction.page import open_page
from crawler.extraction.places import address, place
from crawler.extraction.read import learn_article
from crawler.extraction.repeats import alike, sign, topic
from crawler.extraction.zones import DEFAULT, SILENT

NOW = datetime(2024, 6, 1, 12, tzinfo=UTC)


def url(number):
    return f"https://www.example.com/news/2024/5/3/{number}"


def taught(body, number, memory=None):
    """Return the article of a page and what it teaches."""
    known = memory.known if memory else NOTHING
    opened = open_page(body.encode(), url=url(number))
    return learn_article(opened, source=None, hint=None, now=NOW, known=known)


def memory_of(bodies):
    memory = Memory()
    for number, body in enumerate(bodies):
        article, lesson = taught(body, number, memory)
        assert isinstance(article, Article), article
        memory = memory.after(lesson)
    return memory


def read(body, memory=None, number=900):
    article = extract(body.encode(), url=url(number), now=NOW, memory=memory)
    assert isinstance(article, Article), article
    return article


@pytest.fixture
def memory():
    return memory_of(page(number) for number in range(12))


@pytest.fixture
def laid_out(monkeypatch):
    """List the pages that are laid out, each by the number of its elements."""
    module = sys.modules[learn_article.__module__]
    seen, lay_out = [], module.lay_out

    def noted(page, **given):
        seen.append(sum(1 for _ in page.tree.iter()))
        return lay_out(page, **given)

    monkeypatch.setattr(module, "lay_out", noted)
    monkeypatch.setattr(lessons, "is_check", lambda _: False)
    return seen


def test_no_list_knows_the_lines_of_these_tests():
    assert [boilerplate.category(line) for line in (PROMOTION, STANDING)] == [None, None]


def test_what_the_site_repeats_is_dropped_and_the_story_stays(memory):
    assert {PROMOTION, STANDING} < set(read(page(50)).paragraphs)
    assert read(page(50), memory).paragraphs == tuple(sentences(50))


def test_what_two_articles_share_stays():
    lines = [*sentences(50), "ولم تعلق الجهات المعنية على ما ورد في التقرير حتى ساعة إعداده"]
    shared = memory_of([page(1, lines), page(2, [*sentences(2), lines[-1]]), *(page(number) for number in range(3, 9))])
    assert lines[-1] in read(page(60, [*sentences(60), lines[-1]]), shared).paragraphs


def test_versions_of_one_story_make_nothing_the_sites_own():
    first = sentences(1)
    versions = [page(number, [*first, *sentences(number)[:1]]) for number in range(30, 34)]
    memory = memory_of([*(page(number) for number in range(2, 12)), *versions])
    assert read(page(40, [*first, *sentences(40)[:1]]), memory).paragraphs == (*first, *sentences(40)[:1])


def test_background_that_a_series_repeats_in_its_middle_stays():
    background = " ".join(f"ويعود تاريخ {subject(70)} إلى عقود مضت شهدت خلالها تحولات كثيرة ومشاريع متعاقبة".split())

    def told(number):
        return [*sentences(number)[:2], background, *sentences(number)[2:]]

    memory = memory_of(
        [*(page(number) for number in range(8)), *(page(number, told(number)) for number in range(8, 12))]
    )
    assert background in read(page(60, told(60)), memory).paragraphs


def test_a_list_that_some_articles_share_stays_among_their_paragraphs():
    papers = "<ul><li>نسخة من بطاقة الصياد</li><li>إيصال رسوم الرصيف للسنة</li></ul>"

    def told(number):
        return [*sentences(number)[:2], papers, *sentences(number)[2:]]

    memory = memory_of(
        [*(page(number) for number in range(8)), *(page(number, told(number)) for number in range(8, 12))]
    )
    assert "نسخة من بطاقة الصياد" in read(page(60, told(60)), memory).paragraphs


def test_an_article_met_under_two_addresses_counts_once():
    line = "وقال مصدر في المكان إن الأمور تسير على ما يرام"
    same = page(1, [*sentences(1), line])
    memory = memory_of([same] * 6)
    assert memory.learnt == 1
    assert line in read(page(2, [*sentences(2), line]), memory).paragraphs


def test_a_live_page_that_is_read_again_counts_once():
    memory = Memory()
    for number in range(6):
        _, lesson = taught(page(1, [*sentences(1), *sentences(number + 20)[:2]]), 1, memory)
        memory = memory.after(lesson)
    assert memory.learnt == 1
    assert not memory.known.repeated


@pytest.mark.parametrize("line", ["<h3>ما القصة؟</h3>", "<p><b>ما القصة؟</b></p>"])
def test_a_subheading_of_a_series_and_a_question_stay_with_what_follows(line):
    def told(number):
        return [*sentences(number)[:2], line, *sentences(number)[2:]]

    memory = memory_of([*(page(n) for n in range(8)), *(page(n, told(n)) for n in range(8, 12))])
    assert "ما القصة؟" in read(page(60, told(60)), memory).paragraphs


def test_a_body_never_becomes_empty():
    lines = sentences(1)
    memory = memory_of(page(number, [*lines, *sentences(number, 1)]) for number in range(2, 14))
    told = (*lines, *sentences(50, 1))
    assert set(told) <= set(read(page(50, list(told)), memory).paragraphs)


def test_prices_that_change_are_no_repetition():
    def told(number):
        return [*sentences(number), *(f"عيار {karat}: {number}5{karat} جنيها" for karat in (24, 21, 18))]

    memory = memory_of(page(number, told(number)) for number in range(12))
    assert set(told(60)) <= set(read(page(60, told(60)), memory).paragraphs)


def test_a_date_does_not_hide_a_repetition():
    lines = (
        "نشرة الصباح بتاريخ 3 أيار 2024",
        "نشرة الصباح بتاريخ الأحد 12 حزيران 2023",
        "نشرة الصباح بتاريخ 12/5/2024",
    )
    assert len({sign(line) for line in lines}) == 1
    assert sign("الذهب 350 و 400 جنيها") != sign("الذهب 360 و 400 جنيها")


def test_on_a_known_site_only_what_is_needed_is_laid_out(memory, laid_out):
    whole = read(page(50))
    quick = read(page(50), memory)
    assert laid_out[1] < 0.7 * laid_out[0]
    assert len(laid_out) == 2
    differing = {name for name in Article.__slots__ if getattr(whole, name) != getattr(quick, name)}
    assert differing == {"paragraphs"}


def test_a_new_layout_is_read_in_full(memory, laid_out):
    article = read(page(50, layout="new"), memory)
    assert article.paragraphs == tuple(sentences(50))
    assert len(laid_out) == 1


def test_a_container_that_now_holds_a_teaser_is_not_believed(memory):
    article = read(page(50, layout="teased"), memory)
    assert article.paragraphs == tuple(sentences(50))


def test_a_story_that_moved_into_a_part_of_the_sites_is_found(memory):
    assert read(page(50, layout="moved"), memory).paragraphs == tuple(sentences(50))


def test_related_stories_that_appear_for_once_are_found(memory):
    titles = ["سوق السمك يفتح أبوابه من جديد", "جسر الشاطئ يغلق ليلا"]
    entries = "".join(f'<li><a href="/news/{number}">{title}</a></li>' for number, title in enumerate(titles))
    block = f'<div class="box"><h4>موضوعات ذات صلة</h4><ul>{entries}</ul></div>'
    article = read(page(50, below=block), memory)
    assert [link.title for link in article.related or ()] == titles


@pytest.mark.parametrize("marked", ["itemprop='author'", "class='post-author vcard'"])
def test_whom_the_markup_under_the_story_names_is_read_on_a_known_site(marked):
    def signed(number):
        author = f"<span {marked}><b itemprop='name' class='fn'>سلمى حسن</b></span>"
        foot = f"<p>مرسلة بواسطة {author} في <i>10:00</i> <i>ص</i></p>" + "<p>التسميات</p>" * 4
        return page(number, below=f"<div class='post-footer'>{foot}</div>")

    memory = memory_of(signed(number) for number in range(12))
    assert read(signed(50), memory).authors == ("سلمى حسن",)


def test_the_menu_that_is_left_out_still_tells_a_section(laid_out):
    def labelled(number):
        body = page(number).replace('"top"', '"top menu"').replace(">قسم 7<", ">قسم السفن<")
        return body.replace("<h1", "<div>قسم السفن</div><h1", 1)

    memory = memory_of(labelled(number) for number in range(12))
    laid_out.clear()
    assert read(labelled(50)).section == read(labelled(50), memory).section == "قسم السفن"
    assert laid_out[1] < laid_out[0]


def test_what_jsonld_gives_at_length_is_not_cut_short(memory, laid_out):
    longer = [*sentences(50), *sentences(51), *sentences(52)]
    body = page(50, declared=" ".join(longer))
    read(body, memory)
    assert len(laid_out) == 2  # the usual place first, and then the whole page


def test_a_brief_on_a_known_site_is_still_its_own(memory):
    text = "أغلقت السلطات الميناء صباح اليوم بسبب الرياح الشديدة وفق بيان رسمي"
    assert read(page(50, [text]), memory).paragraphs == (text,)


def test_a_page_that_is_no_article_is_none_on_a_known_site(memory):
    body = page(50, []).encode()
    assert type(extract(body, url=url(1), now=NOW, memory=memory)) is type(extract(body, url=url(1), now=NOW))


@pytest.mark.parametrize("body", [b"", b"\x00\xff", b"<p>", b"<html><body>" + b"<div class=x>" * 5000])
def test_no_bytes_make_it_raise(memory, body):
    extract(body, url=url(1), now=NOW, memory=memory)


def test_a_disagreement_makes_a_container_unknown_again(memory):
    assert memory.known.stories
    _, lesson = taught(page(50, layout="teased"), 50, memory)
    assert set(lesson.not_story) == set(memory.known.stories.values())
    assert not memory.after(lesson).known.stories


def test_it_is_stored_and_read_back(memory):
    again = from_json(memory.to_json())
    assert again == memory
    assert again.known == memory.known
    assert pickle.loads(pickle.dumps(memory)) == memory
    assert unpacked(memory.known.packed()) == memory.known


@pytest.mark.parametrize(
    "text", ["", "null", "[]", "{}", '{"version": 1}', '{"version": 99}', "{", '{"version": 1, "learnt": {}}']
)
def test_a_damaged_memory_is_none(text):
    assert from_json(text) == Memory()


def test_it_stays_small():
    made = (
        Lesson((number,), (1, 2, *range(number * 40, number * 40 + 40)), 300, (number,), f"main>div.a{number % 40}")
        for number in range(1, 1500)
    )
    memory = learned(made)
    assert len(memory.to_json()) < 200_000
    assert len(memory.known.packed()) < 8_000
    assert len(json.loads(memory.to_json())["stories"]) <= 24


def test_a_line_that_the_site_has_given_up_is_forgotten():
    memory = learned(Lesson((number,), (7,)) for number in range(1, 10))
    assert 7 in memory.known.repeated
    for number in range(10, 500):
        memory = memory.after(Lesson((number,), tuple(range(number * 100, number * 100 + 20))))
    assert 7 not in memory.known.repeated


def test_the_zone_that_a_sites_pages_point_to_is_that_of_a_page_that_points_nowhere():
    body = page(900).replace("2024-05-03T10:00:00+03:00", "2024-05-03T10:00:00")
    taught = learned(Lesson((number,), zone="Africa/Tunis") for number in range(5))
    assert read(body).published.utcoffset() == timedelta(hours=3)
    assert read(body, taught).published.utcoffset() == timedelta(hours=1)


def test_pages_without_a_sign_of_a_zone_do_not_speak_against_it():
    taught = learned(Lesson((number,), zone="Africa/Tunis" if number % 2 else SILENT) for number in range(10))
    assert taught.known.zone == "Africa/Tunis"
    assert from_json(taught.to_json()).known.zone == "Africa/Tunis"


def test_where_no_page_points_to_a_zone_the_next_is_asked_no_more():
    taught = learned(Lesson((number,), zone=SILENT) for number in range(12))
    assert learned(Lesson((number,), zone=SILENT) for number in range(5)).known.zone == ""
    assert from_json(taught.to_json()).known.zone == DEFAULT
    assert taught.after(Lesson((90,), zone="Africa/Tunis")).known.zone == ""


def test_pages_that_point_to_several_zones_tell_none():
    taught = learned(Lesson((number,), zone="Africa/Tunis") for number in range(9))
    assert taught.after(Lesson((90,))).known.zone == "Africa/Tunis"  # nobody looked
    assert taught.after(Lesson((90,), zone="Asia/Beirut")).known.zone == ""


def test_an_address_holds_from_article_to_article():
    tree = open_page(
        '<body class="postid-4413"><div id="page"><article id="post-4413" class="post-4413 post category-economy">'
        '<div class="css-1x2y3z entry-content">نص</div></article></div>'.encode()
    ).tree
    (inner,) = tree.xpath("//div[contains(@class,'entry')]")
    assert address(inner) == "div#page>article.post>div.entry-content"
    assert place(address(inner)) == place("div#page>article.post>div.entry-content")


def test_articles_on_one_matter_are_alike_and_others_are_not():
    def about(*numbers):
        return topic("", [line for number in numbers for line in sentences(number)])

    assert alike(about(1), about(1))
    assert not alike(about(1), about(2))
