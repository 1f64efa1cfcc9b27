"""A browser reaches what a plain request would reach, and nothing else, however it is asked to."""

import asyncio
from base64 import b64encode
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit

import pytest
from browsing import chromium
from crawling import Answer, Site, served
from resolving import INNER, INNER_ADDRESS, OURS, trap
from scrapy.exceptions import CannotResolveHostError, DownloadConnectionRefusedError

from crawler.fetching.browser import place
from crawler.fetching.gateway import Bounds, Gateway
from crawler.fetching.refused import Refused
from crawler.jobs.running import settings_with

NAMES = {OURS: ["127.0.0.1"], INNER: [INNER_ADDRESS], "both.example": [INNER_ADDRESS, "127.0.0.1"]}


@asynccontextmanager
async def gateway(names=NAMES, **given):
    async def resolve(host, _port):
        answers = names.get(host, [])
        return answers.pop(0) if answers and isinstance(answers[0], list) else answers

    counted = []
    gate = Gateway(resolve, allowed=lambda address: address == "127.0.0.1", count=counted.append, **given)
    gate.counted = counted
    await gate.open()
    try:
        yield gate
    finally:
        await gate.close()


def keys(gate, *, word=None):
    pair = f"{gate.proxy['username']}:{gate.proxy['password'] if word is None else word}"
    return f"Proxy-Authorization: Basic {b64encode(pair.encode()).decode()}\r\n"


async def say(gate, text, *, then=""):
    """Send bytes to the gateway, and return all that it answers."""
    reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(gate.proxy["server"]).port)
    writer.write(text.encode())
    answer = b""
    with suppress(ConnectionResetError):  # hung up on
        if then:
            answer = await reader.readuntil(b"\r\n\r\n")
            writer.write(then.encode())
        answer += await reader.read()
    writer.close()
    return answer.decode()


async def get(gate, url, *, more=""):
    return await say(gate, f"GET {url} HTTP/1.1\r\nHost: elsewhere.example\r\n{keys(gate)}{more}\r\n")


async def connect(gate, authority, *, then=""):
    return await say(gate, f"CONNECT {authority} HTTP/1.1\r\nHost: {authority}\r\n{keys(gate)}\r\n", then=then)


def test_it_passes_on_a_request_to_the_host_that_stands_in_it():
    async def main(site):
        async with gateway() as gate:
            return await get(gate, f"http://{OURS}:{site.port}/a?b=c", more="Upgrade: websocket\r\n")

    with served(Site({"/a?b=c": "told"})) as site:
        answer = asyncio.run(main(site))
    assert answer.startswith("HTTP/1.1 200 ")
    assert answer.endswith("\r\n\r\ntold")
    assert "connection: close" in answer.lower()
    assert [(each.path, each.host) for each in site.asked] == [("/a?b=c", f"{OURS}:{site.port}")]


def test_it_tunnels():
    async def main(site):
        async with gateway() as gate:
            asked = f"GET /a HTTP/1.1\r\nHost: {OURS}\r\nConnection: close\r\n\r\n"
            return await connect(gate, f"{OURS}:{site.port}", then=asked)

    with served(Site({"/a": "told"})) as site:
        answer = asyncio.run(main(site))
    assert answer.startswith("HTTP/1.1 200 Connection Established\r\n\r\nHTTP/1.1 200 OK")
    assert answer.endswith("told")


@pytest.mark.parametrize("word", ["", "wrong"])
def test_only_who_knows_the_secret_of_this_run_is_served(word):
    async def main(site):
        async with gateway() as gate:
            url, key = f"http://{OURS}:{site.port}/", keys(gate, word=word) if word else ""
            return await say(gate, f"GET {url} HTTP/1.1\r\n{key}\r\n")

    with served(Site({"/": "told"})) as site:
        assert asyncio.run(main(site)).startswith("HTTP/1.1 407 ")
    assert site.asked == []


