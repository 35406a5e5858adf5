"""Procedures as rules ask about them."""

from __future__ import annotations

from collections.abc import Iterator

from opsctl.analysis.sop.anatomy import Anatomy, anatomies
from opsctl.model.sop import Sop, SopStatus
from opsctl.model.summary import Found
from opsctl.model.workspace import Workspace
from opsctl.text.span import Location


def is_any(_anatomy: Anatomy) -> bool:
    """Ask every page, also one that could not be taken apart."""
    return True


def is_living(anatomy: Anatomy) -> bool:
    """Ask the procedures that somebody may follow, as far as they could be taken apart."""
    return anatomy.sop.parsed and anatomy.status is not SopStatus.RETIRED


def is_finished(anatomy: Anatomy) -> bool:
    """Ask the procedures that are neither retired nor drafts."""
    return is_living(anatomy) and anatomy.status is not SopStatus.DRAFT


def is_draft(anatomy: Anatomy) -> bool:
    """Ask the procedures that say that they are drafts."""
    return anatomy.sop.parsed and anatomy.status is SopStatus.DRAFT


def living(workspace: Workspace) -> Iterator[Anatomy]:
    """Give the procedures that somebody may follow, as far as they could be taken apart."""
    return filter(is_living, anatomies(workspace))


def lacks(sop: Sop, key: str) -> bool:
    """Tell whether a key that has no value is left out, or empty; not one that was not readable."""
    if not _keys_were_read(sop):
        return False
    if not sop.origin.has(key):
        return True
    span = sop.origin.value(key).span
    return span.end - span.start <= len("~")


def place_of_lack(anatomy: Anatomy, key: str) -> Location:
    """Locate what is missing: the key that is empty, else the title."""
    sop = anatomy.sop
    return sop.origin.key(key) if sop.origin.has(key) else sop.at(anatomy.title_span)


def place_of(anatomy: Anatomy, key: str) -> Location:
    """Locate a value that stands at the top, or was found in the text."""
    sop, found = anatomy.sop, anatomy.find(key)
    if found is None:
        return sop.origin.value(key)
    for each in sop.foreign:
        if each.line == found.line:
            return sop.at(each.span)
    return _in_the_text(anatomy, found)


def top_is_broken(sop: Sop) -> bool:
    """Tell whether the keys at the top of a page cannot be read, which is another finding."""
    return sop.page.front_matter is not None and sop.page.front_matter.broken


def _in_the_text(anatomy: Anatomy, found: Found) -> Location:
    """Locate the smallest block that holds a value; the title where the name of the file does."""
    spans = [
        block.span
        for block in anatomy.sop.page.walk()
        if block.line <= found.line <= block.end_line and found.value in block.plain
    ]
    smallest = min(spans, key=lambda each: each.end - each.start, default=anatomy.title_span)
    return anatomy.sop.at(smallest)


def _keys_were_read(sop: Sop) -> bool:
    top = sop.page.front_matter
    if top is None:
        return True
    if top.format != "yaml" or not top.closed:
        return False
    is_empty = top.span.end_line - top.span.line < 2
    return is_empty or bool(sop.origin.values)
