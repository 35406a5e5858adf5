"""What the fix of a finding changes in its file, as whoever renders it is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from opsctl.text.diagnostic import Finding
from opsctl.text.edit import Edit

EditsOf = Callable[[Finding], Sequence[Edit]]


def no_edits(_finding: Finding) -> Sequence[Edit]:
    """Tell of no fix."""
    return ()