def test_the_secret_goes_to_no_site():
    heads = []

    async def note(reader, writer):
        heads.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 407 Tell me\r\nProxy-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n")
        writer.close()

    async def main():
        async with await asyncio.start_server(note, "127.0.0.1", 0) as server, gateway() as gate:
            return await get(gate, f"http://{OURS}:{server.sockets[0].getsockname()[1]}/")

    assert asyncio.run(main()).startswith("HTTP/1.1 502 ")  # nor does a site learn it by asking for it
    assert b"proxy" not in heads[0].lower()


@pytest.mark.parametrize(
    "host",
    [
        INNER, INNER_ADDRESS, "127.2", "0x7f.2", "2130706434", "[::ffff:7f00:2]", "[64:ff9b::7f00:2]", "localhost",
        f"{INNER}.", f"a@{INNER_ADDRESS}", f"{OURS}@{INNER_ADDRESS}", f"{OURS}\\@{INNER_ADDRESS}", f"{INNER_ADDRESS}#",
        f"{INNER_ADDRESS}/", "[::1", "", "%31%32%37.0.0.2", "[fe80::1%lo]", "169.254.169.254",
    ],
)  # fmt: skip
def test_what_may_not_be_contacted_is_not_whether_asked_for_or_tunnelled_to(host):
    names = NAMES | {f"{INNER}.": [INNER_ADDRESS]}

    async def main(port):
        async with gateway(names) as gate:
            return await get(gate, f"http://{host}:{port}/"), await connect(gate, f"{host}:{port}")

    with trap() as inner:
        answers = asyncio.run(main(inner.port))
    assert inner.called == []
    assert not any(answer.startswith("HTTP/1.1 2") for answer in answers)


def test_only_the_web_is_spoken():
    async def main(port):
        async with gateway() as gate:
            schemes = ("https", "ftp", "file", "ws")
            return [await get(gate, f"{scheme}://{OURS}:{port}/") for scheme in schemes] + [await get(gate, "/")]

    with served(Site({})) as site:
        assert {answer[:13] for answer in asyncio.run(main(site.port))} == {"HTTP/1.1 403 "}
    assert site.asked == []


def test_a_name_is_resolved_once_and_of_its_addresses_only_the_public_ones_are_contacted():
    async def main(site, port):
        names = {"turns.example": [["127.0.0.1"], [INNER_ADDRESS]], "both.example": [INNER_ADDRESS, "127.0.0.1"]}
        async with gateway(names) as gate:
            turns = [await get(gate, f"http://turns.example:{site.port}/") for _ in range(2)]
            return [
                *turns,
                await get(gate, f"http://both.example:{site.port}/"),
                gate.failure(f"http://both.example:{port}"),
            ]

    with trap() as inner, served(Site({"/": "told"})) as site:
        first, second, both, failure = asyncio.run(main(site, inner.port))
    assert inner.called == []
    assert (first[:12], second[:12], both[:12], failure) == ("HTTP/1.1 200", "HTTP/1.1 403", "HTTP/1.1 200", None)


def test_it_says_why_a_host_was_not_connected_to():
    async def main():
        async with gateway() as gate:
            urls = [f"http://{INNER}/", "http://nowhere.example/", f"http://{OURS}:1/"]
            answers = [(await get(gate, url))[:12] for url in urls]
            return answers, [gate.failure(url) for url in urls]

    answers, (private, unknown, refused) = asyncio.run(main())
    assert answers == ["HTTP/1.1 403", "HTTP/1.1 502", "HTTP/1.1 502"]
    assert isinstance(private, Refused)
    assert f"{INNER} resolves to {INNER_ADDRESS}, a private address" in str(private)
    assert isinstance(unknown, CannotResolveHostError)
    assert isinstance(refused, DownloadConnectionRefusedError)


