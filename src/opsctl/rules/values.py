"""Values that cannot be read, and what was meant by them."""

from __future__ import annotations

from opsctl.model.scalar import Unreadable
from opsctl.text.fix import Fix, written
from opsctl.text.span import Location


def meant_value(place: Location, error: Unreadable) -> Fix | None:
    """Write what was meant by a value that cannot be read, where that can be told."""
    return None if error.meant is None else written(place, error.meant, safe=error.sure)
