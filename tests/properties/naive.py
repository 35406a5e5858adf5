"""Compute the status of Rocks a second time, plainly and slowly, from the text of the design.

Nothing here is shared with the product, so that a difference between the two is news.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any, NotRequired, TypedDict

Rock = dict[str, Any]
Key = tuple[str, str]
"""A quarter and an id, such as `("2026-Q4", "open-germany")`."""


class Standards(TypedDict):
    """Hold what a workspace asks for."""

    silent_after: int
    rock_completion: Fraction


class Settings(TypedDict):
    """Hold what `opsctl.yaml` says."""

    company: str
    fiscal_year_starts: str
    standards: Standards


class Workspace(TypedDict):
    """Hold what a company has as plain data, with the keys that the YAML has.

    Check-ins are found by their week and person, measurables as `leadership/repeat-rate`.
    """

    settings: Settings
    rocks: dict[Key, Rock]
    checkins: NotRequired[dict[tuple[str, str], dict[str, Any]]]
    measurables: NotRequired[dict[str, dict[str, Any]]]


ONE_DAY = timedelta(days=1)
ONE_WEEK = timedelta(days=7)
MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
FROM_BEST_TO_WORST = ["on-track", "off-track", "in-danger"]
STANDINGS_IN_ORDER = [
    "in-danger",
    "off-track",
    "missed",
    "on-track",
    "planned",
    "dropped",
    "done",
]
KINDS_IN_ORDER = ["declared", "milestone-overdue", "behind", "dependency", "past-due", "silent"]
TROUBLED = ["off-track", "in-danger", "missed", "dropped"]


# Periods


def days_between(first: date, last: date) -> Iterator[date]:
    """Yield each day from the first up to and including the last."""
    day = first
    while day <= last:
        yield day
        day += ONE_DAY


def quarter_of(day: date, fiscal_year_starts: str) -> str:
    """Name the quarter that holds a day, such as `2026-Q4`."""
    first_month = MONTHS.index(fiscal_year_starts) + 1
    month = first_month
    months_into_the_year = 0
    while month != day.month:
        month = 1 if month == 12 else month + 1
        months_into_the_year += 1
    year_it_starts_in = day.year if day.month >= first_month else day.year - 1
    year_it_ends_in = year_it_starts_in if first_month == 1 else year_it_starts_in + 1
    if months_into_the_year < 3:
        return f"{year_it_ends_in}-Q1"
    if months_into_the_year < 6:
        return f"{year_it_ends_in}-Q2"
    if months_into_the_year < 9:
        return f"{year_it_ends_in}-Q3"
    return f"{year_it_ends_in}-Q4"


@cache
def quarter_days(quarter: str, fiscal_year_starts: str) -> tuple[date, ...]:
    """List every day of a quarter."""
    year = int(quarter[:4])
    candidates = days_between(date(year - 1, 1, 1), date(year, 12, 31))
    return tuple(day for day in candidates if quarter_of(day, fiscal_year_starts) == quarter)


def working_days(first: date, last: date) -> int:
    """Count the days from Monday to Friday, both ends included."""
    count = 0
    for day in days_between(first, last):
        if day.isoweekday() <= 5:
            count += 1
    return count


def thursday_of_the_week(day: date) -> date:
    """Find the Thursday of the ISO week that holds a day."""
    candidate = day
    while candidate.isoweekday() != 1:
        candidate -= ONE_DAY
    while candidate.isoweekday() != 4:
        candidate += ONE_DAY
    return candidate


def week(as_of: date, days: tuple[date, ...]) -> dict[str, int | None]:
    """Find which week of a quarter holds a day; a week is of the quarter with its Thursday."""
    thursdays = [day for day in days if day.isoweekday() == 4]
    of = len(thursdays)
    if as_of not in days:
        return {"number": None, "of": of}
    its_thursday = thursday_of_the_week(as_of)
    number = 0
    for thursday in thursdays:
        if thursday <= its_thursday:
            number += 1
    return {"number": min(max(number, 1), of), "of": of}


# One Rock


def quarter_of_rock(workspace: Workspace, key: Key) -> tuple[date, ...]:
    """List the days of the quarter that a Rock lies in."""
    return quarter_days(key[0], workspace["settings"]["fiscal_year_starts"])


def due_day(workspace: Workspace, key: Key) -> date:
    """Find the day a Rock is due, by default the last of its quarter."""
    due = workspace["rocks"][key].get("due")
    if isinstance(due, date):
        return due
    return quarter_of_rock(workspace, key)[-1]


def milestones(rock: Rock) -> list[dict[str, Any]]:
    """List the milestones of a Rock, which may have none."""
    return list(rock.get("milestones", []))


def weight(milestone: dict[str, Any]) -> Fraction:
    """Weigh a milestone, by default 1."""
    return Fraction(milestone.get("weight", Decimal(1)))


def is_done(milestone: dict[str, Any], as_of: date) -> bool:
    """Tell whether a milestone is done by a day."""
    return "done" in milestone and milestone["done"] <= as_of


def is_due(milestone: dict[str, Any], as_of: date) -> bool:
    """Tell whether a milestone was due before a day."""
    due: date = milestone["due"]
    return due < as_of


def is_overdue(milestone: dict[str, Any], as_of: date) -> bool:
    """Tell whether a milestone was due before a day and is not done by it."""
    return is_due(milestone, as_of) and not is_done(milestone, as_of)


def status_in_force(rock: Rock, as_of: date) -> str | None:
    """Find the status of a Rock as of a day, or nothing while it runs."""
    if "status" not in rock:
        return None
    result_date = rock.get("result", {}).get("date")
    if result_date is not None and result_date > as_of:
        return None
    return str(rock["status"])


def monday_of(week: str) -> date:
    """Find the first day of an ISO week such as `2026-W46`."""
    monday = date(int(week[:4]), 1, 4)  # the 4th of January is always in the first week
    while monday.isoweekday() != 1:
        monday -= ONE_DAY
    return monday + (int(week[6:]) - 1) * ONE_WEEK


def entries_of_checkins(workspace: Workspace, key: Key) -> list[dict[str, Any]]:
    """List what check-ins say of a Rock, by week and then by person.

    What the Rock's own log says of the same person and day stands, and not the check-in.
    """
    log = workspace["rocks"][key].get("log", [])
    entries = []
    checkins = workspace.get("checkins", {})
    for its_week, person in sorted(checkins):
        checkin = checkins[its_week, person]
        thursday = monday_of(its_week) + 3 * ONE_DAY
        quarter = quarter_of(thursday, workspace["settings"]["fiscal_year_starts"])
        for name, word in checkin.get("rocks", {}).items():
            if key_of_dependency(name, quarter) != key:
                continue
            entry = {"date": checkin["date"], "by": person, **word}
            for other in log:
                if other["date"] == entry["date"] and other.get("by") == person:
                    for part in ("say", "now"):
                        if part in other and part in entry:
                            del entry[part]
            entries.append(entry)
    return entries


def entries_seen(workspace: Workspace, key: Key, as_of: date) -> list[dict[str, Any]]:
    """List the entries dated up to a day: of check-ins, then of the log as the file has them."""
    entries = entries_of_checkins(workspace, key) + workspace["rocks"][key].get("log", [])
    return [entry for entry in entries if entry["date"] <= as_of]


def newest_word(workspace: Workspace, key: Key, as_of: date) -> dict[str, Any] | None:
    """Find the newest entry that says something.

    On one day the owner's wins, then the later in the file, and the log comes after check-ins.
    """
    rock = workspace["rocks"][key]
    words = [entry for entry in entries_seen(workspace, key, as_of) if "say" in entry]
    if not words:
        return None
    newest_day = max(word["date"] for word in words)
    of_that_day = [word for word in words if word["date"] == newest_day]
    of_the_owner = [word for word in of_that_day if word.get("by") == rock["owner"]]
    if of_the_owner:
        return of_the_owner[-1]
    return of_that_day[-1]


def newest_value(workspace: Workspace, name: str, as_of: date) -> Fraction | None:
    """Find the newest value of a weekly measurable in a week that was over before a day.

    Its own record goes before check-ins; of these its owner's goes before others', then the later.
    """
    measurable = workspace.get("measurables", {}).get(name)
    if measurable is None:
        return None
    values: dict[str, Decimal] = {}
    checkins = [
        (person == measurable["owner"], checkin["date"], its_week, person)
        for (its_week, person), checkin in workspace.get("checkins", {}).items()
        if name in checkin.get("values", {}) and checkin["date"] <= as_of
    ]
    for _, _, its_week, person in sorted(checkins):
        values[its_week] = workspace["checkins"][its_week, person]["values"][name]
    values.update(measurable.get("values", {}))
    over = [
        its_week
        for its_week in values
        if monday_of(its_week) + ONE_WEEK <= as_of and its_week >= measurable.get("since", "")
    ]
    return Fraction(values[max(over)]) if over else None


def newest_now(workspace: Workspace, key: Key, as_of: date) -> Fraction | None:
    """Find the newest value of the outcome, on one day the later in the file."""
    measurable = workspace["rocks"][key]["outcome"].get("measurable")
    if measurable is not None:
        return newest_value(workspace, measurable, as_of)
    newest = None
    for entry in entries_seen(workspace, key, as_of):
        if "now" in entry and (newest is None or entry["date"] >= newest["date"]):
            newest = entry
    if newest is None:
        return None
    return Fraction(newest["now"])


def clamp(share: Fraction) -> Fraction:
    """Keep a share within [0, 1]."""
    if share < 0:
        return Fraction(0)
    if share > 1:
        return Fraction(1)
    return share


def progress(workspace: Workspace, key: Key, as_of: date) -> Fraction | None:
    """Compute how far a Rock is, or nothing when that is unknown."""
    rock = workspace["rocks"][key]
    if status_in_force(rock, as_of) == "done":
        return Fraction(1)
    if milestones(rock):
        done = Fraction(0)
        everything = Fraction(0)
        for milestone in milestones(rock):
            everything += weight(milestone)
            if is_done(milestone, as_of):
                done += weight(milestone)
        return done / everything
    if "outcome" in rock:
        now = newest_now(workspace, key, as_of)
        if now is None:
            return None
        start = Fraction(rock["outcome"].get("from", Decimal(0)))
        end = Fraction(rock["outcome"]["to"])
        return clamp((now - start) / (end - start))
    return None


def expected(workspace: Workspace, key: Key, as_of: date) -> Fraction:
    """Compute how far a Rock should be."""
    rock = workspace["rocks"][key]
    if milestones(rock):
        due = Fraction(0)
        everything = Fraction(0)
        for milestone in milestones(rock):
            everything += weight(milestone)
            if is_due(milestone, as_of):
                due += weight(milestone)
        return due / everything
    first_day = quarter_of_rock(workspace, key)[0]
    last_day = due_day(workspace, key)
    all_of_them = working_days(first_day, last_day)
    if all_of_them == 0:
        return Fraction(1) if as_of > last_day else Fraction(0)
    return clamp(Fraction(working_days(first_day, as_of - ONE_DAY), all_of_them))


def is_behind(workspace: Workspace, key: Key, as_of: date) -> bool:
    """Tell whether a Rock is further back than its tolerance."""
    rock = workspace["rocks"][key]
    is_at = progress(workspace, key, as_of)
    should_be_at = expected(workspace, key, as_of)
    if is_at is None:
        return False
    if milestones(rock):
        return should_be_at - is_at > Fraction(15, 100)
    return should_be_at >= Fraction(1, 2) and should_be_at - is_at > Fraction(25, 100)


def is_silent(workspace: Workspace, key: Key, as_of: date) -> bool:
    """Tell whether nothing was said about a Rock for too long."""
    heard = quarter_of_rock(workspace, key)[0]
    word = newest_word(workspace, key, as_of)
    if word is not None and word["date"] > heard:
        heard = word["date"]
    return (as_of - heard).days > workspace["settings"]["standards"]["silent_after"]


def is_planned_too_long(workspace: Workspace, key: Key, as_of: date) -> bool:
    """Tell whether a Rock is still planned too far into its quarter."""
    if status_in_force(workspace["rocks"][key], as_of) != "planned":
        return False
    first_day = quarter_of_rock(workspace, key)[0]
    return (as_of - first_day).days > workspace["settings"]["standards"]["silent_after"]


def key_of_dependency(name: str, quarter: str) -> Key:
    """Read the name of a dependency, which without a quarter is in the same one."""
    if "/" in name:
        other_quarter, rock_id = name.split("/")
        return other_quarter, rock_id
    return quarter, name


def has_troubled_dependency(workspace: Workspace, key: Key, as_of: date) -> bool:
    """Tell whether a Rock depends on one in trouble, that one's dependencies apart."""
    for name in workspace["rocks"][key].get("depends_on", []):
        other = key_of_dependency(name, key[0])
        if other in workspace["rocks"]:
            standing, _ = judgement(workspace, other, as_of, with_dependencies=False)
            if standing in TROUBLED:
                return True
    return False


