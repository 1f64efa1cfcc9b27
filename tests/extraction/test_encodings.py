"""The bytes tell their encoding, whatever the page declares."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extraction.encodings import decode

ARABIC = "قالت وزارة النقل إن الجسر الجديد يربط ضفتي النهر، ويخدم آلاف المسافرين كل يوم في المدينة."
DECLARATIONS = [
    None, "utf-8", "windows-1256", "iso-8859-6", "iso-8859-1", "no-such-thing", "utf-16", "rot13", "hex", "utf-7",
    "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "base64", "mbcs", "../etc/passwd",
]  # fmt: skip


@pytest.mark.parametrize("declared", DECLARATIONS)
@pytest.mark.parametrize("actual", ["utf-8", "windows-1256", "iso-8859-6"])
@pytest.mark.parametrize("in_meta", [True, False])
def test_arabic_is_read_rightly_however_it_is_declared(actual, declared, in_meta):
    meta = f'<meta charset="{declared}">' if in_meta and declared else ""
    text = f"<html><head>{meta}</head><body><p>{ARABIC}</p></body></html>"
    body = text.encode(actual, "ignore")
    assert decode(body, declared=None if in_meta else declared)[0] == body.decode(actual)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_utf_with_and_without_a_mark(encoding):
    text = f"<html><body><p>{ARABIC}</p></body></html>"
    assert decode(text.encode(encoding))[0] == text


def test_a_few_broken_bytes_do_not_change_the_encoding():
    body = f"<p>{ARABIC * 5}</p>".encode() + b"\xd8\xff<p>x</p>"
    assert decode(body)[0].startswith(f"<p>{ARABIC}")


def test_french_pages_of_the_maghreb_keep_their_accents():
    body = "<p>Le président a été reçu à Alger où l'été s'achève.</p>".encode("windows-1252")
    assert "été reçu à Alger" in decode(body, declared="iso-8859-1")[0]


@given(st.binary(max_size=400), st.none() | st.text(max_size=10))
def test_any_bytes_decode(body, declared):
    text, name = decode(body, declared=declared)
    assert isinstance(text, str)
    assert name
