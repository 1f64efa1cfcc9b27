"""Real saved pages are read as well as they ever were: a change may raise these floors, not lower them."""

import importlib.util
import json
from datetime import datetime, timedelta

import pytest

from crawler.article import Article, to_record
from crawler.extraction import extract
from crawler.sources import catalogue, find

FLOORS = {
    "body_f1": 0.995,
    "title_exact": 1.0,
    "authors_f1": 1.0,
    "related_f1": 1.0,
    "date_day": 1.0,
    "date_minute": 1.0,
}


@pytest.fixture(scope="module")
def score(shared):
    spec = importlib.util.spec_from_file_location("score", shared / "pages" / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _read(pages, answer):
    now = datetime.fromisoformat(answer["published"]) + timedelta(hours=1)
    source = find(answer["url"], catalogue())
    return extract((pages / answer["file"]).read_bytes(), url=answer["url"], source=source, now=now)


def test_the_figures_stay_above_their_floors(shared, score):
    files = sorted((shared / "pages" / "answers").glob("*.json"))
    answers = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in files}
    predictions = []
    for publisher, answer in answers.items():
        article = _read(shared / "pages", answer)
        assert isinstance(article, Article), (publisher, article)
        record = json.loads(json.dumps(to_record(article)))
        links = (record["related"] or []) + (record["read_also"] or [])
        predictions.append({**record, "publisher": publisher, "related": [link["title"] for link in links]})
    _, mean = score.evaluate(predictions, answers)
    assert {name: mean[name] for name in FLOORS} == {
        name: pytest.approx(max(mean[name], floor)) for name, floor in FLOORS.items()
    }
    assert mean["leaks"] <= 1
    assert mean["dates"]["wrong"] == 0