def worse(one: str, other: str) -> str:
    """Choose the worse of two standings of a running Rock."""
    if FROM_BEST_TO_WORST.index(one) >= FROM_BEST_TO_WORST.index(other):
        return one
    return other


def evidence(
    workspace: Workspace, key: Key, as_of: date, *, with_dependencies: bool
) -> tuple[str, set[str]]:
    """Find what the facts say about a running Rock, and the kinds of facts."""
    standing = "on-track"
    kinds = set()
    all_milestones = milestones(workspace["rocks"][key])
    overdue = len([milestone for milestone in all_milestones if is_overdue(milestone, as_of)])
    if overdue >= 1:
        standing = worse(standing, "off-track")
        kinds.add("milestone-overdue")
    if is_behind(workspace, key, as_of):
        standing = worse(standing, "off-track")
        kinds.add("behind")
    if with_dependencies and has_troubled_dependency(workspace, key, as_of):
        standing = worse(standing, "off-track")
        kinds.add("dependency")
    if overdue >= 2:
        standing = worse(standing, "in-danger")
    if overdue == 1 and is_silent(workspace, key, as_of):
        standing = worse(standing, "in-danger")
    if due_day(workspace, key) < as_of:
        standing = worse(standing, "in-danger")
        kinds.add("past-due")
    if is_silent(workspace, key, as_of):
        kinds.add("silent")
    return standing, kinds


