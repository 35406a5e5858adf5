"""Make small scorecards with long histories, and a day to ask about them near a boundary."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

from tests.properties.naive_scorecard import ONE_DAY, Span, World, period_of, reported_period

CARD = "team"
NAMES = ("orders", "share", "reply", "done")
PEOPLE = ("ana", "leo", "maya")
EVERY = ("day", "week", "week", "week", "month", "quarter")
RELATIONS = ("at least", "above", "at most", "below", "exactly", "between", "outside")
BOUNDARIES = (
    date(2021, 1, 3),  # the last day of 2020-W53
    date(2026, 12, 31),  # the Thursday of 2026-W53
    date(2027, 4, 1),  # a Thursday that begins a quarter
    date(2025, 12, 31),  # in 2026-W01
    date(2024, 2, 29),
)
METHODS = ("sum", "mean", "last", "min", "max")
STARTS = {1: "january", 4: "april", 10: "october", 11: "november"}


def world_of(random: Random) -> World:
    """Make one world."""
    as_of = random.choice(BOUNDARIES) + timedelta(days=random.randint(-9, 9))
    starts = random.choice(list(STARTS))
    measurables = {name: _measurable(name, as_of, starts, random) for name in NAMES}
    world = World(as_of, starts, random.choice([1, 2, 3, 3, 4]), measurables, [])
    for name in NAMES:
        _move_into_checkins(name, world, random)
    return world


def _measurable(name: str, as_of: date, starts: int, random: Random) -> dict[str, Any]:
    every = random.choice(EVERY)
    unit = random.choice(["number", "percent", "currency EUR", "duration", "yes-no"])
    spans = _spans(as_of, every, starts, random.randint(0, 22))
    dated = random.sample(spans, min(random.choice([0, 0, 1, 2, 3]), len(spans)))
    default = {"percent": "mean", "duration": "mean", "yes-no": None}.get(unit, "sum")
    rollup = random.choice([default, *METHODS, f"mean by {random.choice(NAMES)}"])
    return {
        "unit": unit,
        "every": every,
        "spans": spans,
        "values": _values(spans, unit, as_of, random),
        "always": _goal(unit, random) if not dated and random.random() < 0.8 else None,
        "goals": [_dated(span, unit, random) for span in dated],
        "exceptions": {span.name: _goal(unit, random) for span in spans if random.random() < 0.08},
        "since": random.choice(spans) if spans and random.random() < 0.2 else None,
        "archived": as_of + timedelta(days=random.randint(-70, 10))
        if random.random() < 0.2
        else None,
        "rollup": rollup,
    }


def _spans(as_of: date, every: str, starts: int, count: int) -> list[Span]:
    """Give some periods up to a day and, if there are any, two that lie ahead."""
    spans: list[Span] = []
    here = period_of(as_of, every, starts)
    for _ in range(count):
        spans.insert(0, here)
        here = period_of(here.first - ONE_DAY, every, starts)
    for _ in range(2 if spans else 0):
        spans.append(period_of(spans[-1].last + ONE_DAY, every, starts))
    return spans


def _values(spans: list[Span], unit: str, as_of: date, random: Random) -> dict[str, Any]:
    gaps = random.choice([0.0, 0.1, 0.5])
    steady = random.random() < 0.3
    drift = random.choice([-1, 1] if steady else [-1, 0, 0, 1])
    found: dict[str, dict[str, Any]] = {}
    for index, span in enumerate(spans):
        if random.random() < gaps:
            continue
        if random.random() < 0.08:
            found[span.name] = {"na": "Stocktaking"}
            continue
        steps = 1 if steady else random.choice([1, 2])
        noise = 0 if steady else random.randint(0, 5)
        number = Fraction(20 + noise + index * drift * steps)
        if unit == "duration":
            number = abs(number)
        digits = Fraction(0 if steady else random.choice([0, 0, 1, 25]), 100)
        value = Fraction(random.randint(0, 1)) if unit == "yes-no" else number + digits
        found[span.name] = {"value": value}
        if random.random() < 0.05:
            found[span.name]["on"] = as_of + timedelta(days=random.randint(-2, 2))
    return found


def _goal(unit: str, random: Random) -> list[str]:
    if unit == "yes-no":
        return [random.choice(["yes", "no"])]
    relation = random.choice(RELATIONS)
    low = random.choice([*[5, 40] * 4, *range(18, 27)])
    pair = relation in ("between", "outside")
    return [relation, str(low), str(low + random.randint(0, 4))] if pair else [relation, str(low)]


def _dated(span: Span, unit: str, random: Random) -> dict[str, Any]:
    days = [None, span.first, span.last, span.last + ONE_DAY]
    some = span.last + timedelta(days=random.randint(-20, 20))
    return {"from": span, "is": _goal(unit, random), "set": random.choice([*days, some])}


def _move_into_checkins(name: str, world: World, random: Random) -> None:
    """Say some of the numbers in check-ins, in place of the record or beside it."""
    measurable = world.measurables[name]
    for span in measurable["spans"]:
        entry = measurable["values"].get(span.name)
        if entry is None or "on" in entry or measurable["every"] == "day" or random.random() < 0.6:
            continue
        for monday in _weeks_for(span, measurable["every"], world, random):
            _checkin(monday, world, random)["values"][name] = entry
            if random.random() < 0.8:
                measurable["values"].pop(span.name, None)


def _weeks_for(span: Span, every: str, world: World, random: Random) -> list[date]:
    """Choose one or two weeks whose check-ins give the number of a period."""
    near = [span.first + timedelta(days=days) for days in range(140 if every != "week" else 7)]
    mondays = [day for day in near if day.weekday() == 0]
    fitting = [day for day in mondays if reported_period(every, day, world.starts) == span.name]
    return random.sample(fitting, min(len(fitting), random.choice([1, 1, 2])))


def _checkin(monday: date, world: World, random: Random) -> dict[str, Any]:
    person = random.choice(PEOPLE)
    for checkin in world.checkins:
        if (checkin["week"], checkin["person"]) == (monday, person):
            return checkin
    late = random.choice([0, 0, 0, 1, 5, 12])
    made = {"week": monday, "person": person, "date": monday + timedelta(days=7 + late)}
    world.checkins.append({**made, "values": {}})
    return world.checkins[-1]


# Files


def files_of(world: World) -> dict[str, bytes]:
    """Write a world as the files of a workspace."""
    settings = {
        "format": "1",
        "company": "Acme",
        "fiscal_year_starts": STARTS[world.starts],
        "standards": {"misses_in_a_row": str(world.misses_in_a_row)},
    }
    files = {"opsctl.yaml": settings}
    for name, measurable in world.measurables.items():
        files[f"scorecards/{CARD}/{name}.yaml"] = _record(name, measurable)
    for checkin in world.checkins:
        year, week, _ = checkin["week"].isocalendar()
        said = {
            f"{CARD}/{name}": _entry(entry, world.measurables[name]["unit"])
            for name, entry in checkin["values"].items()
        }
        record = {"date": str(checkin["date"]), "values": said}
        files[f"checkins/{year}-W{week:02}/{checkin['person']}.yaml"] = record
    return {path: "\n".join([*_lines(record), ""]).encode() for path, record in files.items()}


def _record(name: str, measurable: dict[str, Any]) -> dict[str, Any]:
    unit = measurable["unit"]
    goals: Any = {
        goal["from"].name: {"is": _words(goal["is"], unit), "set": goal["set"]}
        for goal in measurable["goals"]
    }
    if measurable["always"]:
        goals = _words(measurable["always"], unit)
    return {
        "title": name,
        "owner": "maya",
        "entered_by": "leo",
        "unit": unit,
        "every": measurable["every"],
        "rollup": measurable["rollup"],
        "goal": goals,
        "exceptions": {
            period: {"is": _words(goal, unit), "why": "Holidays"}
            for period, goal in measurable["exceptions"].items()
        },
        "since": measurable["since"].name if measurable["since"] else None,
        "archived": measurable["archived"],
        "values": {period: _entry(entry, unit) for period, entry in measurable["values"].items()},
    }


def _words(goal: list[str], unit: str) -> str:
    relation, *numbers = goal
    return " ".join([relation, " and ".join(_number(Fraction(each), unit) for each in numbers)])


def _entry(entry: dict[str, Any], unit: str) -> dict[str, Any]:
    if "na" in entry:
        return {"na": entry["na"]}
    return {"value": _number(entry["value"], unit), "on": entry.get("on")}


def _number(value: Fraction, unit: str) -> str:
    if unit == "yes-no":
        return "yes" if value else "no"
    hundredths = value * 100
    assert hundredths.denominator == 1
    whole, rest = divmod(abs(hundredths.numerator), 100)
    text = f"{'-' if value < 0 else ''}{whole}" + (f".{rest:02}" if rest else "")
    return f"{text} s" if unit == "duration" else text


def _lines(record: dict[str, Any], indent: str = "") -> Iterator[str]:
    for key, value in record.items():
        if isinstance(value, dict):
            if value:
                yield f"{indent}{key}:"
                yield from _lines(value, indent + "  ")
        elif value is not None:
            yield f"{indent}{key}: {str(value).strip()}"
