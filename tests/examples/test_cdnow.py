"""Every figure of the real shop's scorecard against a calculation straight from its weeks."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from typing import Any

import pytest

from opsctl.analysis.scorecard.measurable import MeasurableView
from opsctl.analysis.scorecard.readings import Readings
from opsctl.analysis.scorecard.rollup import RolledUp
from opsctl.analysis.scorecard.scorecard import view_scorecard
from opsctl.loading.workspace import load_workspace
from opsctl.model.workspace import Workspace
from opsctl.text.tree import FolderTree
from tests.conftest import ROOT, run_opsctl
from tests.examples import by_hand
from tests.examples.by_hand import COLUMNS, GOALS, Rows

SHOP = ROOT / "examples" / "cdnow"
SUMS = ROOT.parent / "shared" / "data" / "cdnow-weekly.csv"
NAMES = list(GOALS)
DAYS = [
    date(1997, 1, 6),  # one week closed, and that a partial one
    date(1997, 1, 20),  # three misses in a row
    date(1997, 2, 6),  # the day before a goal was set for a week that lies ahead
    date(1997, 3, 31),  # the first quarter's last week has just closed
    date(1997, 4, 7),  # the second quarter's first week has, and the new goals' first
    date(1997, 10, 6),
    date(1997, 12, 29),  # 1997-W52 has closed, 1998-W01 has begun, in 1997 still
    date(1998, 1, 4),
    date(1998, 1, 5),  # 1998-W01 has closed
    date(1998, 3, 30),
    date(1998, 7, 1),  # the day after the data end
    date(1998, 7, 6),  # the last week has closed, partial
    date(1998, 7, 13),  # the first week without data
    date(1999, 1, 3),  # the last day of 1998-W53
    date(1999, 1, 4),
    date(1999, 1, 18),  # 1999-W01 and W02 come after W53
]


@pytest.fixture(params=["sums", "files"])
def rows(request: pytest.FixtureRequest) -> Rows:
    """Give the weeks as they were summed, and as the example's files have them."""
    if request.param == "files":
        return rows_of_files()
    if not SUMS.exists():
        pytest.skip(f"{SUMS.name} is not beside us")
    return by_hand.rows_of_csv(SUMS)


@cache
def rows_of_files() -> Rows:
    typed = {name: dict(typed_values(name)) for name in COLUMNS}
    weeks = typed["orders"]
    found: dict[str, dict[str, Fraction | None]] = {}
    for week in weeks:
        found[week] = {name: fraction(typed[name][week]) for name in COLUMNS}
        found[week]["average-order-value"] = Fraction(typed["revenue"][week]) / int(weeks[week])
    return found


def typed_values(name: str) -> list[tuple[str, str]]:
    """Read the values of a file by their lines alone."""
    text = (SHOP / "scorecards" / "shop" / f"{name}.yaml").read_text(encoding="utf-8")
    lines = re.findall(
        r"^  (\d{4}-W\d\d):(?: (\S+)|\n    (?:value: (\S+)|na: .*))$",
        text.partition("\nvalues:\n")[2],
        re.MULTILINE,
    )
    return [(week, plain or noted) for week, plain, noted in lines]


def fraction(text: str) -> Fraction | None:
    return Fraction(text) if text else None


@cache
def workspace() -> Workspace:
    return load_workspace(FolderTree(SHOP))


@cache
def views(day: date, count: int = 13) -> dict[str, MeasurableView]:
    loaded = workspace()
    shop = view_scorecard(loaded.scorecards_by_id["shop"], Readings(loaded, day), count)
    return {view.measurable.id: view for view in shop.measurables}


each_number = pytest.mark.parametrize("name", NAMES)
on_each_day = pytest.mark.parametrize("day", DAYS, ids=str)


@pytest.mark.skipif(not SUMS.exists(), reason=f"{SUMS.name} is not beside us")
def test_every_figure_is_written_as_it_was_summed() -> None:
    lines = [line.split(",") for line in SUMS.read_text(encoding="utf-8").splitlines()]
    for name, column in COLUMNS.items():
        place = lines[0].index(column)
        summed = [(line[0], line[place]) for line in lines[1:]]
        if name == "repeat-order-share":
            summed[0] = (summed[0][0], "")
        assert (name, typed_values(name)) == (name, summed)


