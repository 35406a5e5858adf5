"""What an approval or a review says, wherever its file lies."""

from __future__ import annotations

from collections.abc import Hashable

from opsctl.model.approval import Approval, ReviewRecord
from opsctl.model.change import Change


def given_word(record: Approval | ReviewRecord, change: Change) -> Hashable:
    """Give what a record says, by the ids of today, so that one that moved along is the same."""
    sop = change.head.sops_by_id.get(record.sop)
    said = (record.date, record.digest, record.note, change.company.people.current(record.person))
    if isinstance(record, Approval):
        return (sop.id if sop else record.sop, record.version, record.as_, *said)
    return (sop.id if sop else record.sop, record.outcome, *said)
