"""How the demo site behaves towards machines: rightly, or in one of the wrong ways that are met in the world."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """The defaults are right.

    `validators`: `weak` ETags (W/"…"); `dates`: Last-Modified alone; `stuck`: whoever asks with a validator is told
    for ever that nothing has changed; `none`.
    `lastmod`, in sitemaps: the `day` alone; `now`: whenever it is asked, everything has just changed; `none`.
    `index_lastmod`: `frozen`: that of the first edition for ever; `none`.
    `feed_dates`: with `arabic` names of days and months; `false-z`: the local time with a Z, or GMT.
    `feed_tells_changes`: the present headline, and Atom's `updated`.
    `feeds` and `sitemaps`: whether there are any. `other_addresses`: stories have them, AMP, mobile and short ones, and
    the front links to the newest under some; without, a story has its own and its print page's.
    """

    validators: Literal["strong", "weak", "dates", "stuck", "none"] = "strong"
    lastmod: Literal["exact", "day", "now", "none"] = "exact"
    index_lastmod: Literal["exact", "frozen", "none"] = "exact"
    feed_dates: Literal["exact", "arabic", "false-z"] = "exact"
    feed_tells_changes: bool = True
    feeds: bool = True
    sitemaps: bool = True
    other_addresses: bool = True