def judgement(
    workspace: Workspace, key: Key, as_of: date, *, with_dependencies: bool = True
) -> tuple[str, list[str]]:
    """Find the standing of a Rock and the kinds of its reasons, in order."""
    rock = workspace["rocks"][key]
    status = status_in_force(rock, as_of)
    if status is not None:
        return status, ["silent"] if is_planned_too_long(workspace, key, as_of) else []
    by_evidence, kinds = evidence(workspace, key, as_of, with_dependencies=with_dependencies)
    standing = by_evidence
    word = newest_word(workspace, key, as_of)
    if word is not None:
        standing = worse(word["say"], by_evidence)
    if standing != by_evidence:
        kinds.add("declared")
    return standing, [kind for kind in KINDS_IN_ORDER if kind in kinds]


def declared(workspace: Workspace, key: Key, as_of: date) -> str | None:
    """Find what a Rock is said to be, or nothing."""
    status = status_in_force(workspace["rocks"][key], as_of)
    if status is not None:
        return status
    word = newest_word(workspace, key, as_of)
    if word is None:
        return None
    return str(word["say"])


def needs_update(workspace: Workspace, key: Key, as_of: date) -> bool:
    """Tell whether somebody should say something about a Rock."""
    if status_in_force(workspace["rocks"][key], as_of) is None:
        return is_silent(workspace, key, as_of)
    return is_planned_too_long(workspace, key, as_of)


