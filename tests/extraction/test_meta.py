"""Meta tags and microdata."""

import pytest
from lxml import html

from crawler.extraction.meta import Meta, canonical


def meta(markup):
    return Meta(html.document_fromstring(markup))


def test_microdata_of_the_text_is_read_beside_the_meta_tags():
    page = meta('<body><div><span itemprop="datePublished" content="2026-05-06">أمس</span></div></body>')
    assert page.first(("datepublished",)) == "2026-05-06"


@pytest.mark.parametrize("name", ['property=""', 'property=" "', 'itemprop=""', 'property="" itemprop=" "'])
def test_an_element_that_names_no_property_has_none(name):
    assert meta(f'<body><span {name} content="2026-05-06">أمس</span></body>').all(("datepublished",)) == []


@pytest.mark.parametrize(
    "address", ["https://x.example:port/1", "https://x.example:99999999/1", "http://[", "javascript:1"]
)
def test_an_address_that_leads_nowhere_is_not_the_pages_own(address):
    tree = html.document_fromstring(f'<head><link rel="canonical" href="{address}"></head><body>.</body>')
    assert canonical(tree, "https://x.example/") is None