def test_private_addresses_are_contacted_where_they_are_allowed():
    async def main(site):
        async with gateway({INNER: [INNER_ADDRESS], "127.0.0.1": ["127.0.0.1"]}, allow_private=True) as gate:
            return await get(gate, f"http://{INNER}:1/"), await get(gate, f"http://127.0.0.1:{site.port}/")

    with served(Site({"/": "told"})) as site:
        inner, told = asyncio.run(main(site))
    assert inner.startswith("HTTP/1.1 502 ")  # asked, and nobody listens there
    assert told.endswith("told")


def test_a_page_loads_no_more_than_it_may_and_the_next_one_anew():
    async def main(site):
        async with gateway(bounds=Bounds(size=100_000)) as gate:
            lengths = []
            for _ in range(2):
                gate.begin()
                lengths += [len(await get(gate, f"http://{OURS}:{site.port}/")) for _ in range(2)]
            return lengths, gate.counted

    with served(Site({"/": "x" * 3_000_000})) as site:
        lengths, counted = asyncio.run(main(site))
    assert counted == ["browser-size", "browser-size"]
    assert all(length < 300_000 for length in lengths)
    assert lengths[1] < 1_000


def test_silence_heads_without_end_and_too_many_connections_are_ended():
    async def say_nothing(reader, writer):
        await reader.read()
        writer.close()

    async def main():
        async with (
            await asyncio.start_server(say_nothing, "127.0.0.1", 0) as silent,
            gateway(bounds=Bounds(seconds=0.3, connections=2)) as gate,
        ):
            url = f"http://{OURS}:{silent.sockets[0].getsockname()[1]}/"
            endless = "GET / HTTP/1.1\r\n" + "A: b\r\n" * 20_000
            one_by_one = [
                await say(gate, "GET"),
                await get(gate, url),
                await say(gate, endless),
                await say(gate, "\r\n\r\n"),
            ]
            await asyncio.gather(*(get(gate, url) for _ in range(3)))
            return one_by_one, gate.counted

    one_by_one, counted = asyncio.run(main())
    assert one_by_one == [""] * 4
    assert counted == ["browser-connections"]


def test_what_is_no_answer_is_not_passed_on():
    async def babble(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"220 smtp.example ready\r\n\r\n")
        writer.close()

    async def main():
        async with await asyncio.start_server(babble, "127.0.0.1", 0) as server, gateway() as gate:
            return await get(gate, f"http://{OURS}:{server.sockets[0].getsockname()[1]}/")

    assert asyncio.run(main()).startswith("HTTP/1.1 502 ")


