"""Which titles around a story are of stories related to it, where other text stands among them."""

from datetime import UTC, datetime

import pytest

from crawler.article import Article
from crawler.extraction import extract

TITLE = "مكتبة متنقلة تصل إلى قرى الجبل للمرة الأولى هذا الشتاء"
STORY = (
    "وصلت مكتبة متنقلة إلى قرى الجبل صباح السبت حاملة ألفي كتاب للأطفال والكبار في رحلة تستمر حتى نهاية الشتاء.",
    "وقالت المشرفة على المشروع إن المتطوعين جمعوا الكتب من بيوت المدينة خلال ستة أشهر ورتبوها في حافلة قديمة.",
    "وأضافت أن كل قرية تختار بنفسها ما تريد من العناوين وأن الأطفال يعيدون ما أخذوه في الزيارة التي تليها بعد أسبوعين.",
)
OTHERS = ("معلمة تحول فصلها إلى مسرح صغير", "طريق الجبل يغلق أمام الشاحنات ليلا", "دار نشر تهدي المدارس ألف كتاب")
BEGINNINGS = (
    "حولت معلمة في مدرسة القرية فصلها إلى مسرح صغير يمثل فيه التلاميذ ما يقرؤون من القصص كل يوم خميس بعد الدوام.",
    "أعلنت البلدية أن طريق الجبل سيغلق أمام الشاحنات ليلا ابتداء من الأحد المقبل بسبب الجليد الذي يغطي منعطفاته.",
    "أهدت دار نشر محلية ألف كتاب إلى مدارس الجبل احتفالا بمرور عشرين عاما على صدور أول عناوينها للأطفال.",
)


def read(between="", after="") -> Article:
    body = f"<p>{STORY[0]}</p><p>{STORY[1]}</p>{between}<p>{STORY[2]}</p>"
    story = f"<article><h1>{TITLE}</h1><div>{body}</div></article>"
    page = f"<html><head><title>{TITLE}</title></head><body>{story}{after}</body></html>"
    found = extract(page.encode(), url="https://a.example/2026/05/04/12345", now=datetime(2026, 5, 4, 12, tzinfo=UTC))
    assert isinstance(found, Article), found
    assert found.paragraphs == STORY
    return found


def titles(links):
    return tuple(link.title for link in links or ())


def test_each_of_the_stories_may_be_told_by_its_beginning():
    cards = "".join(
        f'<div><a href="/{at}"><h3>{title}</h3></a><p>{text}</p></div>'
        for at, (title, text) in enumerate(zip(OTHERS, BEGINNINGS, strict=True))
    )
    assert titles(read(after=f"<section><h2>حول هذه القصة</h2>{cards}</section>").related) == OTHERS


@pytest.mark.parametrize("label", ["يمكنك أن تقرأ أيضا:", "موضوع ذو صلة:"])
def test_a_heading_before_its_one_link_names_a_story(label):
    found = read(f'<p>{label} <a href="/1">{OTHERS[0]}</a></p>')
    assert titles(found.read_also) == OTHERS[:1]


def test_picks_in_the_text_and_under_it_may_be_headed_alike():
    first, *others = (f'<a href="/{at}"><img src="/{at}.jpg"><h4>{title}</h4></a>' for at, title in enumerate(OTHERS))
    heading = "<h3>قد يهمك أيضا</h3>"
    found = read(f"<div>{heading}{first}</div>", f"<section>{heading}{''.join(others)}</section>")
    assert titles(found.related) == OTHERS


def test_what_stands_in_the_last_storys_card_is_not_of_the_text():
    cards = "".join(
        f'<div><a href="/{at}"><h3>{title}</h3></a><p>{text}</p><span>محليات</span></div>'
        for at, (title, text) in enumerate(zip(OTHERS, BEGINNINGS, strict=True))
    )
    assert titles(read(between=f"<p><strong>اقرأ أيضا</strong></p>{cards}").read_also) == OTHERS


def test_a_paragraph_that_no_title_stands_with_ends_them():
    items = f'<a href="/0">{OTHERS[0]}</a><p>{BEGINNINGS[0]}</p><a href="/1">{OTHERS[1]}</a>'
    assert titles(read(after=f"<section><h2>مواضيع ذات صلة</h2>{items}</section>").related) == OTHERS[:1]


def test_read_more_in_a_box_with_one_title_names_that_story():
    glued = f'<div><a href="/0"><div>إقرأ المزيد</div><img src="/a.jpg"><div>{OTHERS[0]}</div></a></div>'
    assert titles(read(between=glued).read_also) == OTHERS[:1]
    apart = f'<div><h4>اقرأ المزيد</h4><div><a href="/0">{OTHERS[0]}</a></div></div>'
    assert titles(read(between=apart).read_also) == OTHERS[:1]


