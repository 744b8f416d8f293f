"""What is told of a date that a fully sealed filing moved or vacated: that is the filing's own content. Pure.

Which filing met a date is told, and nothing of that filing.
"""

from typing import Any


def veiled(status: str) -> dict[str, Any]:
    """What of the deadline takes other words."""
    found: dict[str, Any] = {"changed_by_entry": None, "moved_to": None}
    return found | {"status": "unknown"} if status in {"moved", "vacated"} else found
