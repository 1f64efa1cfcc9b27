"""Real saved pages, served as sites and crawled, give a document each."""

import json
from datetime import datetime
from urllib.parse import quote, urlsplit

from crawling import Answer, Site, crawl, listing, served

from crawler.document import parse
from crawler.storage import Archive


def test_each_saved_page_gives_its_document(shared, tmp_path):
    answers = [json.loads(file.read_text("utf-8")) for file in sorted((shared / "pages" / "answers").glob("*.json"))]
    for answer in answers:
        path = quote(urlsplit(answer["url"]).path, safe="/%")
        page = Answer((shared / "pages" / answer["file"]).read_bytes())
        data = tmp_path / answer["file"]
        with served(Site({"/": listing([path]), path: page})) as site:
            (report,) = crawl(site.url, data, limit=5)
        assert (report["stored"], report["failure"]) == (1, None), answer["file"]
        with Archive(data, create=False) as archive:
            (article,) = archive.articles()
            document = parse(archive.document_path(article).read_text("utf-8"))
        days = {datetime.fromisoformat(answer["published"]).date().isoformat(), *answer.get("published_alt", [])}
        assert document.title == " ".join(answer["title"].split())
        assert document.published.date().isoformat() in days, answer["file"]
        told = set(document.paragraphs)
        assert sum(" ".join(text.split()) in told for text in answer["paragraphs"]) >= 0.9 * len(answer["paragraphs"])