def band(share: Fraction | None) -> str | None:
    """Name the band of a progress, which has none when unknown."""
    if share is None:
        return None
    if share == 1:
        return "fully"
    if share >= Fraction(3, 4):
        return "substantially"
    if share >= Fraction(1, 2):
        return "partially"
    if share > 0:
        return "started"
    return "not-started"


def newest_rescue(rock: Rock, as_of: date) -> dict[str, Any] | None:
    """Find the newest rescue of a running Rock, of one day's the later in the file."""
    seen = [each for each in rock.get("rescues", []) if each["date"] <= as_of]
    if not seen or status_in_force(rock, as_of) is not None:
        return None
    newest_day = max(each["date"] for each in seen)
    newest = [each for each in seen if each["date"] == newest_day][-1]
    check = newest.get("check")
    texts = {key: newest.get(key) for key in ("by", "cause", "note", "help", "next", "check")}
    late = (as_of - check).days if check is not None and check < as_of else 0
    lists = {"help_from": newest.get("help_from", []), "told": newest.get("told", [])}
    return {"date": newest_day, **texts, **lists, "check_days_late": late}


def row(workspace: Workspace, key: Key, as_of: date) -> dict[str, Any]:
    """Describe one Rock."""
    quarter, rock_id = key
    rock = workspace["rocks"][key]
    standing, kinds = judgement(workspace, key, as_of)
    return {
        "id": rock_id,
        "quarter": quarter,
        "title": rock["title"],
        "owner": rock["owner"],
        "team": rock.get("team"),
        "declared": declared(workspace, key, as_of),
        "standing": standing,
        "progress": progress(workspace, key, as_of),
        "expected": expected(workspace, key, as_of),
        "due": due_day(workspace, key),
        "days_left": (due_day(workspace, key) - as_of).days,
        "needs_update": needs_update(workspace, key, as_of),
        "reasons": kinds,
        "band": band(progress(workspace, key, as_of)),
        "milestones": [
            {
                "title": milestone["title"],
                "due": milestone["due"],
                "done": milestone["done"] if is_done(milestone, as_of) else None,
                "weight": weight(milestone),
            }
            for milestone in milestones(rock)
        ],
        "rescue": newest_rescue(rock, as_of),
    }


