"""All records of a workspace, as one reading saw them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, Protocol, TypeVar

from opsctl.model.period import Calendar, Quarter
from opsctl.model.person import Person
from opsctl.model.rock import Rock, RockRef
from opsctl.model.settings import Settings
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

    def knows(self, name: str) -> bool:
        """Tell whether a reference leads somewhere, or cannot be judged."""
        return not self.listed or self.current(name) in self.ids

    @cached_property
    def _renamed(self) -> Mapping[str, str]:
        return {old: each.id for each in self.records.values() for old in each.formerly}


@dataclass(frozen=True)
class Workspace:
    """What was read, what was found while reading, and what could not be read.

    `rocks` are ordered by quarter and id. `rock_refs` also names those that could not be read.
    `unread` lists the paths of files that gave no record, `files` all that were looked at.
    """

    settings: Settings
    people: Register[Person] = Register()
    teams: Register[Team] = Register()
    goals: Register[Goal] = Register()
    vision: Vision | None = None
    rocks: tuple[Rock, ...] = ()
    rock_refs: frozenset[RockRef] = frozenset()
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
