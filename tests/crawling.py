"""What tests of crawls share: a small news site on loopback, and crawls in processes of their own.

Scrapy's reactor starts once in a process, so each crawl of a test runs in a new one.
"""

import json
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from twisted.internet.address import IPv4Address

from crawler.fetching.egress import GuardedResolver
from crawler.fetching.refused import Refused  # noqa: F401  errors of a crawl are read by name
from crawler.storage import Archive
from crawler.storage.jobs import Job, Jobs

TESTS = Path(__file__).parent
PROJECT = TESTS.parent
LIMIT = 90  # seconds a crawl in a test may take

SENTENCES = (
    "أعلنت وزارة الموارد المائية اليوم أن منسوب النهر ارتفع ثلاثين سنتيمترا في المحافظات الجنوبية",
    "وقال المتحدث باسم الوزارة إن فرق الطوارئ تتابع الوضع على مدار الساعة وإن السدود تعمل بكامل طاقتها",
    "وأضاف أن المزارعين تلقوا تعليمات واضحة بإبعاد المواشي والمعدات عن الأراضي المنخفضة القريبة من المجرى",
    "وشهدت القرى المجاورة حركة نشطة منذ ساعات الفجر مع وصول شاحنات تحمل أكياس الرمل والمضخات",
    "ومن المنتظر أن يعقد مجلس المحافظة جلسة طارئة مساء غد لمناقشة خطة حماية الجسور والطرق الرئيسة",
)


@dataclass(frozen=True)
class Answer:
    """What a path answers."""

    body: str | bytes = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    talk: Callable[[BaseHTTPRequestHandler], None] | None = None  # says what it likes instead, on the open connection

    @property
    def data(self) -> bytes:
        return self.body.encode() if isinstance(self.body, str) else self.body


@dataclass(frozen=True)
class Asked:
    """One request as the server saw it."""

    path: str
    host: str
    agent: str
    at: float  # seconds, monotonic
    under_way: int  # requests at the same time, this one included


class Site:
    """A site of a few pages; paths it does not have answer 404. `asked` lists the requests in their order."""

    def __init__(self, pages: Mapping[str, Answer | str | Callable[[], Answer]]) -> None:
        self.pages = dict(pages)
        self.asked: list[Asked] = []
        self.under_way = 0
        self.lock = threading.Lock()
        self.url = ""

    @property
    def port(self) -> int:
        return int(self.url.rsplit(":", 1)[1].rstrip("/"))

    @property
    def paths(self) -> list[str]:
        return [each.path for each in self.asked]

    def answer(self, path: str) -> Answer:
        page = self.pages.get(path, Answer("<html><body><h1>404</h1></body></html>", status=404))
        page = page() if callable(page) else page
        return Answer(page) if isinstance(page, str) else page


@contextmanager
def served(site: Site, *, certificate: Path | None = None) -> Iterator[Site]:
    """Serve a site on a free port of loopback; over TLS with a certificate and its key in one file."""

    class Desk(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            with site.lock:
                site.under_way += 1
                headers = self.headers
                site.asked.append(
                    Asked(self.path, headers["Host"], headers["User-Agent"], time.monotonic(), site.under_way)
                )
            try:
                self.give(site.answer(self.path))
            finally:
                with site.lock:
                    site.under_way -= 1

        def give(self, answer: Answer) -> None:
            if answer.talk:
                self.close_connection = True
                answer.talk(self)
                return
            self.send_response(answer.status)
            for name, value in {"Content-Type": "text/html; charset=utf-8", **answer.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.data)))
            self.end_headers()
            self.wfile.write(answer.data)

        def log_message(self, *_: object) -> None:
            """Keep the tests' output clean."""

        def handle(self) -> None:
            try:
                super().handle()
            except (ConnectionError, TimeoutError, ssl.SSLError):
                self.close_connection = True

    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    server.daemon_threads = True
    site.url = f"http://127.0.0.1:{server.server_address[1]}/"
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        site.url = site.url.replace("http:", "https:")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def article(number: int, *, links: str = "", canonical: str = "", day: int = 3) -> str:
    """Return an article's page; its title and text are its number's own."""
    told = [f"<p>{sentence} ضمن النشرة رقم {number} الصادرة عن غرفة المتابعة.</p>" for sentence in SENTENCES]
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    return (
        f'<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title(number)}</title>{link}'
        '<meta property="og:type" content="article">'
        f'<meta property="article:published_time" content="2024-05-{day:02d}T10:00:00+03:00"></head>'
        f"<body><main><article><h1>{title(number)}</h1>{''.join(told)}</article></main>{links}</body></html>"
    )


