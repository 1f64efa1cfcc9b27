"""What one segment of a byline may be."""

from dataclasses import dataclass
from typing import Literal

from crawler.arabic.roles import Role

Kind = Literal["date", "agency", "place", "outlet", "desk", "role", "names", "biography", "unknown"]
Sureness = Literal[0, 1, 2]  # may be a name; ends as Arab names do; begins with a known given name


@dataclass(frozen=True, slots=True)
class Part:
    """A segment's meaning; `names` and `sureness` for names, `role` for a role, `value` for an agency or a place."""

    kind: Kind
    value: str = ""
    names: tuple[str, ...] = ()
    sureness: Sureness = 0
    role: Role | None = None
    common: bool = False
