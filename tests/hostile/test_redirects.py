"""Redirects lead round in circles, far on, elsewhere, or out of the web: none costs more than a few requests."""

from crawling import Answer, Site, article, served, story
from hosts import GOOD, Hostile, links


def to(where: str, status: int = 302) -> Answer:
    return Answer(status=status, headers={"Location": where})


def refresh(where: str) -> str:
    return f'<html><head><meta http-equiv="refresh" content="0; url={where}"></head><body>انتظر</body></html>'


def chain(path: str) -> Answer | None:
    if not path.startswith("/chain/"):
        return None
    return to(f"/chain/{int(path.rpartition('/')[2]) + 1}", 301)


def test_no_redirect_leads_astray(crawled):
    with served(Site({"/secret": article(66)})) as other:
        elsewhere = {
            "port": to(f"{other.url}secret"),
            "file": to("file:///etc/passwd"),
            "javascript": to("javascript:alert(1)"),
            "data": to("data:text/html,<h1>x</h1>"),
            "ftp": to("ftp://127.0.0.1/x"),
            "metadata": to("http://169.254.169.254/latest/meta-data/"),
            "private": to("http://10.255.255.1/"),
            "user": to(f"http://127.0.0.1@127.0.0.1:{other.port}/secret"),
            "backslash": to(f"http:\\\\127.0.0.1:{other.port}\\secret"),
            "numeric": to(f"http://2130706433:{other.port}/secret"),
            "mapped": to(f"http://[::ffff:127.0.0.1]:{other.port}/secret"),
            "broken": to("http://[::1"),
            "empty": to(""),
            "port-number": to("http://127.0.0.1:99999/"),
            "refresh": Answer(refresh(f"{other.url}secret")),
            "refresh-file": Answer(refresh("file:///etc/passwd")),
            "long": to("/" + "x" * 8000),
            "self": to("/go/2024/5/3/self/10017"),
            "circle": to("/go/2024/5/3/circle2/10018"),
            "circle2": to("/go/2024/5/3/circle/10018"),
            "refresh-self": Answer(refresh("/go/2024/5/3/refresh-self/10020")),
            "home": to("/"),
        }
        names = {name: f"/go/2024/5/3/{name}/{10_000 + number}" for number, name in enumerate(elsewhere)}
        pages = {path: elsewhere[name] for name, path in names.items()}
        fine = {"/moved/2024/5/3/99001": to("/story/2024/5/3/fine/99002", 308)}
        fine |= {"/story/2024/5/3/fine/99002": Answer(article(70))}
        site = Hostile({**pages, **fine}, lure=links([*pages, *fine, "/chain/100001"]), maze=chain)
        found = crawled(site)
        assert other.asked == []
    assert found.holds(requests=100)
    assert found.articles["/story/2024/5/3/fine/99002"]
    assert len(found.articles) == len(GOOD) + 1
    assert found.bounds["redirects"] >= 4
    assert max(site.paths.count(path) for path in pages) <= 8
    assert story(1) in site.paths
