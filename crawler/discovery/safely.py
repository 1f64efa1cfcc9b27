"""How XML from outside is parsed: nothing is loaded, and no entity is opened."""

from typing import Any

OPTIONS: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