@pytest.mark.skipif(not SUMS.exists(), reason=f"{SUMS.name} is not beside us")
def test_the_computed_average_order_is_the_one_that_was_summed() -> None:
    lines = [line.split(",") for line in SUMS.read_text(encoding="utf-8").splitlines()]
    summed = {
        line[0]: Decimal(line[lines[0].index("average_order_value_usd")]) for line in lines[1:]
    }
    closed = views(date(1998, 7, 6))["average-order-value"].closed
    assert {str(each.period): cents(each.reading.value) for each in closed} == summed


def cents(value: Decimal | Fraction | None) -> Decimal:
    number = Fraction(value or 0)
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


def test_the_example_is_sound() -> None:
    for day in (date(1998, 7, 1), date(2026, 11, 20)):
        done = run_opsctl("-C", SHOP, "--as-of", day.isoformat(), "check")
        assert (done.code, done.out) == (0, "No findings in 9 files.\n")


@each_number
@on_each_day
def test_verdicts_agree(rows: Rows, name: str, day: date) -> None:
    shown = [(str(each.period), each.verdict.value) for each in views(day)[name].shown]
    assert shown == by_hand.last_thirteen(name, rows, day)


@each_number
@on_each_day
def test_rates_agree(rows: Rows, name: str, day: date) -> None:
    verdicts = [verdict for _, verdict in by_hand.last_thirteen(name, rows, day)]
    hits, misses = verdicts.count("hit"), verdicts.count("miss")
    tally = views(day)[name].tally
    assert (tally.hits, tally.misses, tally.missing) == (hits, misses, verdicts.count("missing"))
    assert tally.rate == (Fraction(hits, hits + misses) if hits + misses else None)


@each_number
@on_each_day
def test_streaks_and_reasons_for_attention_agree(rows: Rows, name: str, day: date) -> None:
    weeks = by_hand.closed_weeks(name, rows, day)
    view = views(day)[name]
    row = (view.streak.verdict.value, view.streak.length) if view.streak else None
    assert row == by_hand.streak(weeks)
    assert [each.kind.value for each in view.attention] == by_hand.attention(weeks)


@each_number
@on_each_day
def test_months_and_quarters_agree(rows: Rows, name: str, day: date) -> None:
    weeks = by_hand.closed_weeks(name, rows, day)
    view = views(day, len(weeks))[name]
    for of, longer in ((by_hand.month_of, view.months), (by_hand.quarter_of, view.quarters)):
        names = list(dict.fromkeys(of(each.thursday) for each in weeks))
        assert {str(each.period): figures(each) for each in longer} == {
            period: by_hand.rolled_up(
                name, [each for each in weeks if of(each.thursday) == period], rows
            )
            for period in names
        }


@each_number
@on_each_day
def test_the_last_4_and_13_weeks_as_one_number_agree(rows: Rows, name: str, day: date) -> None:
    weeks = by_hand.closed_weeks(name, rows, day)
    trailing = {count: figures(each) for count, each in views(day)[name].trailing}
    assert trailing == {count: by_hand.rolled_up(name, weeks[-count:], rows) for count in (4, 13)}


def figures(each: RolledUp) -> tuple[Fraction | None, int, int]:
    return None if each.value is None else Fraction(each.value), each.counted, each.due


@pytest.mark.parametrize("quarter", ["1997-Q1", "1997-Q2", "1997-Q3", "1997-Q4", "1998-Q1"])
def test_the_average_order_of_a_quarter_is_its_revenue_by_its_orders(quarter: str) -> None:
    shown = views(date(1998, 7, 6), 79)
    of = {
        name: next(each for each in shown[name].quarters if str(each.period) == quarter)
        for name in ("average-order-value", "revenue", "orders")
    }
    revenue, orders = of["revenue"].value, of["orders"].value
    assert of["average-order-value"].value == Fraction(revenue or 0) / Fraction(orders or 1)


