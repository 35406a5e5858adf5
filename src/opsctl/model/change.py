"""A change of a workspace: what was there, what is there, and who did it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Generic, Protocol, TypeVar

from opsctl.model.approval import Approval, ReviewRecord
from opsctl.model.checkin import Checkin
from opsctl.model.period import Calendar
from opsctl.model.person import Person
from opsctl.model.rock import Rock, RockRef
from opsctl.model.scorecard import Measurable
from opsctl.model.settings import Settings
from opsctl.model.signature import Signature
from opsctl.model.sop import Sop, SopStatus
from opsctl.model.workspace import Register, Workspace
from opsctl.text.span import Origin
from opsctl.text.tree import WORKSPACE_FILE


class _HasOrigin(Protocol):
    @property
    def origin(self) -> Origin: ...


R = TypeVar("R", bound=_HasOrigin)


@dataclass(frozen=True, slots=True)
class Pair(Generic[R]):
    """A record before and after a change; one of both where it came or went."""

    before: R | None
    after: R | None

    @property
    def either(self) -> R:
        """The record as it is, else as it was."""
        found = self.after if self.after is not None else self.before
        assert found is not None, "a pair is of something"
        return found


@dataclass(frozen=True, slots=True)
class ChangeCommit:
    """One commit of a change: who wrote it, on which day, and which files of the workspace.

    `id` is empty for what is not committed yet. `authors` are addresses, co-authors included.
    """

    id: str
    day: date
    author: str
    authors: tuple[str, ...]
    paths: frozenset[str]
    added: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Change:
    """What lies between a base and a head.

    `base` is read as far as it differs from `head`, with people, teams and settings whole.
    `base_name` is how it was asked for; `head_day` is the day of the head's commit, by which
    periods are closed or open. `paths` are the files that differ. `moved` gives for a new path the
    old one where git takes the file for the same. `at_tip` has procedures that the base changed
    too, since the two parted, by path. `approved` gives earlier texts by their digest, as far as
    approvals name them and history shows them. `now` has the people, the teams and the settings of
    the base as they are by now, where it went on since the two parted. `statuses` has, by path,
    those that a procedure had on the way where it went from draft to approved. `signatures` are
    those of all commits that touched approvals which came, by path; none where nobody asked.
    `unseen` says in sentences what could not be seen; `knows_authors` is false where the commits
    could not be.
    """

    base: Workspace
    head: Workspace
    base_name: str
    base_day: date
    head_day: date
    paths: frozenset[str]
    commits: tuple[ChangeCommit, ...] = ()
    moved: Mapping[str, str] = field(default_factory=dict)
    at_tip: Mapping[str, Sop] = field(default_factory=dict)
    now: Workspace | None = None
    approved: Mapping[str, Sop] = field(default_factory=dict)
    statuses: Mapping[str, frozenset[SopStatus]] = field(default_factory=dict)
    signatures: Mapping[str, tuple[Signature, ...]] | None = None
    unseen: tuple[str, ...] = ()
    knows_authors: bool = True

    @cached_property
    def sops(self) -> tuple[Pair[Sop], ...]:
        """Procedures that changed, came or went, by path."""

        known = {each.id: each for each in self.base.sops}

        def earlier(sop: Sop) -> Sop | None:
            names = (sop.id, *sop.formerly)
            named = next((known[name] for name in names if name in known), None)
            return named or self._moved_from(sop.path, self.base.sops)

        return self._pairs(self.base.sops, self.head.sops, earlier)

    @cached_property
    def rocks(self) -> tuple[Pair[Rock], ...]:
        """Rocks that changed, came, went, or lie in another quarter now, by path."""
        known = {each.ref: each for each in self.base.rocks}
        there = {each.ref for each in self.head.rocks}
        gone = [each for each in self.base.rocks if each.ref not in there]

        def earlier(rock: Rock) -> Rock | None:
            refs = [rock.ref, *(RockRef(rock.quarter, old) for old in rock.formerly)]
            named = next((known[ref] for ref in refs if ref in known), None)
            ids = (rock.id, *rock.formerly)
            elsewhere = (each for each in gone if each.id in ids)
            return named or next(elsewhere, None) or self._moved_from(rock.origin.path, gone)

        return self._pairs(self.base.rocks, self.head.rocks, earlier)

    @cached_property
    def measurables(self) -> tuple[Pair[Measurable], ...]:
        """Measurables that changed, came or went, by path."""
        known = {each.ref: each for each in self.base.measurables}

        def earlier(measurable: Measurable) -> Measurable | None:
            names = self.head.names_of(measurable)
            named = next((known[name] for name in names if name in known), None)
            return named or self._moved_from(measurable.origin.path, self.base.measurables)

        return self._pairs(self.base.measurables, self.head.measurables, earlier)

    @cached_property
    def checkins(self) -> tuple[Pair[Checkin], ...]:
        """Check-ins that changed, came or went, by path; one whose person has a new id is it."""
        current = self.head.people.current
        known = {(each.week, current(each.person)): each for each in self.base.checkins}

        def earlier(checkin: Checkin) -> Checkin | None:
            found = known.get((checkin.week, current(checkin.person)))
            return found or self._moved_from(checkin.origin.path, self.base.checkins)

        return self._pairs(self.base.checkins, self.head.checkins, earlier)

    @cached_property
    def approvals(self) -> tuple[Pair[Approval], ...]:
        """Approvals that changed, came or went, by path."""
        return self._by_path(self.base.approvals, self.head.approvals)

    @cached_property
    def reviews(self) -> tuple[Pair[ReviewRecord], ...]:
        """Reviews that changed, came or went, by path."""
        return self._by_path(self.base.reviews, self.head.reviews)

    @cached_property
    def before(self) -> Workspace:
        """The base with all that is the same in the head, without what the head cannot read."""
        return replace(
            self.base,
            rocks=self._whole(self.base.rocks, self.head.rocks),
            measurables=self._whole(self.base.measurables, self.head.measurables),
            checkins=self._whole(self.base.checkins, self.head.checkins),
        )

    @property
    def calendar(self) -> Calendar:
        """The calendar by which periods are over: the base's, where its settings could be read.

        What a branch says of itself opens no quarter again.
        """
        settings = self.base.settings.origin.path
        is_known = settings in self.base.files and settings not in self.base.unread
        return self.base.calendar if is_known else self.head.calendar

    @property
    def new_approvals(self) -> tuple[Approval, ...]:
        """Approvals in files that differ, which at the base gave none, by path."""
        known = {each.origin.path for each in self.base.approvals}
        differ = (each for each in self.head.approvals if each.origin.path in self.paths)
        return tuple(each for each in differ if each.origin.path not in known)

    @property
    def judged_by(self) -> Settings:
        """The settings by which texts are compared: the base's, where there was a workspace.

        A branch that names sections otherwise does not make its own changes lighter.
        """
        was_there = WORKSPACE_FILE in self.base.files and WORKSPACE_FILE not in self.base.unread
        return self.base.settings if was_there else self.head.settings

    @property
    def company(self) -> Workspace:
        """The workspace whose people and teams count: the base's by now, where it lists them.

        What a branch says of itself gives it no rights.
        """
        base = self.now or self.base
        return base if base.people.listed else self.head

    def authors_of(self, *paths: str) -> frozenset[str]:
        """Name the people who changed files; an address that is nobody's is left as it is."""
        touched = (each for each in self.commits if not each.paths.isdisjoint(paths))
        return frozenset(self.person_of(email) for each in touched for email in each.authors)

    def person_of(self, email: str) -> str:
        """Give the id of the person of an address, else the address."""
        return self._people_by_email.get(email.casefold(), email)

    @cached_property
    def _people_by_email(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        base = self.now or self.base
        for each in (self.head, self.base, base):  # the base as it is by now has the last word
            found |= _by_email(each.people)
        return found

    def _moved_from(self, path: str, records: Iterable[R]) -> R | None:
        before = self.moved.get(path)
        return next((each for each in records if each.origin.path == before), None)

    def _whole(self, before: Sequence[R], after: Sequence[R]) -> tuple[R, ...]:
        other = self.paths - frozenset(self.head.unread)
        was = (each for each in before if each.origin.path in other)
        is_same = (each for each in after if each.origin.path not in self.paths)
        return tuple(sorted((*was, *is_same), key=lambda each: each.origin.path))

    def _by_path(self, before: Sequence[R], after: Sequence[R]) -> tuple[Pair[R], ...]:
        known = {each.origin.path: each for each in before}
        return self._pairs(before, after, lambda each: known.get(each.origin.path))

    def _pairs(
        self, before: Sequence[R], after: Sequence[R], earlier: Callable[[R], R | None]
    ) -> tuple[Pair[R], ...]:
        """Pair the records of files that differ; what is unread on one side is left out."""
        pairs = list(self._of_after(after, earlier))
        taken = {pair.before.origin.path for pair in pairs if pair.before is not None}
        unread = self.head.unread
        there = frozenset([*unread, *(self.moved.get(path, path) for path in unread)])
        for record in before:
            path = record.origin.path
            if path in self.paths and path not in taken and path not in there:
                pairs.append(Pair(record, None))
        return tuple(sorted(pairs, key=lambda pair: pair.either.origin.path))

    def _of_after(self, after: Sequence[R], earlier: Callable[[R], R | None]) -> Iterator[Pair[R]]:
        unread = frozenset(self.base.unread)
        for record in after:
            path = record.origin.path
            if path not in self.paths or not unread.isdisjoint((path, self.moved.get(path))):
                continue
            found = earlier(record)
            stayed = found is not None and found.origin.path not in self.paths
            yield Pair(None if stayed else found, record)


def _by_email(people: Register[Person]) -> Mapping[str, str]:
    listed = people.records.values()
    return {each.email.casefold(): each.id for each in listed if each.email is not None}
