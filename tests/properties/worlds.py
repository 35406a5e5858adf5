"""Make small workspaces, and a day to ask about them that likes to fall on a boundary."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from hypothesis import strategies as st

from tests.properties import naive
from tests.properties.naive import Key, Rock, Workspace

World = tuple[Workspace, date, str]
"""A workspace, the day to ask about, and the quarter to ask for."""

FISCAL_STARTS = ["january", "february", "april", "july", "august", "october", "december"]
IDS = ["open-germany", "loyalty-programme", "warehouse-capacity", "q2", "returns-in-3-days"]
PEOPLE = ["maya", "leo", "ana"]
TEAMS = ["marketing", "customer-care"]
WORDS = ["on-track", "off-track", "in-danger"]
SILENT_AFTER = [2, 3, 7, 10, 14, 21, 30, 45]
STATUSES = [None, None, None, None, "planned", "done", "missed", "dropped"]
WEIGHTS = ["0.5", "1", "2", "3", "0.15", "0.16", "0.85", "0.84", "0.1", "7", "17", "1.25"]
WEIGHTS_NEAR_THE_TOLERANCE = [
    ["0.15", "0.85"],
    ["0.16", "0.84"],
    ["3", "17"],
    ["0.45", "2.05", "0.5"],
    ["1.5", "8", "0.5"],
    ["1.5001", "8", "0.4999"],
]
AMOUNTS = ["0", "10", "2.5", "7.5", "5", "4", "-3", "12", "3.3", "0.1", "100", "25"]
NUMBER = "leadership/repeat-rate"
NAMES = {"fiscal_year_starts", "owner", "team", "measurable", "by", "say", "status", "since"}
ALPHABET = "abcXYZ 019 .,:;#%&*!?|>-'\"\\/[]{}@`éß“”€日😀"


# Parts


@cache
def titles() -> st.SearchStrategy[str]:
    """Draw text of one line that says something."""
    texts = st.text(ALPHABET, min_size=1, max_size=12).map(lambda text: " ".join(text.split()))
    return texts.filter(lambda text: any(letter.isalnum() for letter in text))


@cache
def decimals(*texts: str) -> st.SearchStrategy[Decimal]:
    """Draw one of the numbers given as text."""
    return st.sampled_from([Decimal(text) for text in texts])


@cache
def days_in(days: tuple[date, ...]) -> st.SearchStrategy[date]:
    """Draw a day of a quarter, its first and last ones often."""
    edges = [days[0], days[1], days[2], days[-2], days[-1]]
    return st.one_of(st.sampled_from(edges), st.sampled_from(days))


@cache
def days_around(days: tuple[date, ...]) -> st.SearchStrategy[date]:
    """Draw a day of a quarter, or of the weeks before and after it."""
    before = days[0] - timedelta(days=20)
    after = days[-1] + timedelta(days=25)
    return st.one_of(days_in(days), st.dates(before, after))


@st.composite
def milestones(draw: st.DrawFn, days: tuple[date, ...], number: int) -> dict[str, Any]:
    """Draw a milestone, with its number in the title so that no two are alike."""
    due = draw(days_in(days))
    milestone: dict[str, Any] = {"title": f"{draw(titles())} {number}", "due": due}
    if draw(st.booleans()):
        near = st.integers(-10, 10).map(lambda offset: due + timedelta(days=offset))
        milestone["done"] = draw(st.one_of(near, days_around(days)))
    if draw(st.booleans()):
        milestone["weight"] = draw(decimals(*WEIGHTS))
    return milestone


@st.composite
def milestones_near_the_tolerance(draw: st.DrawFn, days: tuple[date, ...]) -> list[dict[str, Any]]:
    """Draw milestones of which the first, never done, weighs 15 % of all, or very nearly."""
    weights = draw(st.sampled_from(WEIGHTS_NEAR_THE_TOLERANCE))
    drawn = [draw(milestones(days, number)) for number in range(1, len(weights) + 1)]
    for milestone, text in zip(drawn, weights, strict=True):
        milestone["weight"] = Decimal(text)
        milestone["done"] = milestone["due"]
    del drawn[0]["done"]
    return drawn


@st.composite
def milestone_lists(draw: st.DrawFn, days: tuple[date, ...]) -> list[dict[str, Any]]:
    """Draw the milestones of a Rock, often none."""
    count = draw(st.sampled_from([0, 0, 0, 0, 1, 2, 2, 3, 4, None]))
    if count is None:
        return draw(milestones_near_the_tolerance(days))
    return [draw(milestones(days, number)) for number in range(1, count + 1)]


@st.composite
def outcomes(draw: st.DrawFn) -> dict[str, Any]:
    """Draw an outcome, rising or falling, measured by hand or by a measurable."""
    if draw(st.integers(0, 2)) == 0:
        outcome: dict[str, Any] = {"measurable": NUMBER}
    else:
        outcome = {"measure": draw(titles())}
    start = draw(decimals(*AMOUNTS))
    if start != 0 or draw(st.booleans()):
        outcome["from"] = start
    outcome["to"] = draw(decimals(*AMOUNTS).filter(lambda end: end != start))
    return outcome


@st.composite
def logs(draw: st.DrawFn, days: tuple[date, ...], *, with_now: bool) -> list[dict[str, Any]]:
    """Draw a log, several entries on one day often, and not always in order."""
    count = draw(st.sampled_from([0, 1, 1, 2, 3]))
    dates = draw(st.lists(days_around(days), min_size=count, max_size=count, unique=True))
    entries = []
    for day in sorted(dates):
        for _ in range(draw(st.sampled_from([1, 1, 2, 3]))):
            entry: dict[str, Any] = {"date": day, "by": draw(st.sampled_from(PEOPLE))}
            if draw(st.integers(0, 3)) > 0:
                entry["say"] = draw(st.sampled_from(WORDS))
            if with_now and draw(st.integers(0, 3)) > 0:
                entry["now"] = draw(decimals(*AMOUNTS))
            if "say" not in entry and "now" not in entry:
                entry["note"] = draw(titles())
            entries.append(entry)
    if draw(st.integers(0, 2)) == 0:
        return draw(st.permutations(entries))
    return entries


@st.composite
def rescues(draw: st.DrawFn, days: tuple[date, ...]) -> dict[str, Any]:
    """Draw what was agreed for a Rock in danger, on any day and in any order."""
    rescue: dict[str, Any] = {
        "date": draw(days_around(days)),
        "cause": draw(st.sampled_from(["resource", "skill", "external", "scope"])),
        "next": draw(st.one_of(st.none(), titles())),
        "check": draw(st.one_of(st.none(), days_around(days))),
    }
    return {key: value for key, value in rescue.items() if value}


@st.composite
def results(draw: st.DrawFn, days: tuple[date, ...], status: str) -> dict[str, Any]:
    """Draw how a Rock ended, mostly with the day, and with the why where one is needed."""
    result: dict[str, Any] = {}
    if draw(st.integers(0, 3)) > 0:
        result["date"] = draw(days_around(days))
    if status != "done":
        result["why"] = draw(titles())
    return result


@st.composite
def rocks(draw: st.DrawFn, days: tuple[date, ...]) -> Rock:
    """Draw a Rock of a quarter that depends on nothing yet."""
    status = draw(st.sampled_from(STATUSES))
    outcome = draw(st.one_of(st.none(), outcomes()))
    rock: dict[str, Any] = {
        "title": draw(titles()),
        "done_means": draw(st.one_of(st.none(), titles())),
        "owner": draw(st.sampled_from(PEOPLE)),
        "team": draw(st.sampled_from([None, *TEAMS])),
        "due": draw(st.one_of(st.none(), days_in(days))),
        "outcome": outcome,
        "milestones": draw(milestone_lists(days)),
        "rescues": draw(st.lists(rescues(days), max_size=2)),
        "log": draw(logs(days, with_now=outcome is not None)),
        "status": status,
        "result": draw(results(days, status)) if status not in (None, "planned") else None,
    }
    return {key: value for key, value in rock.items() if value}


def names_of(other: Key, quarter: str) -> list[str]:
    """List the ways to name a Rock from a quarter, the usual one first."""
    qualified = f"{other[0]}/{other[1]}"
    return [other[1], qualified] if other[0] == quarter else [qualified]


@st.composite
def dependencies(draw: st.DrawFn, key: Key, keys: list[Key]) -> list[str]:
    """Draw the names of Rocks that one depends on: chains, cycles and unknown ones too."""
    others = [other for other in keys if other != key]
    chosen = draw(st.lists(st.sampled_from(others), max_size=2, unique=True)) if others else []
    names = [draw(st.sampled_from(names_of(other, key[0]))) for other in chosen]
    if draw(st.integers(0, 4)) == 0:
        elsewhere = [rock_id for _, rock_id in keys if (key[0], rock_id) not in keys]
        names.append(draw(st.sampled_from(["no-such-rock", *elsewhere])))
    return names


# Check-ins and numbers


def week_named(day: date) -> str:
    """Name the ISO week that holds a day."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02}"


