"""Numbers of a scorecard as people read them, in their unit."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from opsctl.model.condition import Condition, Relation
from opsctl.model.scorecard import Measurable
from opsctl.model.unit import Unit, UnitKind, Value
from opsctl.rendering.figures import plain_number, rounded
from opsctl.rendering.theme import Signs

_PLACES_OF_A_FRACTION = 2
_MOST_PLACES = 60
_LONG = 13
_LONG_DURATION = 18
_DIGITS = 4
_PARTS = ((3600, "h"), (60, "min"))
_GROUP = re.compile(r"(?<=[0-9])(?=(?:[0-9]{3})+$)")


def value_text(value: Value, measurable: Measurable, goal: Condition | None = None) -> str:
    """Show a number in its unit: `24.1 %`, `1 250.50 EUR`, `2 h 30 min`, `yes`.

    It is rounded to the measurable's `decimals`, half to even; one without them is shown as it
    was typed, and a quotient to two places. Where rounding would take it to the other side of
    its goal, it keeps as many places as tell the two apart.
    """
    return _with_unit(bare_text(value, measurable, goal), measurable.unit)


def bare_text(value: Value, measurable: Measurable, goal: Condition | None = None) -> str:
    """Show a number as `value_text` does, without the sign of its unit."""
    return _in_words(_shown(value, measurable, goal), measurable.unit)


def cell_text(value: Value, measurable: Measurable, goal: Condition | None, more: str) -> str:
    """Show a number as `bare_text` does; of one too long for a cell, its first digits.

    Decimals that have no room are cut, never rounded, with the sign `more` in their place.
    """
    text = bare_text(value, measurable, goal)
    is_duration = measurable.unit.kind is UnitKind.DURATION
    if len(text) <= (_LONG_DURATION if is_duration else _LONG):
        return text
    if is_duration:
        return f"{_short(Fraction(value) / 3600)} h"
    whole = text.partition(".")[0]
    return f"{text[: _LONG - 1]}{more}" if len(whole) < _LONG - 1 else _short(Fraction(value))


def goal_text(goal: Condition, unit: Unit) -> str:
    """Show a goal in words, its numbers in their unit: `at least 22 %`."""
    low = _in_words(goal.low, unit)
    if unit.kind is UnitKind.YES_NO:
        return low
    if goal.high is None:
        return f"{goal.relation} {_with_unit(low, unit)}"
    return f"{goal.relation} {low} and {_with_unit(_in_words(goal.high, unit), unit)}"


def short_goal(goal: Condition, unit: Unit, signs: Signs) -> str:
    """Show a goal as narrow as a column has to be: `≥ 22 %`, `2 to 4`, `yes`."""
    low = _in_words(goal.low, unit)
    if unit.kind is UnitKind.YES_NO:
        return low
    if goal.high is not None:
        high = _with_unit(_in_words(goal.high, unit), unit)
        return f"{'not ' if goal.relation is Relation.OUTSIDE else ''}{low} to {high}"
    sign = {
        Relation.AT_LEAST: signs.at_least,
        Relation.ABOVE: ">",
        Relation.AT_MOST: signs.at_most,
        Relation.BELOW: "<",
    }
    return f"{sign.get(goal.relation, '=')} {_with_unit(low, unit)}"


def _shown(value: Value, measurable: Measurable, goal: Condition | None) -> Decimal:
    """Give the decimal to show of a number: rounded, but on the same side of its goal."""
    kind = measurable.unit.kind
    places = measurable.decimals
    if places is None or kind is UnitKind.YES_NO:
        if isinstance(value, Decimal):
            return value
        places = 0 if kind is UnitKind.DURATION and abs(value) >= 1 else _PLACES_OF_A_FRACTION
    shown = rounded(value, places)
    while goal is not None and places < _MOST_PLACES and goal.holds(shown) != goal.holds(value):
        places += 1
        shown = rounded(value, places)
    return shown


def _in_words(value: Decimal, unit: Unit) -> str:
    if unit.kind is UnitKind.YES_NO and value in (0, 1):
        return "yes" if value else "no"
    return _duration(value) if unit.kind is UnitKind.DURATION else _grouped(value)


def _with_unit(text: str, unit: Unit) -> str:
    if unit.kind is UnitKind.PERCENT:
        return f"{text} %"
    return f"{text} {unit.currency}" if unit.currency else text


def _grouped(value: Decimal) -> str:
    """Write every digit of a number, its whole part in groups of three."""
    whole, point, rest = plain_number(value).partition(".")
    return f"{_GROUP.sub(' ', whole)}{point}{rest}"


def _short(value: Fraction) -> str:
    """Write a large number by its first digits: `123.5`, `12 345`, or `1.235e22`."""
    scale = len(str(abs(int(value)))) - 1
    if scale < _DIGITS + 1:
        return _grouped(rounded(value, max(_DIGITS - 1 - scale, 0)))
    return f"{plain_number(rounded(value / 10**scale, _DIGITS - 1))}e{scale}"


def _duration(seconds: Decimal) -> str:
    """Write a duration in hours, minutes and seconds, whatever its length."""
    whole, rest = divmod(abs(Fraction(seconds)), 1)
    parts: list[str] = []
    for size, name in _PARTS:
        count, whole = divmod(whole, size)
        if count:
            parts.append(f"{_grouped(Decimal(count))} {name}")
    if whole or rest or not parts:
        places = max(-int(seconds.as_tuple().exponent), 0) if rest else 0
        parts.append(f"{plain_number(rounded(whole + rest, places))} s")
    return f"{'-' if seconds < 0 else ''}{' '.join(parts)}"