# A quarter


def rows(workspace: Workspace, as_of: date, quarter: str) -> list[dict[str, Any]]:
    """Describe the Rocks of a quarter: by standing, then due, then id."""
    found = [row(workspace, key, as_of) for key in workspace["rocks"] if key[0] == quarter]
    found.sort(key=lambda r: r["id"])
    found.sort(key=lambda r: r["due"])
    found.sort(key=lambda r: STANDINGS_IN_ORDER.index(r["standing"]))
    return found


def running(workspace: Workspace, as_of: date, quarter: str) -> list[Rock]:
    """List the Rocks of a quarter that have no status in force."""
    found = []
    for key, rock in workspace["rocks"].items():
        if key[0] == quarter and status_in_force(rock, as_of) is None:
            found.append(rock)
    return found


def count_milestones(workspace: Workspace, as_of: date, quarter: str) -> dict[str, int]:
    """Count the milestones of running Rocks that were due before a day."""
    counts = {"due": 0, "overdue": 0}
    for rock in running(workspace, as_of, quarter):
        for milestone in milestones(rock):
            if is_due(milestone, as_of):
                counts["due"] += 1
            if is_overdue(milestone, as_of):
                counts["overdue"] += 1
    return counts


def count_words(workspace: Workspace, as_of: date, quarter: str) -> dict[str, int]:
    """Count the running Rocks, and those with a word in the last seven days."""
    counts = {"given": 0, "expected": 0}
    last_seven_days = [as_of - timedelta(days=back) for back in range(7)]
    for key, rock in workspace["rocks"].items():
        if key[0] != quarter or status_in_force(rock, as_of) is not None:
            continue
        counts["expected"] += 1
        for entry in entries_seen(workspace, key, as_of):
            if "say" in entry and entry["date"] in last_seven_days:
                counts["given"] += 1
                break
    return counts


def completion(workspace: Workspace, as_of: date, quarter: str) -> dict[str, Any]:
    """Count the Rocks of a quarter by standing, with the rates that follow."""
    counts = dict.fromkeys(STANDINGS_IN_ORDER, 0)
    committed = 0
    for key in workspace["rocks"]:
        if key[0] != quarter:
            continue
        standing, _ = judgement(workspace, key, as_of)
        counts[standing] += 1
        if standing != "planned" or is_planned_too_long(workspace, key, as_of):
            committed += 1

    rate = None
    on_course = None
    if committed > 0:
        rate = Fraction(counts["done"], committed)
        last_day = quarter_days(quarter, workspace["settings"]["fiscal_year_starts"])[-1]
        if as_of <= last_day:
            on_course = Fraction(counts["done"] + counts["on-track"], committed)
    return {
        "committed": committed,
        "done": counts["done"],
        "missed": counts["missed"],
        "dropped": counts["dropped"],
        "on_track": counts["on-track"],
        "off_track": counts["off-track"],
        "in_danger": counts["in-danger"],
        "rate": rate,
        "on_course": on_course,
        "standard": workspace["settings"]["standards"]["rock_completion"],
    }


def changes(workspace: Workspace, as_of: date, quarter: str) -> list[dict[str, Any]]:
    """List the Rocks that stand otherwise than a week before, in the order of `rows`."""
    found = []
    for now in rows(workspace, as_of, quarter):
        before, _ = judgement(workspace, (quarter, now["id"]), as_of - ONE_WEEK)
        if before != now["standing"]:
            found.append(
                {
                    "id": now["id"],
                    "quarter": quarter,
                    "from": before,
                    "to": now["standing"],
                    "reasons": now["reasons"],
                }
            )
    return found


def status(workspace: Workspace, as_of: date, quarter: str) -> dict[str, Any]:
    """Compute what `rock status` answers for a quarter.

    Rates are Fractions or None, dates are dates, and reasons are their kinds alone; the key
    `unread` is left out.
    """
    days = quarter_days(quarter, workspace["settings"]["fiscal_year_starts"])
    return {
        "schema": 1,
        "company": workspace["settings"]["company"],
        "as_of": as_of,
        "quarter": quarter,
        "week": week(as_of, days),
        "days_left": (days[-1] - as_of).days,
        "milestones": count_milestones(workspace, as_of, quarter),
        "words": count_words(workspace, as_of, quarter),
        "completion": completion(workspace, as_of, quarter),
        "rocks": rows(workspace, as_of, quarter),
        "changes": changes(workspace, as_of, quarter),
    }