@st.composite
def weekly_numbers(draw: st.DrawFn, days: tuple[date, ...]) -> dict[str, Any]:
    """Draw a measurable with numbers of a few weeks of a quarter, or of the time around it."""
    names = st.lists(days_around(days).map(week_named), min_size=1, max_size=4, unique=True)
    weeks = draw(names)
    measurable: dict[str, Any] = {
        "title": draw(titles()),
        "owner": draw(st.sampled_from(PEOPLE)),
        "values": {week: draw(decimals(*AMOUNTS)) for week in sorted(weeks)},
    }
    if draw(st.integers(0, 3)) == 0:
        measurable["since"] = week_named(draw(days_around(days)))
    return measurable


@st.composite
def words_of_checkins(draw: st.DrawFn) -> dict[str, Any]:
    """Draw what is said of a Rock in a check-in: a word, a number, a note, never nothing."""
    word: dict[str, Any] = {}
    if draw(st.integers(0, 3)) > 0:
        word["say"] = draw(st.sampled_from(WORDS))
    if draw(st.integers(0, 2)) == 0:
        word["now"] = draw(decimals(*AMOUNTS))
    if not word or draw(st.integers(0, 2)) == 0:
        word["note"] = draw(titles())
    return word


@st.composite
def checkins(draw: st.DrawFn, workspace: Workspace, week: str) -> dict[str, Any]:
    """Draw a check-in: on the Monday, late, or on a day on which a log says something as well."""
    monday = naive.monday_of(week) + naive.ONE_WEEK
    logs_of = [rock.get("log", []) for rock in workspace["rocks"].values()]
    same = sorted({entry["date"] for log in logs_of for entry in log})
    late = [monday + timedelta(days=days) for days in (0, 0, 1, 7, -2)]
    days = draw(st.sampled_from([late, same or late]))
    checkin: dict[str, Any] = {"date": draw(st.sampled_from(days))}
    thursday = naive.monday_of(week) + timedelta(days=3)
    quarter = naive.quarter_of(thursday, workspace["settings"]["fiscal_year_starts"])
    keys = st.sampled_from(sorted(workspace["rocks"]))
    spoken_of = draw(st.lists(keys, min_size=1, max_size=4, unique=True))
    names = [draw(st.sampled_from(names_of(key, quarter))) for key in spoken_of]
    if draw(st.integers(0, 5)) == 0:
        names.append("no-such-rock")
    checkin["rocks"] = {name: draw(words_of_checkins()) for name in names}
    if draw(st.booleans()):
        checkin["values"] = {NUMBER: draw(decimals(*AMOUNTS))}
    return checkin


