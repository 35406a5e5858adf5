"""What is wrong with the formula of a measurable: its syntax, names, periods and units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from opsctl.analysis.formula.parse import parse_formula
from opsctl.analysis.formula.problem import Problem, ProblemKind
from opsctl.analysis.formula.tree import Formula, Name, Use, uses
from opsctl.analysis.formula.units import unit_problems
from opsctl.model.scorecard import Measurable, MeasurableRef, Method
from opsctl.text.suggestion import closest, in_backticks

if TYPE_CHECKING:
    from opsctl.model.workspace import Workspace


@dataclass(frozen=True)
class Checked:
    """A measurable's formula as far as it can be read, and what is wrong with it.

    `inputs` has the measurable that each name means, by the name as it stands in the formula;
    names of measurables whose files could not be read are in `unread`.
    """

    measurable: Measurable
    formula: Formula | None
    inputs: Mapping[str, Measurable] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @cached_property
    def uses(self) -> tuple[tuple[Use, Measurable], ...]:
        """The names of the formula in their order, with what they mean."""
        if self.formula is None:
            return ()
        found = ((use, self.inputs.get(use.name.text)) for use in uses(self.formula))
        return tuple((use, each) for use, each in found if each is not None)

    @property
    def why_not(self) -> str | None:
        """Why it gives no number in any period; none where it can be computed."""
        if self.problems:
            return self.problems[0].message
        return f"the file of {self.unread[0]} could not be read" if self.unread else None

    def called(self, other: Measurable) -> str:
        """Give the name of another measurable as it stands beside this one."""
        near = other.scorecard == self.measurable.scorecard
        return other.id if near else str(other.ref)


def check_formula(measurable: Measurable, workspace: Workspace) -> Checked:
    """Check the formula of a measurable that has one; circles are another question."""
    formula = parse_formula(measurable.formula or "")
    if isinstance(formula, Problem):
        return Checked(measurable, None, problems=(formula,))
    every_use = uses(formula)
    names = dict.fromkeys(use.name.text for use in every_use)
    inputs = {
        text: found
        for text in names
        if (found := workspace.find_measurable(_reference(text), measurable.scorecard))
    }
    others = [use.name for use in every_use if use.name.text not in inputs]
    unread = tuple(each.reference for each in others if _is_unread(each, measurable, workspace))
    problems = [
        *_unknown(formula, others, measurable, workspace),
        *_period_problems(every_use, inputs, measurable),
        *(() if others else unit_problems(formula, inputs, measurable.unit)),
    ]
    return Checked(measurable, formula, inputs, unread, tuple(problems))


def _reference(text: str) -> str:
    return Name(text, 0, 0).reference


def _is_unread(name: Name, measurable: Measurable, workspace: Workspace) -> bool:
    ref = MeasurableRef.parse(name.reference, measurable.scorecard)
    return ref in workspace.measurable_refs


def _unknown(
    formula: Formula, names: list[Name], measurable: Measurable, workspace: Workspace
) -> Iterator[Problem]:
    """Report names that no measurable has, each where it first stands."""
    unknown = {
        name.text: name for name in reversed(names) if not _is_unread(name, measurable, workspace)
    }
    known = _names_in(measurable.scorecard, workspace) if unknown else {}
    for name in sorted(unknown.values(), key=lambda each: each.start):
        message = f"there is no measurable {in_backticks(name.reference)}"
        hint = _hyphenated(formula, name, known) or _near(name, known)
        yield Problem(ProblemKind.NAME, message, name.start, name.end, hint)


def _names_in(scorecard: str, workspace: Workspace) -> Mapping[str, MeasurableRef]:
    """Give all measurables by how a formula within a scorecard may name them."""
    return {
        (ref.id if ref.scorecard == scorecard else str(ref)): ref
        for ref in workspace.measurable_refs
    }


def _hyphenated(formula: Formula, name: Name, known: Mapping[str, MeasurableRef]) -> str | None:
    """Tell somebody who wrote `repeat-orders`, or `customer-care/first-reply`, how to."""
    for each in sorted(known, key=len, reverse=True):
        size = len(each)
        first = max(name.end - size, 0)
        around = formula.text[first : name.start + size]
        if ("-" in each or "/" in each) and each in around:
            return f"in a formula, `{each}` is written {in_formula(each)}"
    return None


def _near(name: Name, known: Mapping[str, MeasurableRef]) -> str:
    near = closest(name.reference, known)
    same = next((each for each, ref in sorted(known.items()) if ref.id == name.reference), None)
    if same or near:
        return f"did you mean `{in_formula(same or near or '')}`?"
    return "name one of this scorecard, or scorecard.name; `_` stands for `-`"


def in_formula(reference: str) -> str:
    """Write the name of a measurable in the way that formulas name it."""
    return reference.replace("/", ".").replace("-", "_")


def _period_problems(
    every_use: tuple[Use, ...], inputs: Mapping[str, Measurable], measurable: Measurable
) -> Iterator[Problem]:
    """Report names whose periods do not fit into those of the measurable."""
    for use in every_use:
        other = inputs.get(use.name.text)
        if other is None:
            continue
        said = _misfit(use, other, measurable)
        if said:
            message, hint = said
            yield Problem(ProblemKind.PERIOD, message, use.name.start, use.name.end, hint)


def _misfit(use: Use, other: Measurable, measurable: Measurable) -> tuple[str, str] | None:
    name, own, its = in_backticks(use.name.text), measurable.cadence, other.cadence
    if its.rank > own.rank:
        message = f"{name} has one number a {its}, and this measurable one a {own}"
        return message, f"a number of a {its} does not tell that of a {own}"
    if use.function is None and its is not own:
        message = f"{name} has one number a {its}, and this measurable one a {own}"
        written = use.name.text
        return message, f"say what to make of them: sum({written}), mean({written})"
    if use.function in (Method.SUM, Method.MEAN) and its is own:
        message = f"{name} has only one number in each {own}, so there is no {use.function} of it"
        return message, f"write {use.name.text} alone"
    return None
