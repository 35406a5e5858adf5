"""Numbers that a formula gives, period by period."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from opsctl.analysis.formula.check import Checked, check_formula
from opsctl.analysis.formula.circle import groups, in_circles
from opsctl.analysis.formula.evaluate import Outcome, Taken, evaluate
from opsctl.model.cadence import Cadence, Period, belongs_to, cadence_of, periods_within
from opsctl.model.scorecard import Measurable, MeasurableRef, Method

if TYPE_CHECKING:
    from opsctl.analysis.formula.tree import Use
    from opsctl.model.workspace import Workspace

Typed = Callable[[Measurable], Mapping[Period, Outcome]]
"""Gives what was typed for a measurable without a formula, by period."""

_Due = tuple[MeasurableRef, Period]


class Computed:
    """The numbers of all measurables with a formula, each computed once.

    Formulas may stand on formulas to any depth: what one needs is computed before it, from a list
    and not by a function that calls itself.
    """

    def __init__(self, workspace: Workspace, typed: Typed) -> None:
        self._workspace = workspace
        self._typed_by = typed
        self._known: dict[MeasurableRef, Mapping[Period, Outcome]] = {}
        self._checked: dict[MeasurableRef, Checked] = {}
        self._outcomes: dict[_Due, Outcome] = {}
        self._within: dict[tuple[Period, Cadence], tuple[Period, ...]] = {}

    def checked(self, measurable: Measurable) -> Checked:
        """Give the formula of a measurable, read and checked."""
        ref = measurable.ref
        if ref not in self._checked:
            self._checked[ref] = check_formula(measurable, self._workspace)
        return self._checked[ref]

    def at(self, measurable: Measurable, period: Period) -> Outcome:
        """Compute a measurable for a period of its cadence, and before it what it needs."""
        waiting = [(measurable, period)]
        while waiting:
            newest, its_period = waiting[-1]
            if (newest.ref, its_period) in self._outcomes:
                waiting.pop()
                continue
            first = self._needed_first(newest, its_period)
            if first:
                waiting += first
            else:
                self._outcomes[newest.ref, its_period] = self._computed(newest, its_period)
        return self._outcomes[measurable.ref, period]

    def first(self, measurable: Measurable) -> Period | None:
        """Name the first period in which the formula gives a value.

        Where it never does, the first in which its inputs are there: it is owed from then on. None
        where they never are, and of a formula of numbers alone.
        """
        periods = sorted(self._possible.get(measurable.ref) or (), key=str)
        valued = (each for each in periods if self.at(measurable, each).value is not None)
        return next(valued, periods[0] if periods else None)

    def taken(self, measurable: Measurable, period: Period) -> Mapping[int, Taken]:
        """Give what a formula takes for a period, by the place of each name in it."""
        checked = self.checked(measurable)
        return {
            use.name.start: self._taken(checked, use, other, period) for use, other in checked.uses
        }

    def why_not(self, measurable: Measurable) -> str | None:
        """Say why a formula gives no number in any period; none where it can be computed."""
        if measurable.ref in self._circles:
            return "its formula needs its own result"
        return self.checked(measurable).why_not

    def _typed(self, measurable: Measurable) -> Mapping[Period, Outcome]:
        if measurable.ref not in self._known:
            self._known[measurable.ref] = self._typed_by(measurable)
        return self._known[measurable.ref]

    def _needed_first(
        self, measurable: Measurable, period: Period
    ) -> list[tuple[Measurable, Period]]:
        if self.why_not(measurable):
            return []
        return [
            (other, each)
            for use, other in self.checked(measurable).uses
            if other.formula is not None
            for each in self.periods(use, other, period)
            if (other.ref, each) not in self._outcomes
        ]

    def _computed(self, measurable: Measurable, period: Period) -> Outcome:
        why_not = self.why_not(measurable)
        formula = self.checked(measurable).formula
        if why_not or formula is None:
            return Outcome(None, f"{measurable.id} cannot be computed: {why_not}")
        return evaluate(formula, self.taken(measurable, period), period)

    def _taken(self, checked: Checked, use: Use, other: Measurable, period: Period) -> Taken:
        periods = self.periods(use, other, period)
        called = checked.called(other)
        return Taken(called, periods, tuple(self._outcome(other, each, called) for each in periods))

    def _outcome(self, other: Measurable, period: Period, called: str) -> Outcome:
        if other.formula is not None:
            return self._outcomes[other.ref, period]
        found = self._typed(other).get(period)
        if found is None:
            return Outcome(None, f"{called} is missing for {period}")
        return found if found.reason is None else Outcome(None, f"{called} {found.reason}")

    def periods(self, use: Use, other: Measurable, period: Period) -> tuple[Period, ...]:
        """Name the periods of another measurable that a formula takes for one of its own."""
        if use.function is None or other.cadence is cadence_of(period):
            return (period,)
        key = period, other.cadence
        if key not in self._within:
            self._within[key] = periods_within(period, other.cadence, self._workspace.calendar)
        within = self._within[key]
        return within[-1:] if use.function is Method.LAST else within

    @cached_property
    def _graph(self) -> Mapping[MeasurableRef, tuple[MeasurableRef, ...]]:
        """What each formula needs that is computed as well."""
        return {
            each.ref: tuple(
                other.ref for other in self.checked(each).inputs.values() if other.formula
            )
            for each in self._workspace.measurables
            if each.formula is not None
        }

    @cached_property
    def _circles(self) -> frozenset[MeasurableRef]:
        return in_circles(self._graph)

    @cached_property
    def _possible(self) -> Mapping[MeasurableRef, frozenset[Period] | None]:
        """The periods in which each formula may have a value; none where nothing limits them."""
        known: dict[MeasurableRef, frozenset[Period] | None] = {}
        for group in groups(self._graph):
            for ref in group:
                known[ref] = self._possible_periods(self._workspace.measurables_by_ref[ref], known)
        return known

    def _possible_periods(
        self, measurable: Measurable, known: Mapping[MeasurableRef, frozenset[Period] | None]
    ) -> frozenset[Period] | None:
        if self.why_not(measurable):
            return frozenset()
        calendar, cadence = self._workspace.calendar, measurable.cadence
        found: frozenset[Period] | None = None
        for other in self.checked(measurable).inputs.values():
            its = known.get(other.ref) if other.formula is not None else self._periods_typed(other)
            if its is None:
                continue
            if other.cadence is not cadence:
                its = frozenset(belongs_to(each, cadence, calendar) for each in its)
            found = its if found is None else found & its
        return found

    def _periods_typed(self, measurable: Measurable) -> frozenset[Period]:
        typed = self._typed(measurable)
        return frozenset(period for period, each in typed.items() if each.value is not None)
