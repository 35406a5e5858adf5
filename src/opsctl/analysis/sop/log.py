"""The log of a procedure: its versions as commits left them, who approved and reviewed which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.analysis.sop.change import SopDifference
from opsctl.analysis.sop.difference import difference, digest_of
from opsctl.analysis.sop.listing import Committed
from opsctl.model.approval import Approval, ReviewRecord


class What(StrEnum):
    """What a commit did to a procedure.

    `first-seen` is the first commit of a shallow clone, which may be older than that; `unreadable`
    left a file that cannot be taken apart.
    """

    WRITTEN = "written"
    FIRST_SEEN = "first-seen"
    CHANGED = "changed"
    UNREADABLE = "unreadable"
    DELETED = "deleted"


@dataclass(frozen=True, eq=False)
class Edition:
    """A procedure as a commit left it, and as it was before; `path_before` differs where it moved.

    `after` is none where the file is gone or cannot be read.
    """

    commit: Committed
    what: What
    path: str
    path_before: str
    before: Anatomy | None
    after: Anatomy | None


@dataclass(frozen=True, eq=False)
class LoggedVersion:
    """An edition, what it changed if there was one before, and the digest of its text."""

    edition: Edition
    difference: SopDifference | None
    digest: str | None


@dataclass(frozen=True, slots=True)
class Signed:
    """An approval or a review, with the oldest commit whose text it is of.

    `commit` is none where history does not show such a text. `is_current` tells whether the text
    that is looked at is it.
    """

    record: Approval | ReviewRecord
    commit: str | None
    is_current: bool


@dataclass(frozen=True, eq=False)
class SopLog:
    """Versions and signatures, the newest first; `left_out` tells whether there are older ones."""

    versions: tuple[LoggedVersion, ...]
    signed: tuple[Signed, ...]
    left_out: bool = False

    @property
    def entries(self) -> Iterator[LoggedVersion | Signed]:
        """Everything, the newest first; on one day, signatures are newer than versions.

        Versions stay in the order in which they were made, whatever their days.
        """
        waiting = list(self.signed)
        for version in self.versions:
            while waiting and waiting[0].record.date >= version.edition.commit.day:
                yield waiting.pop(0)
            yield version
        yield from waiting


def sop_log(
    current: Anatomy,
    editions: Sequence[Edition],
    signatures: Iterable[Approval | ReviewRecord],
    limit: int | None = None,
) -> SopLog:
    """Tell the log of a procedure from its editions, the oldest first.

    With a `limit`, only so many of the newest versions are told, and what was signed since.
    """
    shown = list(reversed(editions if limit is None else editions[-limit:]))
    left_out = len(shown) < len(editions)
    told = reversed(editions)
    texts = {digest_of(each.after): each.commit.commit for each in told if each.after}
    since = shown[-1].commit.day if left_out else date.min
    signed = [
        Signed(each, texts.get(each.digest), each.digest == digest_of(current))
        for each in _newest_first(signatures)
        if each.date >= since
    ]
    return SopLog(tuple(_logged(each) for each in shown), tuple(signed), left_out)


def _newest_first(signatures: Iterable[Approval | ReviewRecord]) -> list[Approval | ReviewRecord]:
    ordered = sorted(signatures, key=lambda each: each.origin.path)
    return sorted(ordered, key=lambda each: each.date, reverse=True)


def _logged(edition: Edition) -> LoggedVersion:
    before, after = edition.before, edition.after
    changed = difference(before, after) if before and after else None
    return LoggedVersion(edition, changed, digest_of(after) if after else None)
