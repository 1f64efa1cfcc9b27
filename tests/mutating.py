"""Pages broken by chance, as servers, editors and proxies break them."""

from random import Random

_FRAGMENTS = (
    "<div>", "</div>", "<p>", "</p>", "<table><tr><td>", "</table>", "<ul><li>", "<!--", "-->", "<script>", "</script>",
    "<script type='application/ld+json'>{\"@graph\": [", "<style>", "<svg>", "<template>", "<iframe>", "<h1>", "</h1>",
    "<select><option>", "<a href='", "<meta charset='windows-1256'>", "<base href='//'>", "<article>", "</body>",
    "<plaintext>", "<textarea>", "<![CDATA[", "]]>", "<?xml", "&#0;", "&#x110000;", "&nosuch;", "\u202e", "\u200f",
    "\x00", "\ufeff", "\ud7ff", "٣٠/٠٢/١٤٤٥", "منذ ٩٩٩٩٩٩٩٩٩ سنة", "31/02/99999", "كتب:", "«", "{" * 50, "[" * 50,
    "</html>", "<b>" * 300,
)  # fmt: skip


def mutated(page: bytes, other: bytes, chance: Random) -> bytes:
    """Return a page broken in one to eight places; `other` is what may be spliced into it."""
    for _ in range(chance.randint(1, 8)):
        page = chance.choice(_WAYS)(page, other, chance)
    return page


def _cut_out(page: bytes, _: bytes, chance: Random) -> bytes:
    start, end = _span(page, chance)
    return page[:start] + page[end:]


def _repeat(page: bytes, _: bytes, chance: Random) -> bytes:
    start, end = _span(page, chance)
    return page[:end] + page[start:end] * chance.choice((1, 2, 30)) + page[end:]


def _end_early(page: bytes, _: bytes, chance: Random) -> bytes:
    return page[: chance.randint(0, len(page))]


def _splice(page: bytes, other: bytes, chance: Random) -> bytes:
    at = chance.randint(0, len(page))
    start, end = _span(other, chance)
    return page[:at] + other[start:end] + page[at:]


def _strew(page: bytes, _: bytes, chance: Random) -> bytes:
    """Put fragments at a few places, mostly where tags stand."""
    for _ in range(chance.randint(1, 12)):
        at = page.find(b"<", chance.randint(0, len(page)))
        at = at if at >= 0 else chance.randint(0, len(page))
        page = page[:at] + chance.choice(_FRAGMENTS).encode("utf-8", "surrogatepass") + page[at:]
    return page


def _flip(page: bytes, _: bytes, chance: Random) -> bytes:
    broken = bytearray(page)
    for _ in range(min(len(broken), chance.choice((1, 10, 500)))):
        broken[chance.randrange(len(broken))] = chance.randrange(256)
    return bytes(broken)


def _lose_a_tag(page: bytes, _: bytes, chance: Random) -> bytes:
    tag = chance.choice((b"</div>", b"</p>", b"</a>", b"</script>", b"</li>", b"</td>", b"<p>", b'"', b">"))
    return page.replace(tag, b"", chance.choice((1, 5, -1)))


def _misread(page: bytes, _: bytes, chance: Random) -> bytes:
    """Save it in one encoding what was read in another."""
    text = page.decode(chance.choice(("utf-8", "windows-1256", "latin-1")), "replace")
    return text.encode(chance.choice(("utf-8", "windows-1256", "utf-16", "iso-8859-6")), "replace")


_WAYS = (_cut_out, _repeat, _end_early, _splice, _strew, _strew, _flip, _lose_a_tag, _misread)


def _span(page: bytes, chance: Random) -> tuple[int, int]:
    start = chance.randint(0, len(page))
    return start, min(len(page), start + chance.choice((3, 40, 400, 4_000)))