def title(number: int) -> str:
    return f"منسوب النهر يرتفع للمرة {number} هذا الموسم والقرى تستعد"


def listing(paths: Mapping[str, str] | list[str], *, more: str = "", aside: str = "") -> str:
    """Return a page that lists links; `more` leads to the next one, `aside` stands in the menu."""
    named = paths if isinstance(paths, Mapping) else {path: f"خبر من أخبار اليوم في {path}" for path in paths}
    items = "".join(f'<li><h2><a href="{path}">{text}</a></h2></li>' for path, text in named.items())
    following = f'<a rel="next" href="{more}">التالي</a>' if more else ""
    return (
        '<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>صحيفة النشرة</title></head>'
        f"<body><nav>{aside}</nav><main><h1>الأخبار</h1><ul>{items}</ul>{following}</main></body></html>"
    )


def story(number: int) -> str:
    return f"/story/2024/5/3/nahr/{number}"


def newspaper(numbers: range) -> dict[str, Answer | str | Callable[[], Answer]]:
    """Return a front page and its articles."""
    return {"/": listing([story(number) for number in numbers])} | {
        story(number): article(number) for number in numbers
    }


def crawl(targets: str | list[str], data: Path, *, allow: bool = True, **options: Any) -> list[dict[str, Any]]:
    """Crawl in a process of its own; return the reports as plain values, with `log`: what it wrote to stderr."""
    process = start_crawl(targets, data, allow=allow, **options)
    out, log = process.communicate(timeout=LIMIT)
    assert process.returncode == 0, log
    return [{**report, "log": log} for report in json.loads(out)]


def start_crawl(
    targets: str | list[str],
    data: Path,
    *,
    allow: bool = True,
    apart: bool = False,
    script: str = "crawling_process.py",
    **options: Any,
) -> subprocess.Popen[str]:
    """Start a crawl and return its process; it prints the reports as JSON when it ends. `apart`: in its own group."""
    given = {"targets": [targets] if isinstance(targets, str) else targets, "data": str(data), "allow": allow}
    return _python(script, {"delay": 0, **options, **given}, apart=apart)


def visit(target: str, data: Path, **options: Any) -> Job:
    """Visit a source in a process of its own, as the service does; return the job that was kept of it."""
    process = start_crawl(target, data, asked_by="run", **options)
    _, log = process.communicate(timeout=LIMIT)
    assert process.returncode == 0, log
    with Archive(data) as archive:
        (job,) = Jobs(archive).recent(1)
    return job


def fetch(urls: list[str], data: Path, *, allow: bool = True, **options: Any) -> list[dict[str, Any]]:
    """Fetch pages in a process of its own; return for each its title or its reason."""
    given = {"fetch": urls, "data": str(data), "allow": allow}
    process = _python("crawling_process.py", {"delay": 0, **options, **given})
    out, log = process.communicate(timeout=LIMIT)
    assert process.returncode == 0, log
    return json.loads(out)  # type: ignore[no-any-return]


def _python(script: str, task: Mapping[str, Any], *, apart: bool = False) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "error::ResourceWarning", str(TESTS / script), json.dumps(task)],
        cwd=PROJECT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=apart,
    )


def environment() -> dict[str, str]:
    """Return what a process of a test finds in its environment: nothing that would change what it does."""
    return {"PATH": "/usr/bin:/bin", "PYTHONPATH": f"{PROJECT}:{TESTS}", "PYTHONUTF8": "1", "HOME": str(Path.home())}


def own_certificate(folder: Path) -> Path:
    """Make a certificate for 127.0.0.1 that only itself vouches for; return the file with it and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    begins = datetime(2020, 1, 1, tzinfo=UTC)
    address = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    built = x509.CertificateBuilder(name, name, key.public_key(), 1, begins, begins + timedelta(days=36500))
    signed = built.add_extension(address, critical=False).sign(key, hashes.SHA256())
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file = folder / "own.pem"
    file.write_bytes(signed.public_bytes(Encoding.PEM) + private)
    return file


class AllHere(GuardedResolver):
    """A resolver for which every host is on loopback, as a hostile name server may have it; no query leaves here."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.original_resolver = _Loopback()


class _Loopback:
    def resolveHostName(self, receiver: Any, host: str, port: int = 0, *_: Any, **__: Any) -> Any:  # noqa: N802
        receiver.resolutionBegan(self)
        receiver.addressResolved(IPv4Address("TCP", "127.0.0.1", port))
        receiver.resolutionComplete()
        return receiver
