"""What can be wrong with a formula before any number is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from opsctl.text.span import Location, Span

if TYPE_CHECKING:
    from opsctl.model.scorecard import Measurable


class ProblemKind(StrEnum):
    """Which promise of formulas is broken."""

    SYNTAX = "syntax"
    NAME = "name"
    PERIOD = "period"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong; `start` and `end` are offsets in the formula, half-open."""

    kind: ProblemKind
    message: str
    start: int
    end: int
    hint: str | None = None


def place_in_formula(measurable: Measurable, start: int, end: int) -> Location:
    """Locate a part of a measurable's formula in its file.

    Exactly where the formula is written in one line as it is, plain or in quotes; else the whole
    value, since a folded text or an escape has other columns than what it means.
    """
    whole = measurable.origin.value("formula")
    span, length = whole.span, len(measurable.formula or "")
    quote = (span.end - span.start - length) // 2
    as_it_is = span.end - span.start in (length, length + 2) and span.line == span.end_line
    if not as_it_is:
        return whole
    first, last = start + quote, end + quote
    exact = Span(
        *(span.start + first, span.start + last),
        *(span.line, span.column + first, span.line, span.column + last),
    )
    return Location(whole.path, exact)
