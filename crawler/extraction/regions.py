"""What part of a page an element is, by what its markup calls it: its tag, role, class, id and style."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml.html import HtmlElement


class Zone:
    """Parts of a page that are not the story. Bits of a plain int: each element's are joined with those around it."""

    NONE = 0
    NAVIGATION = 1
    HEADER = 2
    FOOTER = 4
    SIDE = 8
    CAPTION = 16
    FORM = 32
    COMMENTS = 64
    RELATED = 128
    SHARE = 256
    PROMOTION = 512
    HIDDEN = 1024
    TAGS = 2048
    EMBED = 4096
    ASKING = 8192  # asks for something: an address, a comment, a vote
    ABOUT = 16384  # about the article or its writer: counters, reading time, a biography


_TAGS = {
    "nav": Zone.NAVIGATION,
    "footer": Zone.FOOTER,
    "aside": Zone.SIDE,
    "figure": Zone.CAPTION,
    "figcaption": Zone.CAPTION,
    "button": Zone.FORM,
    "marquee": Zone.NAVIGATION,
    "amp-sidebar": Zone.NAVIGATION,
}
_ASKED = frozenset(("aside", "header", "form", "footer"))  # whose zone hangs on what is in or around them
_ROLES = {
    "navigation": Zone.NAVIGATION,
    "contentinfo": Zone.FOOTER,
    "complementary": Zone.SIDE,
    "search": Zone.FORM,
    "dialog": Zone.PROMOTION,
    "alertdialog": Zone.PROMOTION,
    "banner": Zone.HEADER,
    "menu": Zone.NAVIGATION,
}
_NAMES = {
    Zone.NAVIGATION: "nav navbar navigation menu menus breadcrumb breadcrumbs breadcumb crumbs pagination pager topbar"
    " ticker",
    Zone.HEADER: "masthead siteheader",
    Zone.FOOTER: "footer copyright copyrights",
    Zone.SIDE: "sidebar sidebars aside widget widgets mostread mostviewed popular trending latest",
    Zone.CAPTION: "caption captions figcaption figcap imgcaption imgcap photocaption cap legend legende credit credits",
    Zone.COMMENTS: "comment comments commentlist respond disqus replies",
    Zone.RELATED: "related relatednews relatedposts readmore readalso recommended recommendations similar seealso"
    " yarpp",
    Zone.SHARE: "share sharing social socials addthis sharedaddy sharethis a2a",
    Zone.PROMOTION: "newsletter signup subscribe subscription popup modal cookie cookies consent gdpr ad ads advert"
    " advertisement adsbygoogle banner promo promotion sponsored poll vote rating",
    Zone.TAGS: "tags tag tagcloud keywords tagslist taglist",
    Zone.EMBED: "twitter instagram tiktok fb",
    Zone.ABOUT: "authorbox authorbio authordescription aboutauthor aboutwriter aboutthewriter writerbio bio biography"
    " readingtime readtime timetoread readingduration viewcount viewscount postviews hits deck decks dek disclaimer"
    " postprofile userinfo signature",
}
_ZONES = {name: zone for zone, names in _NAMES.items() for name in names.split()}
_TOKEN = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+")
# A modifier («has-sidebar», «no-comments», «single-ads-page») says what is about it, not what it is.
_MODIFIERS = frozenset(
    "has no with without single page wrapper body drop disable disabled enabled nextprev hook".split()
)
_HASHED = re.compile(r"(?:sc|css|jss)-(?=[a-z]*[A-Z0-9])[A-Za-z0-9]{5,9}")  # by a program; letters in it name nothing
_TERM = re.compile(r"(?:tag|category|post_tag|author|format)-")  # WordPress: what a post is about, not what it is
# What stands under a picture: «media__description», «photo-title», «cover__txt».
_UNDER = re.compile(
    "(?:^|-)(?:(?:media|image|img|photo|pic|picture|cover|fig|figure|video)"
    "-(?:desc|description|legend|alt|source|owner|info)(?:-|$)"
    "|(?:image|img|photo|pic|picture|cover|fig)-(?:txt|text|title)(?:-|$))"
)
# What only screen readers are to see.
_UNSEEN = frozenset("elementinvisible visuallyhidden sronly screenreadertext screenreaderonly".split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_QUOTED = re.compile("quot", re.IGNORECASE)
_MARKS = ("\u201c", "\u201d", "\u00ab", '"', "\u275d", "\u275e")
_PROPERTIES = 4  # of an item that is told to machines alone
_BARE = frozenset(("div", "span", "a", "meta", "link"))
_MACHINES = re.compile(r"\s*\d{4}-?\d\d-?\d\dT\d\d")
_FORM_WORDS = 60  # a form with more words holds the page, as ASP.NET's does
_LONGEST = 500  # characters of a class and an id; more are made by a program, and name nothing


def zone_of(node: HtmlElement, tag: str) -> int:
    """Return the zones that an element opens, without those of the elements around it; `tag` is the element's own."""
    zone = _TAGS.get(tag, Zone.NONE)
    if tag in _ASKED:
        if tag == "aside" and _is_quotation(node):
            return Zone.NONE
        if tag == "header" and _stands_in_body(node):
            zone |= Zone.HEADER
        elif tag == "form" and _is_small(node):
            zone |= Zone.FORM
        elif tag == "footer" and _opens_article(node):
            zone = Zone.NONE
    attributes = node.keys()
    return zone | _declared(node, attributes) if attributes else zone


def _declared(node: HtmlElement, attributes: list[str]) -> int:
    zone = Zone.NONE
    names = node.get("class", "") if "class" in attributes else ""
    name = node.get("id", "") if "id" in attributes else ""
    if (names or name) and len(names) + len(name) < _LONGEST:
        zone = _called(names, name)
    if len(attributes) == 1 and names:
        return zone
    if "role" in attributes:
        zone |= _ROLES.get(node.get("role", ""), Zone.NONE)
    if "itemscope" in attributes and _is_for_machines(node):
        zone |= Zone.HIDDEN
    if "hidden" in attributes or ("style" in attributes and _HIDDEN.search(node.get("style", ""))):
        zone |= Zone.HIDDEN
    return zone


def _is_for_machines(item: HtmlElement) -> bool:
    """Whether an item of microdata is nothing but bare properties, a date in machines' form among them."""
    told = [child for child in item if isinstance(child.tag, str)]
    if len(told) < _PROPERTIES or not all(child.tag in _BARE and child.get("itemprop") for child in told):
        return False
    return any(_MACHINES.match(child.text or "") for child in told)


def _opens_article(footer: HtmlElement) -> bool:
    """Whether a footer stands over the text of its article, as Drupal puts the date and the name there."""
    parent = footer.getparent()
    if parent is None or parent.tag != "article" or footer.getnext() is None:
        return False
    return all(
        each.tag in ("h1", "h2", "header") or not (each.text_content() or "").strip()
        for each in footer.itersiblings(preceding=True)
        if isinstance(each.tag, str)
    )


def _stands_in_body(node: HtmlElement) -> bool:
    parent = node.getparent()
    return parent is not None and parent.tag == "body"


def _is_small(form: HtmlElement) -> bool:
    words = 0
    for text in form.itertext():
        words += len(text.split())
        if words >= _FORM_WORDS:
            return False
    return True


def _is_quotation(aside: HtmlElement) -> bool:
    """Whether an aside holds nothing but words of the story's people, set apart."""
    if any(True for _ in aside.iter("a", "form", "button", "input", "h2", "h3", "h4", "li")):
        return False
    if next(aside.iter("blockquote", "q"), None) is not None or _QUOTED.search(aside.get("class") or ""):
        return True
    return (aside.text_content() or "").lstrip().startswith(_MARKS)


# The pages of a site, and the elements of a page, share their classes.
@lru_cache(maxsize=4096)
def _called(classes: str, identity: str) -> int:
    zone = Zone.NONE
    for name in (*classes.split(), *identity.split()):
        zone |= _named(name)
    return zone


@lru_cache(maxsize=8192)
def _named(name: str) -> int:
    """What one class or id names, by each of its words and by all of them as one."""
    words = [word.lower() for word in _TOKEN.findall(name)]
    if not _MODIFIERS.isdisjoint(words) or _TERM.match(name) or _HASHED.fullmatch(name):
        return Zone.NONE
    if "elementor" in words:  # every part of a page that this builder makes is a widget
        words = [word for word in words if word != "widget"]
    if "ajax" in words:  # «ajax_pagination_container» holds what its pages are of
        words = [word for word in words if word != "pagination"]
    joined = "".join(words)
    if joined in _UNSEEN:
        return Zone.HIDDEN
    zone = _ZONES.get(joined, Zone.NONE)
    if _UNDER.search("-".join(words)):
        zone |= Zone.CAPTION
    for word in words:
        zone |= _ZONES.get(word, Zone.NONE)
    return zone
