"""What is said of an explained number in words, the same on every kind of page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from opsctl.analysis.scorecard.explanation import Explanation, Input, Part, Setting
from opsctl.analysis.scorecard.readings import Reading
from opsctl.analysis.scorecard.verdict import PeriodView, Verdict
from opsctl.model.cadence import cadence_of
from opsctl.model.condition import Condition
from opsctl.model.scorecard import Measurable
from opsctl.model.unit import Value
from opsctl.rendering.figures import counted, day_with_year, rounded
from opsctl.rendering.scorecard.phrases import goal_sentence, said_by
from opsctl.rendering.scorecard.typed import verdict_text
from opsctl.rendering.scorecard.values import value_text
from opsctl.rendering.theme import VERDICT_WORDS
from opsctl.text.span import Location

ShownPath = Callable[[str], str]
_PLACES_OF_A_FRACTION = 2
_MOST_PLACES = 60


def verdict_sentence(told: Explanation) -> str:
    """Say how a number is judged and why: `21.8 is below 22: a miss`."""
    view = told.view
    if view is None:
        return _rolled_sentence(told)
    reading = view.reading
    if view.verdict is Verdict.NONE:
        why = f"{reading.problem}; " if reading.problem else ""
        return f"{why}in {told.period} it had not begun, or had ended"
    if view.verdict is Verdict.OPEN:
        return f"{told.period} is still open, and judged when it is over"
    if reading.na is not None:
        return f"not applicable: {reading.na}"
    if reading.value is None:
        return reading.problem or f"no number stands for {told.period}"
    return _judged(reading.value, view, told.measurable)


def _judged(value: Value, view: PeriodView, measurable: Measurable) -> str:
    condition = view.goal.condition if view.goal else None
    return verdict_text(_decimal(value, measurable, condition), view.goal, measurable.unit)


def _decimal(value: Value, measurable: Measurable, condition: Condition | None) -> Decimal:
    """Give a decimal to tell, with as many places as keep it on its side of the goal."""
    if isinstance(value, Decimal):
        return value
    places = _PLACES_OF_A_FRACTION if measurable.decimals is None else measurable.decimals
    shown = rounded(value, places)
    while condition and places < _MOST_PLACES and condition.holds(shown) != condition.holds(value):
        places += 1
        shown = rounded(value, places)
    return shown


def _rolled_sentence(told: Explanation) -> str:
    rolled, way = told.rolled, told.measurable.rolls_up
    if rolled is None or way is None:
        return "yes and no do not roll up to longer periods"
    kind = told.measurable.cadence
    if rolled.value is None:
        return rolled.problem or f"none of its {counted(rolled.due, kind)} has a number"
    text = value_text(rolled.value, told.measurable)
    return f"{text}: {way}, of {rolled.counted} of the {counted(rolled.due, kind)} due"


def whole_value(told: Explanation) -> Value | None:
    """Give the number that is explained, if there is one."""
    if told.view is not None:
        return told.view.reading.value
    return told.rolled.value if told.rolled else None


def shown_value(told: Explanation) -> str:
    """Show the number that is explained, or that there is none."""
    value = whole_value(told)
    if value is None:
        return "none"
    goal = told.view.goal if told.view else None
    return value_text(value, told.measurable, goal.condition if goal else None)


def reading_text(reading: Reading, measurable: Measurable) -> str:
    """Show what stands for a period of an input: a number, or that there is none, and why."""
    if reading.value is not None:
        return value_text(reading.value, measurable)
    if reading.na is not None:
        return f"n/a: {reading.na}"
    return f"missing: {reading.problem}" if reading.problem else "missing"


def place_text(place: Location | None, shown_path: ShownPath) -> str:
    """Name a file and a line."""
    return f"{shown_path(place.path)}:{place.span.line}" if place else ""


def input_parts(each: Input, near: date, shown_path: ShownPath) -> tuple[str, str, str]:
    """Give the name, the number and where it is from, of an input of a formula."""
    formula = each.measurable.formula
    origin = [place_text(each.reading.place, shown_path), said_by(each.reading, near)]
    origin += [f"formula {formula}"] if formula else []
    origin += [each.reading.note] if each.reading.note else []
    text = reading_text(each.reading, each.measurable)
    return f"{each.called}, {each.period}", text, "; ".join(part for part in origin if part)


def part_parts(
    part: Part, measurable: Measurable, near: date, shown_path: ShownPath
) -> tuple[str, str, str]:
    """Give the period, the number and where it is from, of a part of a longer period."""
    view = part.view
    text = VERDICT_WORDS[view.verdict]
    if view.reading.value is not None:
        left_out = view.verdict in (Verdict.OPEN, Verdict.NONE)
        text = value_text(view.reading.value, measurable)
        text += f" ({VERDICT_WORDS[view.verdict]}, not counted)" if left_out else ""
    elif view.reading.na is not None:
        text = f"n/a: {view.reading.na}"
    place = view.reading.place if measurable.formula is None else None
    origin = [place_text(place, shown_path), said_by(view.reading, near)]
    origin += [view.reading.problem] if view.reading.problem else []
    if part.weight:
        weight = reading_text(part.weight.reading, part.weight.measurable)
        origin.append(f"weighted by {part.weight.called}: {weight}")
    return str(view.period), text, "; ".join(each for each in origin if each)


def goal_phrases(
    told: Explanation, setting: Setting | None, shown_path: ShownPath
) -> Iterator[str]:
    """Say which goal was in force and why, where it stands, and who wrote it there."""
    goal = told.view.goal if told.view else None
    if goal is None:
        if told.view is not None:
            yield "none was in force"
        else:
            yield f"set for each {told.measurable.cadence}, not for a {cadence_of(told.period)}"
        return
    late = "; set after the fact" if told.retroactive else ""
    yield f"{goal_sentence(goal, told.measurable, told.as_of)}{late}"
    yield "; ".join([place_text(goal.place, shown_path), *setting_phrases(setting)])


def setting_phrases(setting: Setting | None) -> list[str]:
    """Say who wrote a line, as far as git tells."""
    if setting is None:
        return []
    if setting.remark or setting.on is None:
        return [setting.remark or "nobody knows who wrote it"]
    return [f"written by {setting.by} on {day_with_year(setting.on)}"]


def source_text(told: Explanation, shown_path: ShownPath) -> str:
    """Say where a typed number stands and who gave it."""
    if told.view is None or told.measurable.formula is not None:
        return ""
    reading = told.view.reading
    parts = [place_text(reading.place, shown_path), said_by(reading, told.as_of)]
    return "; ".join(part for part in parts if part)
