"""khabar extract: saved pages, no network."""

import json

import pytest

PARAGRAPHS = [
    "افتتحت المدينة صباح اليوم سوقها القديم بعد ترميم دام ثلاث سنوات، وحضر الافتتاح مئات من أهل الحي وتجاره.",
    "وقال أقدم الباعة في السوق إن المكان عاد كما عرفه في صباه، وإن الحجارة التي وضعت تشبه الحجارة الأولى.",
    "وتستمر الاحتفالات ثلاثة أيام، تقام فيها عروض للحرف اليدوية وموائد مفتوحة للزوار من كل المحافظات.",
]
DOCUMENT = "\n\n".join(
    [
        "السوق القديم يفتح أبوابه من جديد",
        "الاربعاء 30 سبتمبر 2020 | 04:08 مساءً\nكتب : سامر الحلبي",
        *PARAGRAPHS,
    ]
)
PAGE = f"""<!doctype html><html lang="ar" dir="rtl"><head><title>السوق القديم يفتح أبوابه من جديد</title>{{head}}</head>
<body><main><h1>السوق القديم يفتح أبوابه من جديد</h1>
<div>الأربعاء، 30 سبتمبر 2020 04:08 م</div><div>كتب : سامر الحلبي</div>
{"".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)}</main></body></html>"""
FRONT = "<html lang='ar'><head><title>الرئيسية</title></head><body><p>لا خبر هنا.</p></body></html>"


@pytest.fixture
def saved(tmp_path):
    def save(name, text=PAGE, encoding="utf-8", head=""):
        (tmp_path / name).write_bytes(text.replace("{head}", head).encode(encoding))
        return name

    return save


def test_one_file_gives_its_document_and_nothing_else(khabar, saved):
    ended = khabar("extract", saved("page.html"))
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, DOCUMENT, "")


def test_a_page_in_a_legacy_encoding_gives_the_same_document(khabar, saved):
    assert khabar("extract", saved("page.html", encoding="windows-1256")).stdout == DOCUMENT


def test_a_page_can_come_through_a_pipe(khabar):
    assert khabar("extract", "-", stdin=PAGE.replace("{head}", "")).stdout == DOCUMENT


def test_several_files_come_in_order_and_bad_ones_are_named(khabar_process, saved):
    names = [saved("one.html"), "none.html", saved("front.html", FRONT), saved("two.html")]
    ended = khabar_process("extract", *names, "--format", "json")
    answers = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [answer["file"] for answer in answers] == names
    assert [answer["article"] is not None for answer in answers] == [True, False, False, True]
    assert answers[0]["reason"] is None
    assert answers[0]["article"]["document"] == DOCUMENT
    assert answers[0]["article"]["authors"] == ["سامر الحلبي"]
    assert answers[1]["reason"] == "unreadable: cannot be read: No such file or directory"
    assert answers[2]["reason"].startswith(("no-text: ", "section: "))
    assert ended.returncode == 1
    assert ended.stderr == "khabar: none.html: cannot be read: No such file or directory\n"


def test_as_json_a_page_that_is_no_article_is_an_answer(khabar, saved):
    ended = khabar("extract", saved("front.html", FRONT), "--format", "json")
    assert ended.returncode == 0
    assert json.loads(ended.stdout)["article"] is None


def test_as_text_a_page_that_is_no_article_is_a_missing_document(khabar, saved):
    ended = khabar("extract", saved("front.html", FRONT))
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith("khabar: front.html: ")


def test_several_documents_are_told_apart(khabar_process, saved):
    ended = khabar_process("extract", saved("one.html"), saved("two.html"))
    assert ended.stdout.split("\n\n\n") == [DOCUMENT, DOCUMENT]
    assert ended.stderr == "── one.html\n── two.html\n"


def article(khabar, *arguments):
    return json.loads(khabar("extract", *arguments, "--format", "json").stdout)["article"]


def test_the_address_given_names_the_source_and_the_article(khabar, saved):
    record = article(khabar, saved("page.html"), "--url", "www.youm7.com/story/2020/9/30/x/1")
    assert record["source"] == "youm7"
    assert record["url"] == "https://www.youm7.com/story/2020/9/30/x/1"
    assert len(record["id"]) == 16


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="canonical" href="https://www.example.com/news/12"/>',
        '<meta property="og:url" content="https://www.example.com/news/12"/>',
    ],
)
def test_without_an_address_the_page_says_where_it_stood(khabar, saved, head):
    record = article(khabar, saved("page.html", head=head))
    assert (record["url"], record["source"]) == ("https://www.example.com/news/12", "example.com")


def test_a_canonical_link_to_the_front_page_is_no_articles_address(khabar, saved):
    record = article(khabar, saved("page.html", head='<link rel="canonical" href="https://www.example.com/"/>'))
    assert (record["url"], record["source"]) == ("", "example.com")


def test_a_source_can_be_named(khabar, saved):
    assert article(khabar, saved("page.html"), "--source", "hespress")["source"] == "hespress"


def test_a_file_larger_than_a_page_may_be_is_named(khabar, saved):
    ended = khabar("extract", saved("large.html", "<p>" + "x" * (16 * 1024 * 1024)))
    assert ended.stderr == "khabar: large.html: larger than a page may be: more than 16 MiB\n"