# The day


def days_of_facts(rock: Rock) -> list[date]:
    """List the days on which something is due or done."""
    days = [rock["due"]] if "due" in rock else []
    for milestone in rock.get("milestones", []):
        days.append(milestone["due"])
        days.extend([milestone["done"]] if "done" in milestone else [])
    return days


def days_of_results(rock: Rock) -> list[date]:
    """List the day of the result, if it has one."""
    return [rock["result"]["date"]] if "date" in rock.get("result", {}) else []


def days_of_words(workspace: Workspace, key: Key) -> list[date]:
    """List the days on which something was said."""
    entries = [*naive.entries_of_checkins(workspace, key), *workspace["rocks"][key].get("log", [])]
    return [entry["date"] for entry in entries if "say" in entry]


def days_after_weeks(workspace: Workspace) -> list[date]:
    """List the days on which the weeks of numbers are over."""
    numbers = [each["values"] for each in workspace.get("measurables", {}).values()]
    weeks = [week for values in numbers for week in values]
    weeks += [week for week, _ in workspace.get("checkins", {})]
    return [naive.monday_of(week) + naive.ONE_WEEK for week in weeks]


def halfway(workspace: Workspace, key: Key) -> list[date]:
    """List the day before which exactly half of a Rock's working days are over, if there is one."""
    first, due = naive.quarter_of_rock(workspace, key)[0], naive.due_day(workspace, key)
    days = [day for day in naive.days_between(first, due) if day.isoweekday() <= 5]
    return [] if len(days) % 2 or not days else [days[len(days) // 2]]


def near(days: list[date], offsets: list[int]) -> list[st.SearchStrategy[date]]:
    """Draw one of some days, so many days later; no days give no strategy."""
    if not days:
        return []
    drawn = st.tuples(st.sampled_from(sorted(set(days))), st.sampled_from(offsets))
    return [drawn.map(lambda pair: pair[0] + timedelta(days=pair[1]))]


def days_to_ask_about(workspace: Workspace, quarter: str) -> st.SearchStrategy[date]:
    """Draw a day: mostly on a boundary, next to one or a week after it, else any.

    A boundary is a day on which, or on the day after which, an answer may change.
    """
    patience = workspace["settings"]["standards"]["silent_after"]
    days = naive.quarter_days(quarter, workspace["settings"]["fiscal_year_starts"])
    asked = {key: rock for key, rock in workspace["rocks"].items() if key[0] == quarter}
    facts = [day for rock in workspace["rocks"].values() for day in days_of_facts(rock)]
    results = [day for rock in workspace["rocks"].values() for day in days_of_results(rock)]
    words = [day for key in asked for day in days_of_words(workspace, key)]
    halves = [
        day
        for key, rock in asked.items()
        if "milestones" not in rock and "status" not in rock
        for day in halfway(workspace, key)
    ]
    return st.one_of(
        *near(facts, [0, 1, -1, 7, 8]),
        *near(results, [0, -1, 6, 7]),
        *near(words, [0, 6, 7, -1, 13]),
        *near(words, [patience, patience + 1]),
        *near(halves, [0]),
        *near(halves, [0]),
        *near(days_after_weeks(workspace), [0, -1]),
        *near([days[0]], [patience, patience + 1]),
        *near([days[-1]], [0, 1, 7, 8]),
        st.sampled_from(days[:7]),
        st.sampled_from(days[-7:]),
        days_around(days),
    )


def so_many_working_days(workspace: Workspace, key: Key, as_of: date) -> tuple[int, int]:
    """Count the working days of a Rock that are over, and all of them."""
    first = naive.quarter_of_rock(workspace, key)[0]
    in_all = naive.working_days(first, naive.due_day(workspace, key))
    return min(in_all, naive.working_days(first, as_of - timedelta(days=1))), in_all


@st.composite
def outcomes_near_the_tolerance(
    draw: st.DrawFn, over: int, in_all: int
) -> tuple[dict[str, Any], Decimal]:
    """Draw an outcome, and what it is now, so that it is 25 % behind, or very nearly.

    With four times the working days as the way to go, the numbers come out whole.
    """
    start = draw(st.integers(-5, 5))
    sign = draw(st.sampled_from([1, -1]))
    gone = 4 * over - in_all + draw(st.sampled_from([-1, 0, 1]))
    outcome = {
        "measure": draw(titles()),
        "from": Decimal(start),
        "to": Decimal(start + sign * 4 * in_all),
    }
    return outcome, Decimal(start + sign * gone)


# The whole


@st.composite
def settings(draw: st.DrawFn) -> naive.Settings:
    """Draw what `opsctl.yaml` says."""
    return {
        "company": draw(titles()),
        "fiscal_year_starts": draw(st.sampled_from(FISCAL_STARTS)),
        "standards": {
            "silent_after": draw(st.sampled_from(SILENT_AFTER)),
            "rock_completion": Fraction(draw(st.sampled_from([80, 50, 75, 100, 33, 1])), 100),
        },
    }


@st.composite
def quarters(draw: st.DrawFn) -> list[str]:
    """Draw one quarter, or two in a row."""
    year = draw(st.sampled_from([2026, 2024, 2025, 2027, 2028]))
    number = draw(st.integers(1, 4))
    before = f"{year}-Q{number - 1}" if number > 1 else f"{year - 1}-Q4"
    return draw(st.sampled_from([[f"{year}-Q{number}"], [f"{year}-Q{number}", before]]))


@st.composite
def workspaces(draw: st.DrawFn) -> World:
    """Draw a workspace of one to six Rocks, a day, and one of its quarters."""
    workspace: Workspace = {"settings": draw(settings()), "rocks": {}}
    in_reach = [(quarter, rock_id) for quarter in draw(quarters()) for rock_id in IDS]
    count = min(draw(st.integers(1, 6)), len(in_reach))
    keys = draw(st.permutations(in_reach))[:count]
    starts = workspace["settings"]["fiscal_year_starts"]
    for key in keys:
        workspace["rocks"][key] = draw(rocks(naive.quarter_days(key[0], starts)))
    for key in keys:
        names = draw(dependencies(key, keys))
        if names:
            workspace["rocks"][key]["depends_on"] = names
    quarter = draw(st.sampled_from([key[0] for key in keys]))
    around = naive.quarter_days(quarter, starts)
    if draw(st.integers(0, 3)) > 0:
        workspace["measurables"] = {NUMBER: draw(weekly_numbers(around))}
    weeks = st.tuples(days_around(around).map(week_named), st.sampled_from(PEOPLE))
    count = draw(st.sampled_from([0, 1, 2, 3, 4]))
    spoken = draw(st.lists(weeks, min_size=count, max_size=count, unique=True))
    workspace["checkins"] = {each: draw(checkins(workspace, each[0])) for each in spoken}
    as_of = draw(days_to_ask_about(workspace, quarter))
    for key in keys:
        rock = workspace["rocks"][key]
        over, in_all = so_many_working_days(workspace, key, as_of)
        if "measurable" in rock.get("outcome", {}) and draw(st.booleans()):
            continue
        rarely = "outcome" in rock
        if "milestones" not in rock and in_all > 0 and draw(st.integers(0, 3)) > 2 * rarely:
            rock["outcome"], now = draw(outcomes_near_the_tolerance(over, in_all))
            rock.setdefault("log", []).append({"date": as_of, "by": "ana", "now": now})
    return workspace, as_of, quarter


# The files


def files(workspace: Workspace) -> dict[str, bytes]:
    """Write a workspace as the files that a person would keep, by their paths."""
    given = workspace["settings"]
    standards = given["standards"]
    written = {
        "opsctl.yaml": {
            "format": Decimal(1),
            "company": given["company"],
            "fiscal_year_starts": given["fiscal_year_starts"],
            "standards": {
                "silent_after": f"{standards['silent_after']} days",
                "rock_completion": f"{standards['rock_completion'] * 100}%",
            },
        }
    }
    for (quarter, rock_id), rock in workspace["rocks"].items():
        written[f"rocks/{quarter}/{rock_id}.yaml"] = rock
    for name, measurable in workspace.get("measurables", {}).items():
        written[f"scorecards/{name}.yaml"] = measurable
    for (week, person), checkin in workspace.get("checkins", {}).items():
        written[f"checkins/{week}/{person}.yaml"] = checkin
    return {path: yaml_of(record).encode() for path, record in written.items()}


def yaml_of(record: dict[str, Any]) -> str:
    """Write a record as YAML in block style."""
    return "".join(f"{line}\n" for line in lines_of(record))


def lines_of(record: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of a mapping."""
    for key, value in record.items():
        if isinstance(value, dict):
            yield f"{key}:"
            for line in lines_of(value):
                yield f"  {line}"
        elif isinstance(value, list):
            yield f"{key}:"
            for item in value:
                yield from lines_of_item(item)
        else:
            yield f"{key}: {scalar(key, value)}"


def lines_of_item(item: dict[str, Any] | str) -> Iterator[str]:
    """Yield the lines of one item of a list, indented below its key."""
    if isinstance(item, str):
        yield f"  - {item}"
        return
    mark = "- "
    for line in lines_of(item):
        yield f"  {mark}{line}"
        mark = "  "


def scalar(key: str, value: date | Decimal | str) -> str:
    """Write one value: free text quoted, dates, numbers and names plain."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if key in NAMES:
        return value
    return json.dumps(value, ensure_ascii=False)
