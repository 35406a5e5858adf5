"""Changes of records as rules tell them: what was, what is, and where that stands."""

from __future__ import annotations

from collections.abc import Sequence

from opsctl.analysis.record_change import Placed, RecordChange
from opsctl.text.span import Location
from opsctl.text.suggestion import in_backticks

_LONGEST_PLACE = 6


def told(change: RecordChange) -> str:
    """Say what was and what is."""
    name, before, after = _name(change), change.before, change.after
    if before is not None and after is not None:
        return f"{name} was {in_backticks(before)} and is {in_backticks(after)}"
    if before is None and after is None:
        return f"{name} is another"
    state = "new" if before is None else "gone"
    what = before if after is None else after
    return f"{name} {in_backticks(what or '')} is {state}"


def all_told(changes: Sequence[RecordChange]) -> str:
    """Say the first of some changes, and how many more there are."""
    more = len(changes) - 1
    rest = f" (and {more} more {'change' if more == 1 else 'changes'})" if more else ""
    return f"{told(changes[0])}{rest}"


def place_of_change(change: RecordChange, after: Placed) -> Location:
    """Locate what is there now; of what is gone, the key that it stood under, else the title."""
    path = [int(each) if _is_place(each) else each for each in change.field.split(".")]
    if change.after is not None and after.origin.has(*path):
        return after.origin.value(*path)
    return place_of_gone(after, str(path[0]))


def place_of_gone(record: Placed, key: str) -> Location:
    """Locate the key that something stood under, else what a record begins with."""
    if key and record.origin.has(key):
        return record.origin.key(key)
    return record.origin.value("title" if record.origin.has("title") else "date")


def _name(change: RecordChange) -> str:
    """Name a field without the places of lists, and the milestone that it is of."""
    parts = [each for each in change.field.split(".") if not _is_place(each)]
    if not change.field:
        return "its name"
    if parts[0] != "milestones":
        return in_backticks(".".join(parts))
    if change.before is not None and change.after is not None and len(parts) == 1:
        return "milestone"
    of = f"milestone {in_backticks(change.about or '')}"
    return f"`{parts[1]}` of {of}" if len(parts) > 1 else f"{of}, due"


def _is_place(part: str) -> bool:
    """Tell whether a part of a field is a place in a list, and not what somebody called a key."""
    return part.isascii() and part.isdigit() and len(part) <= _LONGEST_PLACE
