"""What changes between two texts of a procedure for the people who do the work.

Things are matched by what they say and not by their number or line: what is the same stays the
same wherever it stands, what moved against the others is reordered, and of what is left the most
alike are one thing that was reworded.
"""

from __future__ import annotations

from collections.abc import Iterator

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.analysis.sop.change import ChangeKind, SopChange, SopDifference
from opsctl.analysis.sop.digest import content_digest
from opsctl.analysis.sop.heading_difference import changed_headings, changed_title
from opsctl.analysis.sop.unit_difference import changed_units
from opsctl.model.sop import Metadata
from opsctl.model.weight import Weight

KEYS = (
    *("owner", "status", "version", "effective", "reviewed", "review_every", "profile"),
    *("audience", "measurables", "lang", "translation_of", "supersedes", "superseded_by"),
)


def difference(before: Anatomy, after: Anatomy) -> SopDifference:
    """Compare two texts of one procedure."""
    keys = list(_keys(before.sop.metadata, after.sop.metadata))
    if digest_of(before) == digest_of(after):
        return SopDifference(tuple(keys), None)
    found = [
        *changed_units(before, after),
        *changed_headings(before, after),
        *changed_title(before, after),
    ]
    found = found or [SopChange(ChangeKind.FORM, "", Weight.PATCH)]
    ordered = sorted(found, key=lambda each: (each.weight.rank, each.line or 0))
    return SopDifference((*ordered, *keys), ordered[0].weight)


def digest_of(anatomy: Anatomy) -> str:
    """Give the content digest of a procedure."""
    return content_digest(anatomy.sop)


def _keys(before: Metadata, after: Metadata) -> Iterator[SopChange]:
    """Compare what stands at the top; it is no part of the content."""
    for key in KEYS:
        old, new = _shown(getattr(before, key)), _shown(getattr(after, key))
        if old != new:
            line = after.origin.key(key).span.line if after.origin.has(key) else None
            yield SopChange(ChangeKind.KEY, key, Weight.PATCH, old, new, line)


def _shown(value: object) -> str | None:
    if value is None or value == ():
        return None
    if isinstance(value, tuple):
        return ", ".join(value)
    text = getattr(value, "text", None)
    return text if isinstance(text, str) else str(value)