def test_a_heading_behind_the_link_that_skips_its_block_counts():
    items = "".join(f'<li><div><a href="/{at}">{title}</a></div></li>' for at, title in enumerate(OTHERS))
    skip = '<a href="#end">تخطى يستحق الانتباه وواصل القراءة</a><strong>يستحق الانتباه</strong>'
    end = '<p id="end">يستحق الانتباه نهاية</p>'
    programme = f'<section><div><a href="/show">يستحق الانتباه</a></div><p>{BEGINNINGS[0][:70]}</p></section>'
    found = read(between=f"<section>{skip}<ul>{items}</ul>{end}</section>", after=programme)
    assert titles(found.related) == OTHERS


def test_titles_that_empty_links_are_laid_over_are_linked():
    cards = "".join(
        f'<div class="card"><a class="over" href="/{at}" title="{title}"></a><h3>{title}</h3>قبل يوم</div>'
        for at, title in enumerate(OTHERS)
    )
    found = read(after=f"<section><h3>قد يهمك أيضا</h3>{cards}</section>")
    assert titles(found.related) == OTHERS
    assert found.related[0].url == "https://a.example/0"


def test_what_stands_in_a_related_storys_card_does_not_end_the_block():
    cards = "".join(
        f'<article><div class="card-tags">مجتمع</div><h2><a href="/{at}">{title}</a></h2>'
        "<footer>3 دقائق قراءة</footer></article>"
        for at, title in enumerate(OTHERS)
    )
    block = f'<aside><h3>قد يعجبك أيضا</h3><div class="read-more">{cards}</div></aside>'
    assert titles(read(after=block).related) == OTHERS


def test_stories_whose_cards_are_numbered_are_read_with_their_beginnings():
    cards = "".join(
        f'<article class="card card_0_{at} post-{at + 7}"><h2><a href="/{at}">{title}</a></h2><p>{text}</p></article>'
        for at, (title, text) in enumerate(zip(OTHERS, BEGINNINGS, strict=True))
    )
    block = f'<div><h3>مواضيع ذات صلة</h3></div><div class="b_ajax_pagination_container">{cards}</div>'
    assert titles(read(after=block).related) == OTHERS


def test_what_readers_may_think_of_stories_heads_related_ones():
    items = "".join(f'<li><a href="/{at}">{title}</a></li>' for at, title in enumerate(OTHERS))
    assert titles(read(after=f"<div><h3>مواضيع ممكن أن تعجبك</h3><ul>{items}</ul></div>").related) == OTHERS


def test_the_link_that_skips_a_block_may_stand_behind_its_heading():
    items = "".join(f'<li><div><a href="/{at}">{title}</a></div></li>' for at, title in enumerate(OTHERS))
    skip = '<strong>قصص مقترحة</strong><a href="#end">تخطى قصص مقترحة وواصل القراءة</a>'
    found = read(between=f'<section>{skip}<ul>{items}</ul><p id="end">قصص مقترحة نهاية</p></section>')
    assert titles(found.related) == OTHERS


def test_stories_on_cards_that_the_site_calls_promos_are_related():
    cards = "".join(
        f'<li><div class="promo-text"><h3><a href="/{at}">{title}</a></h3><time>3 مايو/ أيار 2026</time></div></li>'
        for at, title in enumerate(OTHERS)
    )
    assert titles(read(after=f"<section><h2>قصص ذات صلة</h2><ul>{cards}</ul></section>").related) == OTHERS
    sponsored = f'<section class="sponsored"><h2>قصص ذات صلة</h2><ul>{cards}</ul></section>'
    assert not read(after=sponsored).related


def test_read_more_in_a_box_with_several_titles_names_them_all():
    items = "".join(f'<li><h4><a href="/{at}">{title}</a></h4></li>' for at, title in enumerate(OTHERS))
    note = "<div>يحتوي هذا القسم على مقالات ذات صلة</div>"
    assert titles(read(between=f"<div><p>اقرأ المزيد</p>{note}<ul>{items}</ul></div>").read_also) == OTHERS


def test_read_also_may_say_on_what():
    items = "".join(f'<p><a href="/{at}">{title}</a></p>' for at, title in enumerate(OTHERS))
    found = read(after=f"<section><h2>اقرأ أيضا على الموضوع نفسه</h2>{items}</section>")
    assert titles(found.read_also) == OTHERS


@pytest.mark.parametrize(("between", "kind"), [("", "related"), (" | ", "related"), ("، ", "read_also")])
def test_a_heading_may_stand_on_one_line_with_its_stories(between, kind):
    row = between.join(f'<a href="/{at}">{title}</a>' for at, title in enumerate(OTHERS))
    label = {"related": "قد يهمك", "read_also": "اقرأ أيضا: "}[kind]
    assert titles(getattr(read(after=f"<div><span>{label}</span>{row}</div>"), kind)) == OTHERS