def test_a_week_counts_where_its_thursday_lies() -> None:
    quarters = {
        str(each.period): each.due for each in views(date(1999, 1, 18), 200)["orders"].quarters
    }
    assert quarters["1997-Q1"] == 13  # from W01, whose Thursday is 2 January
    assert quarters["1997-Q4"] == 13  # 1997 has no W53; 29 December is a day of 1998-W01
    assert quarters["1998-Q4"] == 14  # W53 has its Thursday on 31 December
    assert quarters["1999-Q1"] == 2


# What programs read


@cache
def printed(day: date) -> dict[str, Any]:
    done = run_opsctl(
        "-C", SHOP, "--as-of", day.isoformat(), "scorecard", "show", "shop", "--format", "json"
    )
    assert (done.code, done.err) == (0, "")
    data: dict[str, Any] = json.loads(done.out, parse_float=Decimal, parse_int=Decimal)
    return data


IN_JSON = [DAYS[1], DAYS[4], DAYS[8], DAYS[10], DAYS[11], DAYS[14]]


@pytest.mark.parametrize("day", IN_JSON, ids=str)
def test_programs_read_the_same_figures(rows: Rows, day: date) -> None:
    data = printed(day)
    assert (data["schema"], data["scorecard"], data["as_of"]) == (1, "shop", day.isoformat())
    numbers = {each["id"]: each for each in data["measurables"]}
    assert sorted(numbers) == sorted(NAMES)
    for name in NAMES:
        assert (name, read(numbers[name])) == (name, expected(name, rows, day))


def read(number: dict[str, Any]) -> dict[str, Any]:
    """Give what the shape says of one number, without titles, notes and sentences."""
    keys = ("rate", "hits", "misses", "missing", "streak")
    return {
        "periods": [
            (each["period"], each["verdict"], each["value"], each["goal"])
            for each in number["periods"]
        ],
        "attention": [each["kind"] for each in number["attention"]],
        **{key: number[key] for key in keys},
    }


def expected(name: str, rows: Rows, day: date) -> dict[str, Any]:
    weeks = by_hand.closed_weeks(name, rows, day)
    known = {each.week: each for each in weeks}
    shown = by_hand.last_thirteen(name, rows, day)
    now = by_hand.name_of(date.fromisocalendar(*day.isocalendar()[:2], 1))
    verdicts = [verdict for _, verdict in shown]
    hits, misses = verdicts.count("hit"), verdicts.count("miss")
    row = by_hand.streak(weeks)
    goals = {week: by_hand.goal_for(name, week, day) for week, _ in [*shown, (now, "open")]}
    return {
        "periods": [
            (week, verdict, six_places(known[week].value if week in known else None), goal)
            if week != now
            else (week, verdict, six_places(rows[now][name] if now in rows else None), goal)
            for week, verdict in [*shown, (now, "open")]
            for goal in [f"at least {goals[week]}" if goals[week] else None]
        ],
        "attention": by_hand.attention(weeks),
        "rate": six_places(Fraction(hits, hits + misses)) if hits + misses else None,
        "hits": hits,
        "misses": misses,
        "missing": verdicts.count("missing"),
        "streak": {"verdict": row[0], "length": row[1]} if row else None,
    }


def six_places(value: Fraction | None) -> Decimal | None:
    """Round as programs read what was divided: half to even; what was typed has fewer places."""
    return None if value is None else Decimal(round(value * 10**6)) / 10**6


@pytest.mark.parametrize("name", ["orders", "revenue", "units", "buyers"])
def test_the_partial_weeks_carry_their_note(name: str) -> None:
    number = next(each for each in printed(DAYS[11])["measurables"] if each["id"] == name)
    notes = {each["period"]: each["note"] for each in number["periods"]}
    assert "two days" in notes["1998-W27"].casefold()
    first = next(each for each in printed(DAYS[1])["measurables"] if each["id"] == name)
    assert "five days" in first["periods"][10]["note"].casefold()