def hostile(inner):
    """Return pages that try everything a page can to have the browser call where it may not."""
    away = [f"http://{host}:{inner.port}" for host in (INNER, INNER_ADDRESS, "localhost", "[::ffff:7f00:2]", "127.2")]
    text = f"fetch('{away[0]}/worker'); fetch('{away[1]}/worker')"
    scripts = {
        "fetch": f"for (const way of {away}) fetch(way, {{mode: 'no-cors'}}); fetch('/away'); fetch('/away-by-name')",
        "socket": f"new WebSocket('ws://{INNER_ADDRESS}:{inner.port}'); new WebSocket('ws://{INNER}:{inner.port}')",
        "events": f"new EventSource('{away[1]}'); navigator.sendBeacon('{away[1]}', 'a')",
        "window": f"open('{away[1]}'); open('/opened'); const w = open('about:blank'); if (w) w.location = '{away[0]}'",
        "workers": f"new Worker(URL.createObjectURL(new Blob([`{text}`]))); new SharedWorker('/worker.js');"
        "navigator.serviceWorker?.register('/worker.js')",
        "calls": f"const c = new RTCPeerConnection({{iceServers: [{{urls: 'stun:{INNER_ADDRESS}:{inner.port}'}},"
        f"{{urls: 'turn:{INNER_ADDRESS}:{inner.port}?transport=tcp', username: 'a', credential: 'b'}}]}});"
        "c.createDataChannel('x'); c.createOffer().then(offer => c.setLocalDescription(offer));"
        f"if (window.WebTransport) new WebTransport('https://{INNER_ADDRESS}:{inner.port}/')",
        "location": f"onload = () => setTimeout(() => location = '{away[1]}', 50)",
        "form": f"document.write(`<form method=post action='{away[1]}'></form>`); document.forms[0].submit()",
        "schemes": "location = 'file:///etc/passwd'; location = 'data:text/html,a'",
    }
    bodies = {
        "frames": f"<iframe src='{away[0]}'></iframe><iframe src='{away[1]}'></iframe><iframe src='/framed'></iframe>"
        "<iframe src='file:///etc/passwd'></iframe><object data='/framed'></object>",
        "parts": f"<link rel=stylesheet href='{away[1]}/a.css'><script src='{away[0]}/a.js'></script>"
        "<script src='/away'></script><link rel=stylesheet href='/away-by-name'>",
        "hints": f"<link rel=preconnect href='{away[1]}'><link rel=dns-prefetch href='{away[0]}'>"
        f"<link rel=prefetch href='{away[1]}/a'><link rel=preload as=fetch href='{away[1]}/b'>"
        '<script type=speculationrules>{"prerender": [{"urls": ["/framed"]}]}</script>',
        "refresh": f"<meta http-equiv=refresh content='0;url={away[1]}'>",
    }
    redirects = {"/away": away[1], "/away-by-name": away[0]}
    told = {f"/{name}": f"<p>told</p><script>{script}</script>" for name, script in scripts.items()}
    told |= {f"/{name}": f"<p>told</p>{body}" for name, body in bodies.items()}
    told |= {path: Answer(status=302, headers={"Location": lead}) for path, lead in redirects.items()}
    told["/headers"] = Answer(
        "<p>told</p>",
        headers={
            "Link": f"<{away[1]}/l>; rel=preload; as=script",
            "Refresh": f"0;url={away[1]}",
            "Alt-Svc": f'h3="{INNER_ADDRESS}:{inner.port}"',
            "Content-Security-Policy": f"default-src 'none'; report-uri {away[1]}",
        },
    )
    return told | {"/worker.js": Answer(text, headers={"Content-Type": "text/javascript"})}


def test_whatever_a_page_does_in_chromium_nothing_forbidden_is_contacted():
    chromium()
    from playwright.async_api import Error  # noqa: PLC0415  loaded where there is a browser

    from crawler.fetching.chromium import Chromium  # noqa: PLC0415
    from crawler.fetching.visit import Visit  # noqa: PLC0415

    async def visit(context, gate, url):
        gate.begin()
        page, visit = await context.new_page(), Visit(url)
        await page.route("**/*", lambda route: route.continue_())
        await visit.begin(page, None)
        try:
            await page.goto(url, timeout=10_000)
            await page.wait_for_load_state("networkidle", timeout=5_000)
        except Error:
            pass  # where it led is not gone to, and workers go on asking
        await page.close()
        return visit.leads_to

    async def main(site, paths):
        async with gateway(bounds=Bounds(seconds=5)) as gate:
            chromium = Chromium(place(settings_with({})), idle=60)
            browser = await chromium.browser()
            context = await browser.new_context(service_workers="block", accept_downloads=False, proxy=gate.proxy)
            led = {path: await visit(context, gate, f"http://{OURS}:{site.port}{path}") for path in paths}
            assert len(context.pages) == 0  # no window stays
            await chromium.close()
            return led, gate.counted

    with trap() as inner, served(Site({})) as site:
        site.pages = hostile(inner)
        led, counted = asyncio.run(main(site, [path for path in site.pages if path != "/worker.js"]))
    assert inner.called == []
    assert "browser-address" in counted
    assert set(site.pages) - {"/worker.js"} <= set(site.paths)  # every page was loaded
    assert not {"/opened", "/framed"} & set(site.paths)  # windows and frames are not even asked for
    assert led["/away"] == f"http://{INNER_ADDRESS}:{inner.port}/"
    assert led["/form"] == f"http://{INNER_ADDRESS}:{inner.port}/"
    assert led["/frames"] == led["/location"] == ""