def test_a_heading_on_one_line_with_topics_names_no_story():
    row = '<a href="/t/1">قرى الجبل</a> <a href="/t/2">كتب</a>'
    assert not read(after=f"<div><span>مواضيع ذات صلة</span> {row}</div>").related


def test_a_beginning_that_stands_in_the_link_of_a_story_to_read_also_is_of_its_card():
    card = f'<div><a href="/0"><h6>{OTHERS[0]}</h6><p>تعرض الفرقة كل خميس.</p></a></div>'
    assert titles(read(between=f"<div><h5>اقرأ أيضا</h5>{card}</div>").read_also) == OTHERS[:1]


def test_the_editors_choice_gives_way_to_the_articles_own_block():
    own = f'<section><h2>أخبار ذات صلة</h2><a href="/0">{OTHERS[0]}</a></section>'
    choice = f'<section><h2>اختيار المحرر</h2><a href="/1">{OTHERS[1]}</a></section>'
    assert titles(read(after=own + choice).related) == OTHERS[:1]
    assert titles(read(after=choice).related) == OTHERS[1:2]


@pytest.mark.parametrize("by", ["بواسطة علامة", "بواسطة وسم", "بحسب الوسوم"])
def test_a_joomla_heading_names_related_stories(by):
    items = "".join(f'<li><a href="/{at}">{title}</a></li>' for at, title in enumerate(OTHERS))
    assert titles(read(after=f"<div><h3>مواد ذات صلة ({by})</h3><ul>{items}</ul></div>").related) == OTHERS


def test_the_writer_on_a_related_storys_card_is_of_it():
    cards = "".join(
        f'<div><a href="/{at}"><h3>{title}</h3></a><span>كتب: سالم حداد</span></div>' for at, title in enumerate(OTHERS)
    )
    found = read(between=f"<div><h3>أخبار ذات صلة</h3>{cards}</div>")
    assert titles(found.related) == OTHERS
    assert found.authors == ()


def test_a_row_of_news_sets_its_clock_before_each_title():
    items = "".join(
        f'<div><a href="/news/{at}"><span>1{at}:20</span> {title}</a></div>' for at, title in enumerate(OTHERS)
    )
    assert titles(read(after=f"<div><div>أخبار ذات صلة</div>{items}</div>").related) == OTHERS


def test_a_day_of_august_parts_two_cards():
    cards = "".join(
        f'<div><a href="/{at}"><h3>{title}</h3></a><span>19 آب</span></div>' for at, title in enumerate(OTHERS)
    )
    assert titles(read(after=f"<div><h2>ذات صلة</h2>{cards}</div>").related) == OTHERS


def test_a_story_between_paragraphs_may_have_a_point_before_it():
    link = f'<p><a href="https://a.example/2026/05/03/12344"><strong>• {OTHERS[0]}</strong></a></p>'
    assert titles(read(link).read_also) == OTHERS[:1]


def test_a_label_with_a_colon_under_the_text_leads_to_one_story():
    label = f'<p><b>اقرأ المزيد : </b></p><p><a href="/s/219516">{OTHERS[0]}</a></p>'
    body = "".join(f"<p>{text}</p>" for text in STORY)
    page = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><div>{body}{label}</div></body></html>"
    found = extract(page.encode(), url="https://a.example/2026/05/04/12345", now=datetime(2026, 5, 4, 12, tzinfo=UTC))
    assert isinstance(found, Article)
    assert (found.paragraphs, titles(found.read_also or found.related)) == (STORY, OTHERS[:1])


def test_related_stories_may_stand_in_the_articles_own_foot_and_not_in_the_pages():
    items = "".join(f'<h3><a href="/{at}">{title}</a></h3>' for at, title in enumerate(OTHERS))
    block = f"<footer><section><h2>مواضيع ذات صلة</h2>{items}</section></footer>"
    assert titles(read(after=f"<article>{block}</article>").related) == OTHERS
    assert read(after=block).related is None


def test_picks_between_paragraphs_are_the_articles_though_others_stand_under_it():
    first, *others = (f'<li><a href="/{at}">{title}</a></li>' for at, title in enumerate(OTHERS))
    below = f"<section><h2>أخبار ذات صلة</h2><ul>{''.join(others)}</ul></section>"
    found = read(f"<p><strong>قد يهمك أيضا</strong></p><ul>{first}</ul>", below)
    assert (titles(found.read_also), titles(found.related)) == (OTHERS[:1], OTHERS[1:])


