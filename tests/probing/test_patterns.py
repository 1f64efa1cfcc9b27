"""The pattern of a site's articles' addresses, learnt from some of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.probing.patterns import learn
from crawler.sources import matches

SITE = "https://www.paper.example"
SLUGS = (
    "وزير-الري-يشهد-توقيع-العقد", "انطلاق-معرض-الكتاب-في-العاصمة", "البنك-المركزي-يرفع-سعر-الفائدة",
    "منتخب-الشباب-يتأهل-إلى-النهائي", "افتتاح-جسر-جديد-فوق-النهر", "أمطار-غزيرة-على-الساحل-غدا",
)  # fmt: skip
LATIN = ("minister-signs-water-deal", "book-fair-opens", "bank-raises-rates", "team-wins-cup", "new-bridge", "rain-due")
SECTIONS = ("politics", "economy", "sport", "culture", "local", "arab")
UUIDS = tuple(f"3f2b7a1{n}-99aa-4c1d-8e77-0a1b2c3d4e5{n}" for n in range(6))
TOKENS = ("c4nz9dn7x6no", "cx2kk1q9pl3o", "c8e0w4rtz71o", "cq5m2p0vv8lo", "c1z7y3b6n9ao", "cw9d8s2k4gmo")


def six(form):
    """Return six addresses of a form, whose names stand for what varies."""
    return [
        SITE + form.format(
            n=7412 + 13 * k, small=5 + 9 * k, slug=SLUGS[k], latin=LATIN[k], section=SECTIONS[k], uuid=UUIDS[k],
            token=TOKENS[k], y=2025 + k // 3, m=f"{3 + k:02d}", d=f"{11 + k}", ymd=f"2025{3 + k:02d}{11 + k}",
        )
        for k in range(6)
    ]  # fmt: skip


FORMS = [
    ("/node/{small}", "/node/{id}", "/node/9031245"),
    ("/{n}", "/{id}", "/99312"),
    ("/news/{n}", "/news/{id}", "/news/1000002"),
    ("/news/{n}.html", "/news/{id}.html", "/news/1000002.html"),
    ("/ar/article/{n}/{slug}", "/ar/article/{id}/{slug}", "/ar/article/88/عنوان"),
    ("/{section}/{n}", "/{section}/{id}", "/health/88121"),
    ("/{section}/{n}/{slug}", "/{section}/{id}/{slug}", "/health/88121/عنوان-آخر"),
    ("/story/{y}/{m}/{d}/{slug}/{n}", "/story/{y}/{m}/{d}/{slug}/{id}", "/story/2031/1/5/عنوان-آخر/991"),
    ("/{y}/{m}/{d}/{slug}", "/{y}/{m}/{d}/{slug}", "/2031/01/05/عنوان-آخر"),
    ("/{y}/{m}/{latin}.html", "/{y}/{m}/{slug}.html", "/2031/01/another-headline.html"),
    ("/{d}/{m}/{y}/{latin}", "/{d}/{m}/{y}/{slug}", "/05/01/2031/another-headline"),
    ("/{section}/{y}/{m}/{d}/{latin}", "/{section}/{y}/{m}/{d}/{slug}", "/health/2031/1/5/another-headline"),
    ("/{ymd}/{n}", "/{ymd}/{id}", "/20310105/12"),
    ("/news/{ymd}/{latin}", "/news/{ymd}/{slug}", "/news/20310105/another-headline"),
    ("/{n}-{slug}", "/{id}-{slug}", "/991-عنوان-آخر"),
    ("/news/{n}_{latin}", "/news/{id}_{slug}", "/news/991_another"),
    ("/{slug}-{n}", "/{slug}-{id}", "/عنوان-آخر-991"),
    ("/{section}/{latin}-{n}.html", "/{section}/{slug}-{id}.html", "/health/another-one-991.html"),
    ("/{latin}_a{n}", "/{slug}_a{id}", "/another_a991"),
    ("/article-{small}.aspx", "/article-{id}.aspx", "/article-100213.aspx"),
    ("/{section}/news{n}", "/{section}/news{id}", "/health/news991"),
    ("/{section}/1.{n}", "/{section}/1.{id}", "/health/1.991"),
    ("/NewsDetails.aspx?id={n}", "/NewsDetails.aspx?id={id}", "/NewsDetails.aspx?id=3&lang=ar"),
    ("/index.php?module=news&id={small}", "/index.php?module=news&id={id}", "/index.php?module=news&id=100500"),
    ("/?p={n}", "/?p={id}", "/?p=77"),
    ("/?q=node/{small}", "/?q=node/{id}", "/?q=node/9911"),
    ("/view?id={uuid}&cat=5", "/view?id={hex}", "/view?id=3f2b7a10-99aa-4c1d-8e77-0a1b2c3d4e5f&cat=7"),
    ("/arabic/articles/{token}", "/arabic/articles/{token}", "/arabic/articles/cz0r9x8w7v6o"),
    ("/news/{uuid}", "/news/{hex}", "/news/9d5b7a10-11aa-4c1d-8e77-0a1b2c3d4e5f"),
    ("/{section}/{slug}/{uuid}", "/{section}/{slug}/{hex}", "/health/عنوان/9d5b7a10-11aa-4c1d-8e77-0a1b2c3d4e5f"),
    ("/news/{slug}", "/news/{slug}", "/news/عنوان-آخر"),
    ("/خبر/{n}/{slug}", "/خبر/{id}/{slug}", "/خبر/12/عنوان"),
    ("/post/{y}-{m}-{d}-{latin}", "/post/{y}-{m}-{d}-{slug}", "/post/2031-01-05-another-headline"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "pattern", "next_years"), FORMS, ids=[form for form, _, _ in FORMS])
def test_a_form_is_learnt_and_fits_next_years_articles(form, pattern, next_years):
    others = [f"{SITE}{path}" for path in ("/", "/politics", "/about-us", "/sport/", "/tag/ماء", "/search?q=x")]
    learnt = learn(six(form), others)
    assert learnt.pattern == pattern
    assert matches(learnt.pattern, SITE + next_years)
    assert [url for url in others if matches(learnt.pattern, url)] == []


def test_percent_encoding_and_slashes_at_the_end_make_no_difference():
    encoded = [f"{SITE}/news/{n}/%D9%85%D8%A7%D8%A1-{word}/" for n, word in enumerate(("a-b", "c", "d"), 7)]
    assert learn(encoded, []).pattern == "/news/{id}/{slug}"


def test_of_many_listed_addresses_a_few_may_be_no_articles():
    listed = [f"{SITE}/story/{n}/{SLUGS[n % 6]}" for n in range(4000, 4040)]
    assert learn([*listed, f"{SITE}/about", f"{SITE}/contact/us"], []).pattern == "/story/{id}/{slug}"


def test_articles_of_one_section_give_a_pattern_for_every_section():
    listed = [f"{SITE}/politics/{n}" for n in (4101, 4102, 4103)]
    assert learn(listed, [f"{SITE}/politics", f"{SITE}/sport"]).pattern == "/{section}/{id}"


def test_a_word_that_the_sites_sections_are_called_by_is_none_that_every_article_has():
    listed = [f"{SITE}/mahaliyat/{n}" for n in range(4101, 4121)]
    assert learn(listed, [f"{SITE}/section/mahaliyat", f"{SITE}/section/riyada"]).pattern == "/{section}/{id}"
    assert learn(listed, [f"{SITE}/section/riyada"]).pattern == "/mahaliyat/{id}"


def test_where_sections_have_numbers_too_the_articles_own_word_stays():
    listed = [f"{SITE}/khabar/{n}" for n in (4101, 4102, 4103)]
    assert learn(listed, [f"{SITE}/qism/3", f"{SITE}/qism/4"]).pattern == "/khabar/{id}"


def test_sections_of_several_depths_are_any_path():
    listed = [f"{SITE}/{path}/{n}" for n, path in enumerate(("news", "news/local", "sport/cup", "sport"), 4100)]
    assert learn(listed, [f"{SITE}/news", f"{SITE}/sport/cup"]).pattern == "/{path}/{id}"


def test_a_year_is_no_part_of_a_pattern():
    listed = [f"{SITE}/2026/11/{slug}" for slug in LATIN]
    assert learn(listed, []).pattern == "/{y}/{m}/{slug}"


def test_addresses_of_several_makes_have_a_pattern_each():
    listed = [*six("/news/{n}"), *six("/video/watch.php?clip={n}"), *six("/{section}/{n}/{latin}")[:3]]
    assert learn(listed, [f"{SITE}/contact/us"]).pattern == (
        "/news/{id}", "/{section}/watch.php?clip={id}", "/{section}/{id}/{slug}",
    )  # fmt: skip


def test_one_make_without_a_pattern_leaves_all_without_one():
    listed = [*six("/story/{n}/{latin}"), *six("/{latin}")]
    assert learn(listed, []).pattern is None


@pytest.mark.parametrize(
    ("listed", "others", "said"),
    [
        ([], [], "only 0 addresses"),
        (six("/news/{n}")[:2], [], "only 2 addresses"),
        ([f"{SITE}/news/7", f"{SITE}/news/7/", f"{SITE}/news/7?utm_source=x"], [], "only 1 addresses"),
        (six("/{latin}"), [], "would fit other pages too"),
        (six("/{section}/{latin}"), [], "would fit other pages too"),
        (six("/{n}"), [f"{SITE}/3"], "/{id} would fit other pages too"),
        (six("/view.php?id={small}"), [f"{SITE}/view.php?id=900"], "would fit other pages too"),
        ([*six("/news/{n}")[:3], *six("/{latin}")[:3]], [], "of several makes"),
    ],
)
def test_where_addresses_do_not_tell_there_is_no_pattern_but_a_reason(listed, others, said):
    learnt = learn(listed, others)
    assert learnt.pattern is None
    assert said in learnt.why_not


def test_an_address_that_is_listed_as_an_article_is_no_counterexample():
    listed = six("/news/{n}")
    assert learn(listed, listed).pattern == "/news/{id}"


@given(st.lists(st.text(max_size=40), max_size=12), st.lists(st.text(max_size=40), max_size=6))
def test_whatever_the_addresses_a_pattern_fits_the_most_of_them_and_no_other(paths, others):
    listed, wrong = [[f"{SITE}/{path}" for path in each] for each in (paths, others)]
    learnt = learn(listed, wrong)
    assert (learnt.pattern is None) == bool(learnt.why_not)
    if learnt.pattern:
        assert sum(matches(learnt.pattern, url) for url in listed) >= 0.9 * len({*listed}) - 1
