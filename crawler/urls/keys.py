"""When two addresses open the same page (`key`), and which of their spellings to ask for (`normal`)."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from crawler.sources.source import site_of
from crawler.urls.spelling import Address, escape, same_spelling, split, without_dots

# Parameters that say where a reader came from, or who he is; the page is the same without them.
_TRACKING = re.compile(
    r"(?:utm|mtm|hsa|oly|vero|__cf_chl|_x_tr)[_-].*|mc_[ce]id|fb_(?:ref|source|comment_id|action\w*)"
    r"|(?:at|ns|pk|piwik|wt)_(?:campaign|source|medium|kwd|keyword|content|creation|custom\w*|link\w*|mc|mchannel|fee)"
    r"|_?ga|_gl|_gac|_hsenc|_hsmi|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|li_fat_id|s_kwcid"
    r"|igsh|igshid|mibextid|__twitter_impression|ref|ref_?src|ref_?url|ref_|refer|referr?er|traffic_?source"
    r"|cmp|cmpid|ocid|ncid|ito|xtor|spm|smid|smtyp|gatracking|replytocom"
    r"|phpsessid|jsessionid|aspsessionid\w*|aspxautodetectcookiesupport|oscsid|zenid|cftoken",
    re.IGNORECASE,
)
# Names that hold a visitor's session on one site and an article's number on another: what they hold tells.
_SESSION_NAME = re.compile(r"s|sid|sess(?:ion)?_?(?:id|key)?|s_?id|cfid|user_?session", re.IGNORECASE)
_SESSION_VALUE = re.compile(r"(?=[^a-z]*[a-z])(?=\D*\d)[0-9a-z]{22,128}", re.IGNORECASE)
# What stands in a path: ";jsessionid=…" of Java, "(S(…))" of ASP.NET.
_SESSION_SUFFIX = re.compile(r";(?:jsessionid|phpsessid|sid)(?:=|%3D)[^/]*", re.IGNORECASE)
_SESSION_FOLDER = re.compile(r"/\((?:[A-Z]\([^()/]*\))+\)(?=/|$)", re.IGNORECASE)
# Another view of the same page. What these names hold may be an id elsewhere, so the value counts.
_VIEWS = {
    "amp": re.compile(r"1|true|yes|on|amp|"),
    "print": re.compile(r"1|true|yes|on|y|"),
    "printable": re.compile(r"1|true|yes|on|y|"),
    "mobile": re.compile(r"[01]|true|yes|on|"),
    "m": re.compile(r"[01]"),  # Blogger
    "output": re.compile(r"amp|print"),
    "outputtype": re.compile(r"amp|print"),
    "format": re.compile(r"amp|print"),
    "view": re.compile(r"amp|print|mobile"),
    "tmpl": re.compile(r"component"),  # Joomla, beside print=1
    "ot": re.compile(r"ot\.(?:amp|print)\w*"),  # Atex
}
_AMP_TEXT = re.compile(r"(?:^|(?<=&))(?:amp;)+")  # "&amp;" escaped once too often
_DOUBLY_ESCAPED = re.compile(r"%(?:25)+(?=[89A-Fa-f][0-9A-Fa-f])")
_INDEX = re.compile(r"(?:index|default)\.(?:html?|shtml|php|aspx?|jsp|cfm)", re.IGNORECASE)
_VIEW_SUFFIX = re.compile(r"(?<=.)\.(?:amphtml|(?:amp|print)(?=$|\.html?$|\.php$|\.aspx$))", re.IGNORECASE)
_DEFAULT_PORT = re.compile(r":(?:80|443)$")
_MIRRORS = frozenset({"www", "m", "mobile", "amp", "wap"})
_PATH_KEEPS = "!$&'()*+,;=:@"
_QUERY_KEEPS = "!$'()*,:@/"


def normal(url: str) -> str:
    """Return the address to ask for: escaped, host lower-case, without fragment, user-info, tracking or session.

    Scheme, www, path and the order of what is left of the query stay. What is no web address comes back stripped.
    """
    address = _normal(url)
    if address is None:
        return url.strip()
    return f"{address.scheme}://{address.host}{address.path}{'?' if address.query else ''}{address.query}"


@lru_cache(maxsize=4096)
def _normal(url: str) -> Address | None:
    address = split(url)
    if address is None:
        return None
    query = "&".join(each for each in _parameters(escape(address.query)) if not _is_visitors(each))
    return replace(address, path=without_dots(_without_session(escape(address.path)) or "/"), query=query)


# A page's links are each looked at by several who ask for the key.
@lru_cache(maxsize=4096)
def key(url: str) -> str:
    """Return what is equal for two addresses that open the same page: "host/path?query", without scheme.

    It reads past scheme, www and mobile hosts, AMP and print forms, tracking and session parameters, the order of
    parameters, a slash at the end or doubled, an index file's name, escapes, NFC and NFD. Ports stay, but for 80
    and 443. Never raises: what is no web address comes back stripped.
    """
    address = _normal(url)
    if address is None:
        return url.strip()
    query = _key_query(address.query)
    return f"{_key_host(address.host)}/{'/'.join(_key_path(address))}{'?' if query else ''}{query}"


def same_site(url: str, site: str) -> bool:
    """Whether an address belongs to a site as crawler.sources.site_of names it, its subdomains included."""
    address = _normal(url)
    return address is not None and site_of(f"//{address.host}") == _DEFAULT_PORT.sub("", site)


def _parameters(query: str) -> list[str]:
    return [each for each in _AMP_TEXT.sub("", query).split("&") if each]


def _is_visitors(parameter: str) -> bool:
    """Whether a parameter says who reads or where he came from, and not what."""
    name, _, value = parameter.partition("=")
    if _TRACKING.fullmatch(name):
        return True
    return _SESSION_NAME.fullmatch(name) is not None and _SESSION_VALUE.fullmatch(value) is not None


def _without_session(path: str) -> str:
    return _SESSION_FOLDER.sub("", _SESSION_SUFFIX.sub("", path)) if ";" in path or "(" in path else path


def _key_host(host: str) -> str:
    label, _, rest = host.partition(".")
    while label in _MIRRORS and "." in rest and not _is_registered(host.partition(":")[0]):
        host = rest
        label, _, rest = host.partition(".")
    return host


def _is_registered(host: str) -> bool:
    """Whether a host is a domain of its own: m.com is none of com's mirrors."""
    return site_of(f"//host.{host}") == host