def test_read_more_in_a_box_at_the_end_of_the_story_names_one_and_under_it_the_sites():
    link = f'<a href="/1"><h4>{OTHERS[0]}</h4></a>'
    box = f"<div><div><span>اقرأ المزيد</span>{link}</div></div>"
    body = "".join(f"<p>{text}. {more}</p>" for text, more in zip(STORY, BEGINNINGS, strict=True))
    page = "<html><head><title>{0}</title></head><body><article><h1>{0}</h1><div>{1}</div></article>{2}</body></html>"
    for inside, after, named in ((box, "", OTHERS[:1]), ("", box, ())):
        html = page.format(TITLE, body + inside, after).encode()
        found = extract(html, url="https://a.example/2026/05/04/12345", now=datetime(2026, 5, 4, 12, tzinfo=UTC))
        assert isinstance(found, Article)
        assert titles(found.read_also) == named


def test_a_storys_beginning_may_stand_between_two_links_to_it():
    link = '<a href="/1">{}</a>'
    card = f"<h3>{link.format(OTHERS[0])}</h3><p>{BEGINNINGS[0]}</p>{link.format('طالع المزيد ' + OTHERS[0])}"
    assert titles(read(f"<div><span>المزيد</span>{card}</div>").read_also) == OTHERS[:1]


@pytest.mark.parametrize(
    "card",
    [
        '<a href="/1"><div class="t">{title}</div><div class="s"><p>{text}</p></div></a>',
        '<a href="/1"><img></a><div><a href="/1">{title}</a></div><div><a href="/1"><p>{text}</p></a></div>',
    ],
)
def test_a_storys_beginning_in_a_link_of_its_own_is_not_its_title(card):
    card = card.format(title=OTHERS[0], text=BEGINNINGS[0])
    found = read(f'<div class="rm"><span>إقرأ المزيد</span>{card}</div>')
    assert titles(found.read_also) == OTHERS[:1]


@pytest.mark.parametrize("href", ["#", "javascript:void(0)"])
def test_the_first_of_two_tabs_heads_what_is_shown(href):
    tabs = f'<h4><a href="{href}">مقالات ذات صلة</a><a href="{href}">المزيد عن المؤلف</a></h4>'
    cards = "".join(f'<div><h3><a href="/{at}">{title}</a></h3></div>' for at, title in enumerate(OTHERS))
    assert titles(read(after=f"<div>{tabs}<div>{cards}</div></div>").related) == OTHERS


def test_a_whole_story_under_read_also_is_of_its_card():
    told = "".join(f"<p>{text}</p>" for text in BEGINNINGS)
    card = f'<h4><a href="/1">{OTHERS[0]}</a></h4><div class="content">{told}</div><a href="/1">المزيد</a>'
    found = read(after=f'<h3>إقرأ أيضاً:</h3><div class="rel">{card}</div>')
    assert titles(found.read_also) == OTHERS[:1]


def test_the_sections_over_their_titles_are_none_of_the_stories():
    cards = "".join(
        f'<div><div><a href="/s/{at}">مجتمع</a></div><h3><a href="/{at}">{title}</a></h3><p>{text}</p></div>'
        for at, (title, text) in enumerate(zip(OTHERS, BEGINNINGS, strict=True))
    )
    assert titles(read(after=f"<section><h4>مقالات ذات صلة</h4>{cards}</section>").related) == OTHERS


@pytest.mark.parametrize("label", ["موضوع يهمك", "خبر يهمك"])
def test_one_story_may_be_told_by_its_beginning_before_its_title(label):
    box = f'<div><span>{label}</span> <span>?</span><p>{BEGINNINGS[0]}</p><a href="/7">{OTHERS[0]}</a></div>'
    assert titles(read(between=box).read_also) == OTHERS[:1]


def test_a_title_in_bold_stands_over_its_beginning_in_one_link():
    cards = "".join(
        f'<a href="/{at}"><img src="/{at}.jpg"><strong>{title}</strong><em>{text}</em></a>'
        for at, (title, text) in enumerate(zip(OTHERS, BEGINNINGS, strict=True))
    )
    assert titles(read(after=f"<div><h3>قد يعجبك أيضا</h3>{cards}</div>").related) == OTHERS


@pytest.mark.parametrize("heading", ["مرتبط", "للمزيد من المواضيع المشابهة", "بعض المقالات المشابهة"])
def test_headings_of_related_stories(heading):
    links = "".join(f'<li><a href="/{at}">{title}</a></li>' for at, title in enumerate(OTHERS))
    assert titles(read(after=f"<section><h3>{heading}</h3><ul>{links}</ul></section>").related) == OTHERS


def test_a_cards_foot_does_not_end_the_block():
    cards = "".join(
        f'<article><a href="/{at}"><h3>{title}</h3><p>{text}</p><footer><time>3 مايو 2026</time></footer></a></article>'
        for at, (title, text) in enumerate(zip(OTHERS, BEGINNINGS, strict=True))
    )
    assert titles(read(after=f"<section><h2>اقرأ المزيد</h2>{cards}</section>").related) == OTHERS
