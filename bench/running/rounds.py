"""Contestants that run in turn, A B C A B C, so that a busy minute hits them all alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from statistics import median

from bench.running.process import Call, Outcome, run


def nothing() -> None:
    """Do nothing before and after a run."""


@dataclass(frozen=True, slots=True)
class Contestant:
    """A call with a name; what is done `before` and `after` each run is not timed.

    It is a reference itself, or compared with one by name; `goal` is the ratio it should not
    exceed.
    """

    name: str
    call: Call
    compared_with: str = ""
    goal: float | None = None
    before: Callable[[], object] = nothing
    after: Callable[[], object] = nothing


@dataclass(frozen=True, slots=True)
class Patience:
    """How often everybody runs, and how long: seconds for one run, and for all runs of one.

    After the first run, nobody runs again whose runs have taken more than `for_all` seconds.
    """

    rounds: int
    for_one: float
    for_all: float


@dataclass(slots=True)
class Record:
    """What the runs of a contestant have come to."""

    contestant: Contestant
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """Give the median of all runs."""
        return median(each.seconds for each in self.outcomes)

    @property
    def peak(self) -> int:
        return max(each.peak for each in self.outcomes)

    @property
    def was_cut(self) -> bool:
        return any(each.was_cut for each in self.outcomes)

    def is_due(self, patience: Patience) -> bool:
        spent = sum(each.seconds for each in self.outcomes)
        return not self.was_cut and spent < patience.for_all


def compete(
    contestants: Iterable[Contestant], patience: Patience, tell: Callable[[str], None]
) -> list[Record]:
    """Run every contestant once a round."""
    records = [Record(each) for each in contestants]
    for number in range(patience.rounds):
        for record in records:
            if number == 0 or record.is_due(patience):
                tell(f"round {number + 1}: {record.contestant.name}")
                _run_once(record, patience)
    return records


def _run_once(record: Record, patience: Patience) -> None:
    record.contestant.before()
    try:
        record.outcomes.append(run(record.contestant.call, patience.for_one))
    finally:
        record.contestant.after()