def _key_path(address: Address) -> list[str]:
    path = _without_session(_DOUBLY_ESCAPED.sub("%", address.path))
    segments = [same_spelling(each, keep=_PATH_KEEPS) for each in path.split("/")]
    before: list[str] = []
    while segments != before:
        before, segments = segments, _plain(segments)
    return segments


def _plain(segments: list[str]) -> list[str]:
    """Take away, once, what makes another address of the same page."""
    segments = without_dots("/".join(["", *segments])).split("/")
    segments = _without_session("/".join(["", *segments])).split("/")
    segments = [each for each in segments if each and each.lower() not in ("amp", "amphtml")]
    if segments and _INDEX.fullmatch(segments[-1]):
        return segments[:-1]
    if segments:
        segments[-1] = _VIEW_SUFFIX.sub("", segments[-1])
    return _without_print(segments)


def _without_print(segments: list[str]) -> list[str]:
    """Drop "print" where an article is printed; a section of the print edition keeps it."""
    rest = [each for each in segments if each.lower() != "print"]
    is_item = bool(rest) and re.search(r"[\d-]", rest[-1]) is not None
    return rest if is_item else segments


def _key_query(query: str) -> str:
    kept = []
    for parameter in _parameters(query):
        name, _, value = (same_spelling(each.replace("+", " "), keep=_QUERY_KEEPS) for each in _halves(parameter))
        if not _is_visitors(f"{name}={value}") and not _is_view(name, value):
            kept.append(f"{name}={value}" if value else name)
    return "&".join(sorted(filter(None, kept)))


def _halves(parameter: str) -> tuple[str, str, str]:
    return parameter.partition("=")


def _is_view(name: str, value: str) -> bool:
    view = _VIEWS.get(name.lower())
    return view is not None and view.fullmatch(value.lower()) is not None
