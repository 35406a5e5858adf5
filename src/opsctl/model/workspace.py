"""All records of a workspace, as one reading saw them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from opsctl.model.baseline import NO_BASELINE, Baseline
from opsctl.model.rock import Rock, RockRef
from opsctl.model.scorecard import Measurable, MeasurableRef, Scorecard
from opsctl.model.surroundings import NO_SURROUNDINGS, Surroundings

if TYPE_CHECKING:
    from opsctl.model.approval import Approval, ReviewRecord
    from opsctl.model.checkin import Checkin
    from opsctl.model.period import Calendar, Quarter
    from opsctl.model.person import Person
    from opsctl.model.settings import Settings
    from opsctl.model.sop import Sop
    from opsctl.model.suppression import Suppression
    from opsctl.model.team import Team
    from opsctl.model.vision import Goal, Vision
    from opsctl.text.diagnostic import Finding


class Named(Protocol):
    """A record that others refer to by id."""

    @property
    def id(self) -> str: ...

    @property
    def formerly(self) -> tuple[str, ...]: ...


T = TypeVar("T", bound=Named)
Signed = TypeVar("Signed", "Approval", "ReviewRecord")
_NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Register(Generic[T]):
    """The records of one file that others refer to, such as all people.

    `ids` also holds those whose record could not be read, so that a reference to them is not
    called unknown. `listed` is false where the file is absent or unreadable as a whole: then
    no reference can be checked against it.
    """

    records: Mapping[str, T] = field(default_factory=dict)
    ids: frozenset[str] = frozenset()
    listed: bool = False

    def find(self, name: str) -> T | None:
        """Look a record up by its id, or by one that it had before."""
        return self.records.get(self.current(name))

    def current(self, name: str) -> str:
        """Give the id of today for one that a record had before; any other text as it is."""
        return name if name in self.ids else self._renamed.get(name, name)

    def names_of(self, name: str) -> frozenset[str]:
        """Give all ids that a record has or had; none where it was never renamed."""
        record = self.find(name)
        return frozenset([record.id, *record.formerly]) if record and record.formerly else _NOBODY

    def knows(self, name: str) -> bool:
        """Tell whether a reference leads somewhere, or cannot be judged."""
        return not self.listed or self.current(name) in self.ids

    @cached_property
    def _renamed(self) -> Mapping[str, str]:
        return {old: each.id for each in self.records.values() for old in each.formerly}


@dataclass(frozen=True)
class Workspace:
    """What was read, what was found while reading, and what could not be read.

    `rocks` are ordered by quarter and id, `measurables` by scorecard and id, `checkins` by week
    and person. `rock_refs` and `measurable_refs` also name those that could not be read.
    `sops`, `approvals` and `reviews` are ordered by path, and `surroundings` tells what the links
    of procedures lead to.
    `unread` lists the paths of files that gave no record, `files` all that were looked at.
    """

    settings: Settings
    people: Register[Person] = Register()
    teams: Register[Team] = Register()
    goals: Register[Goal] = Register()
    vision: Vision | None = None
    rocks: tuple[Rock, ...] = ()
    rock_refs: frozenset[RockRef] = frozenset()
    scorecards: tuple[Scorecard, ...] = ()
    measurables: tuple[Measurable, ...] = ()
    measurable_refs: frozenset[MeasurableRef] = frozenset()
    checkins: tuple[Checkin, ...] = ()
    sops: tuple[Sop, ...] = ()
    surroundings: Surroundings = NO_SURROUNDINGS
    baseline: Baseline = NO_BASELINE
    approvals: tuple[Approval, ...] = ()
    reviews: tuple[ReviewRecord, ...] = ()
    findings: tuple[Finding, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    files: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @cached_property
    def calendar(self) -> Calendar:
        """The calendar of the settings."""
        return self.settings.calendar

    @cached_property
    def rocks_by_ref(self) -> Mapping[RockRef, Rock]:
        """Rocks by name, also by the names that they had before."""
        former = {RockRef(rock.quarter, old): rock for rock in self.rocks for old in rock.formerly}
        return former | {rock.ref: rock for rock in self.rocks}

    @cached_property
    def measurables_by_ref(self) -> Mapping[MeasurableRef, Measurable]:
        """Measurables by name, also by the names that they or their scorecards had before."""
        former = {name: each for each in self.measurables for name in self.names_of(each)}
        return former | {each.ref: each for each in self.measurables}

    def names_of(self, measurable: Measurable) -> Iterator[MeasurableRef]:
        """Give the names that a measurable has and had, also by those of its scorecard."""
        card = self.scorecards_by_id.get(measurable.scorecard)
        folders = (measurable.scorecard, *(card.formerly if card else ()))
        for folder in folders:
            for name in (measurable.id, *measurable.formerly):
                yield MeasurableRef(folder, name)

    @cached_property
    def scorecards_by_id(self) -> Mapping[str, Scorecard]:
        """Scorecards by id, also by the ids that they had before."""
        former = {old: each for each in self.scorecards for old in each.formerly}
        return former | {each.id: each for each in self.scorecards}

    def find_measurable(self, name: str, scorecard: str) -> Measurable | None:
        """Look up `leadership/repeat-rate`, or a bare id in the given scorecard."""
        ref = MeasurableRef.parse(name, scorecard)
        return self.measurables_by_ref.get(ref) if ref else None

    def shown_on(self, scorecard: Scorecard) -> Iterator[Measurable | str]:
        """Give what a scorecard shows, in its order: measurables, and dividers as their text.

        Without `show`, all of its folder by name. Those that are unknown are left out, and one
        that is named twice, also by a former name, stands where it is named first.
        """
        if scorecard.show is None:
            yield from (each for each in self.measurables if each.scorecard == scorecard.id)
            return
        seen: set[MeasurableRef] = set()
        for line in scorecard.show:
            if line.divider is not None:
                yield line.divider
                continue
            found = self.find_measurable(line.measurable or "", scorecard.id)
            if found is not None and found.ref not in seen:
                seen.add(found.ref)
                yield found

    @cached_property
    def sops_by_id(self) -> Mapping[str, Sop]:
        """Procedures by id, also by the ids that they had before."""
        former = {old: each for each in self.sops for old in each.formerly}
        return former | {each.id: each for each in self.sops}

    def approvals_of(self, sop: Sop) -> tuple[Approval, ...]:
        """Give the approvals of a procedure, also those under an id that it had before."""
        return self._approvals.get(sop.id, ())

    def reviews_of(self, sop: Sop) -> tuple[ReviewRecord, ...]:
        """Give the reviews of a procedure, also those under an id that it had before."""
        return self._reviews.get(sop.id, ())

    @cached_property
    def _approvals(self) -> Mapping[str, tuple[Approval, ...]]:
        return self._by_sop(self.approvals)

    @cached_property
    def _reviews(self) -> Mapping[str, tuple[ReviewRecord, ...]]:
        return self._by_sop(self.reviews)

    def _by_sop(self, records: Iterable[Signed]) -> Mapping[str, tuple[Signed, ...]]:
        found: dict[str, list[Signed]] = {}
        for record in records:
            sop = self.sops_by_id.get(record.sop)
            found.setdefault(sop.id if sop else record.sop, []).append(record)
        return {sop: tuple(each) for sop, each in found.items()}

    @cached_property
    def reported(self) -> Mapping[MeasurableRef, tuple[tuple[Checkin, str], ...]]:
        """Check-ins that give a number of a measurable, each with the name used, oldest first."""
        found: dict[MeasurableRef, list[tuple[Checkin, str]]] = {}
        for checkin in self.checkins:
            for name in checkin.values:
                measurable = self.find_measurable(name, "")
                if measurable is not None:
                    found.setdefault(measurable.ref, []).append((checkin, name))
        return {ref: tuple(each) for ref, each in found.items()}

    def records(self) -> Iterator[Rock | Scorecard | Measurable | Checkin]:
        """Give every record that has a file of its own, and a place there for what was read."""
        yield from self.rocks
        yield from self.scorecards
        yield from self.measurables
        yield from self.checkins

    def rocks_of(self, quarter: Quarter) -> tuple[Rock, ...]:
        """Give the Rocks of one quarter, by id."""
        return tuple(rock for rock in self.rocks if rock.quarter == quarter)

    def quarters(self) -> tuple[Quarter, ...]:
        """Name the quarters that have Rocks, the oldest first."""
        return tuple(sorted({rock.quarter for rock in self.rocks}))

    def dependencies(self, rock: Rock) -> Iterator[Rock]:
        """Give the Rocks that one waits for, as far as they are known, each once, in order."""
        return self.find_rocks(rock.depends_on, rock.quarter)

    def find_rocks(self, names: Iterable[str], quarter: Quarter) -> Iterator[Rock]:
        """Look names up, bare ids in the given quarter; unknown and repeated ones are left out."""
        seen: set[RockRef] = set()
        for name in names:
            ref = RockRef.parse(name, quarter)
            rock = self.rocks_by_ref.get(ref) if ref else None
            if rock and rock.ref not in seen:
                seen.add(rock.ref)
                yield rock
