"""Markup nested too deeply for the parser, made shallower: as browsers do, what goes too deep stands beside instead.

libxml2 gives a page up at 256 levels, and all that comes after them: unclosed <font> or <div> tags take a page there.
"""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|textarea|title|xmp|iframe|noembed|noframes)\b.*?(?:</\1\s*>|\Z)"
    r"|<(/?)([a-zA-Z][^\s/<>]*)[^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
_VOID = frozenset("area base br col embed frame hr img input link meta param source track wbr basefont isindex".split())
# How strongly an element holds against an end tag of another name, as libxml2 has it (htmlEndPriority); others: 100.
_HOLD = {"div": 150, "td": 160, "th": 160, "tr": 170, "thead": 180, "tbody": 180, "tfoot": 180, "table": 190}
_HOLD |= {"head": 200, "body": 200, "html": 220}
_OTHERS = 100
# What ends by itself where another begins.
_ENDED_BY = {"p": "p div ul ol table h1 h2 h3 h4 h5 h6 blockquote form hr pre address dl center", "li": "li"}
_ENDED_BY |= {"td": "td th tr tbody", "th": "td th tr tbody", "tr": "tr tbody", "option": "option"}
_ENDED_BY |= {"dt": "dt dd", "dd": "dt dd", "a": "a"}
_ENDS = {name: frozenset(others.split()) for name, others in _ENDED_BY.items()}


def shallow(text: str, *, depth: int) -> str:
    """Return the markup with no element deeper than about `depth`: where one would be, the deepest before it ends."""
    parts: list[str] = []
    stack: list[str] = []
    at = 0
    for match in _TOKEN.finditer(text):
        name = (match[3] or "").lower()
        if not name or name in _VOID:
            continue
        if match[2]:
            _end(stack, name)
            continue
        if stack and name in _ENDS.get(stack[-1], ()):
            stack.pop()
        if len(stack) >= depth:
            parts += [text[at : match.start()], f"</{stack.pop()}>"]
            at = match.start()
        stack.append(name)
    return "".join([*parts, text[at:]])


def _end(stack: list[str], name: str) -> None:
    """Take off what an end tag ends, if anything."""
    strength = _HOLD.get(name, _OTHERS)
    for place in range(len(stack) - 1, -1, -1):
        if stack[place] == name:
            del stack[place:]
            return
        if _HOLD.get(stack[place], _OTHERS) > strength:
            return
