"""The words with which what a pattern matches may begin: most lines are told by their first word to match none."""

import re

_SIGN = re.compile(r"\(\?<?[:=!]|\[[^\]]*\]|\\.|\{[\d,]*\}|.")
_AHEAD = ("(?=", "(?!", "(?<=", "(?<!", r"\b", "^", "$")  # which match no letters themselves
_ANY = "\0"  # in a word: letters that are not listed
_MOST = 2_000  # words that are listed


def first_words(pattern: str) -> frozenset[str] | None:
    """Return the first words of all lines of folded words that a pattern matches as a whole; None where any may be one.

    None, too, where the pattern is not as simple as to list them.
    """
    ended, going = _read(_SIGN.findall(pattern)[::-1])
    words = ended | going
    return None if "" in words or any(_ANY in word for word in words) else frozenset(words)


def _read(signs: list[str]) -> tuple[set[str], set[str]]:
    """Read a group up to its end: the beginnings that a space ends in it, and those that go on after it."""
    ended: set[str] = set()
    every: set[str] = set()
    going = {""}
    while signs and (sign := signs.pop()) != ")":
        if sign == "|":
            every |= going
            going = {""}
            continue
        ends, goes = _repeated(*_one(sign, signs), signs)
        ended |= {one + other for one in going for other in ends}
        going = {one + other for one in going for other in goes}
        going = going if len(going) <= _MOST else {_ANY}
    return ended, every | going


def _one(sign: str, signs: list[str]) -> tuple[set[str], set[str]]:
    """Read what one sign stands for."""
    if sign[0] == "(":
        inside = _read(signs)
        return inside if sign == "(?:" else (set(), {"" if sign in _AHEAD else _ANY})
    if sign == " ":
        return {""}, set()
    if sign in _AHEAD:
        return set(), {""}
    if sign[0] == "[":
        return set(), {_ANY} if set(sign) & set("\\^-") else set(sign[1:-1])
    return set(), {sign if len(sign) == 1 and sign != "." else _ANY}


def _repeated(ends: set[str], goes: set[str], signs: list[str]) -> tuple[set[str], set[str]]:
    """Read how often what was read may stand: once, not at all, or any number of times."""
    if not signs or signs[-1][0] not in "?*+{":
        return ends, goes
    times = signs.pop()
    if times != "?" and goes - {""}:
        goes = {_ANY}
    return ends, goes | {""} if times[0] in "?*" or times.startswith(("{0", "{,")) else goes
