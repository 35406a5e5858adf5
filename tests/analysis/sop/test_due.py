"""What falls due for review: by the calendar, by a number, never reviewed, stamped in bulk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from opsctl.analysis.sop.due import DueView, shares, view_due
from opsctl.analysis.sop.listing import view_sops
from opsctl.analysis.sop.measured import measurables_of_sops, slips_of_sops
from tests.analysis.sop.pages import workspace

DAY = date(2026, 11, 20)
NUMBER = "scorecards/care/reply.yaml"
MISSES = (
    "title: Reply\nowner: ana\ngoal: at least 10\nvalues: {2026-W44: 9, 2026-W45: 9, 2026-W46: 9}\n"
)
"""It slips since Monday, 16 November 2026."""


def page(**keys: str) -> str:
    top = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f"---\n{top}---\n# Returns\n"


def due(files: Mapping[str, str], within: int = 90, as_of: date = DAY) -> DueView:
    found = workspace(files)
    return view_due(view_sops(found, as_of), slips_of_sops(found, as_of), as_of, within)


def ids(view: DueView) -> list[str]:
    return [each.view.sop.id for each in view.due]


@pytest.mark.parametrize(
    ("within", "found"), [(0, []), (29, []), (30, ["a"]), (31, ["a"])], ids=str
)
def test_what_is_due_on_the_last_of_the_days_is_there(within: int, found: list[str]) -> None:
    view = due({"sops/a.md": page(reviewed="2026-06-20")}, within)
    assert ids(view) == found
    assert view.until.toordinal() - DAY.toordinal() == within


@pytest.mark.parametrize(
    ("reviewed", "days_late"), [("2026-05-21", 0), ("2026-05-20", 0), ("2026-05-19", 1)]
)
def test_a_review_is_late_from_the_day_after(reviewed: str, days_late: int) -> None:
    (found,) = due({"sops/a.md": page(reviewed=reviewed)}).due
    assert found.days_late == days_late
    assert [each.value for each in found.reasons] == ["review"]


@pytest.mark.parametrize("status", ["draft", "in-review", "retired"])
def test_what_is_not_in_force_is_never_due(status: str) -> None:
    pages = [
        page(reviewed="2020-01-01", status=status, measurables="[care/reply]"),
        page(status=status),
    ]
    view = due({NUMBER: MISSES} | {f"sops/{at}.md": text for at, text in enumerate(pages)})
    assert (view.due, view.never_reviewed, view.watched) == ((), (), ())


def test_what_was_never_reviewed_stands_apart() -> None:
    view = due(
        {
            "sops/a.md": page(status="approved"),
            "sops/b.md": page(reviewed="2027-01-01"),
            "sops/c.md": page(reviewed="2026-11-20"),
        }
    )
    assert view.due == ()
    assert [each.sop.id for each in view.never_reviewed] == ["a", "b"]


# Numbers


@pytest.mark.parametrize(
    ("reviewed", "is_due", "is_watched"),
    [("2026-11-15", True, False), ("2026-11-16", False, True), ("2026-11-20", False, True)],
)
def test_a_number_makes_it_due_now_unless_it_was_reviewed_since(
    reviewed: str, is_due: bool, is_watched: bool
) -> None:
    view = due({NUMBER: MISSES, "sops/a.md": page(reviewed=reviewed, measurables="[care/reply]")})
    assert [(each.due, each.days_late) for each in view.due] == ([(DAY, 0)] if is_due else [])
    assert bool(view.watched) is is_watched
    assert view.by_numbers == is_due


def test_the_number_may_name_the_procedure() -> None:
    view = due({NUMBER: f"{MISSES}sops: [a]\n", "sops/a.md": page(reviewed="2026-11-01")})
    assert [[each.value for each in one.reasons] for one in view.due] == [["measurable"]]
    assert [str(each.measurable.ref) for each in view.due[0].slips] == ["care/reply"]


def test_a_review_that_is_late_stays_late_when_its_number_slips() -> None:
    text = page(reviewed="2026-04-01", measurables="[care/reply]")
    (found,) = due({NUMBER: MISSES, "sops/a.md": text}).due
    assert (found.due, found.days_late) == (date(2026, 10, 1), 50)
    assert [each.value for each in found.reasons] == ["review", "measurable"]


def test_one_never_reviewed_whose_number_slips_is_due_now_and_listed_once() -> None:
    view = due({NUMBER: MISSES, "sops/a.md": page(measurables="[care/reply]")})
    assert [(each.due, each.view.review.reviewed) for each in view.due] == [(DAY, None)]
    assert view.never_reviewed == ()


def test_one_number_that_slipped_later_is_enough() -> None:
    other = MISSES.replace("values: {", "values: {2026-W42: 9, 2026-W43: 9, ")
    view = due(
        {
            NUMBER: MISSES,
            "scorecards/care/late.yaml": other,
            "sops/a.md": page(reviewed="2026-11-10", measurables="[care/reply, care/late]"),
        }
    )
    assert [str(each.measurable.ref) for each in view.due[0].slips] == ["care/reply"]
    assert [str(each.measurable.ref) for each in view.watched[0].slips] == ["care/late"]


def test_a_number_named_from_both_sides_or_by_an_old_name_counts_once() -> None:
    found = workspace(
        {
            NUMBER: f"{MISSES}sops: [old, a, nowhere]\nformerly: [answer]\n",
            "sops/a.md": page(measurables="[care/answer, care/reply, nowhere]", formerly="[old]"),
        }
    )
    assert {
        path: [str(each.ref) for each in numbers]
        for path, numbers in measurables_of_sops(found).items()
    } == {"sops/a.md": ["care/reply"]}


# Owners and weeks


def test_what_falls_due_is_grouped_by_owner_and_ordered_by_day() -> None:
    view = due(
        {
            "sops/a.md": page(reviewed="2026-07-03"),
            "sops/b.md": page(reviewed="2026-07-03", owner="omar"),
            "sops/c.md": page(reviewed="2026-07-01", owner="omar"),
            "sops/d.md": page(reviewed="2026-07-13", owner="omar"),
            "sops/e.md": page(reviewed="2026-04-01", owner="omar"),
            "sops/f.md": page(reviewed="2026-07-03", owner="Ana"),
        }
    )
    found = [(each.owner, [one.view.sop.id for one in each.due]) for each in shares(view)]
    assert found == [("Ana", ["f"]), ("omar", ["e", "c", "b", "d"]), (None, ["a"])]
    omar = shares(view)[1]
    assert omar.late == 1
    assert omar.fullest is not None
    assert (str(omar.fullest[0]), omar.fullest[1]) == ("2026-W53", 2)


def test_an_owner_with_late_reviews_only_has_no_fullest_week() -> None:
    view = due({"sops/a.md": page(reviewed="2020-01-01")})
    assert shares(view)[0].fullest is None


# Days stamped in bulk


@pytest.mark.parametrize(("count", "stamped"), [(5, False), (6, True), (18, True)])
def test_more_than_five_on_one_day_are_doubted(count: int, stamped: bool) -> None:
    text = page(reviewed="2026-11-03", owner="omar")
    view = due({f"sops/{at:02}.md": text for at in range(count)}, within=0)
    wanted = [("omar", date(2026, 11, 3), count)] if stamped else []
    assert [(each.owner, each.reviewed, len(each.sops)) for each in view.stamps] == wanted
    assert view.due == ()


def test_only_one_owner_one_day_and_what_is_in_force_make_a_stamp() -> None:
    texts = [
        *[page(reviewed="2026-11-03", owner="omar")] * 5,
        page(reviewed="2026-11-03", owner="ana"),
        page(reviewed="2026-11-04", owner="omar"),
        page(reviewed="2026-11-03", owner="omar", status="draft"),
        page(reviewed="2026-11-03"),
    ]
    assert due({f"sops/{at}.md": text for at, text in enumerate(texts)}).stamps == ()


def test_stamps_come_newest_first_and_without_an_owner_last() -> None:
    files: dict[str, str] = {}
    for owner, day in (("", "01"), ("omar", "01"), ("ana", "01"), ("omar", "02")):
        keys = {"reviewed": f"2026-11-{day}", **({"owner": owner} if owner else {})}
        files |= {f"sops/{owner or 'x'}{day}-{at}.md": page(**keys) for at in range(6)}
    found = due(files).stamps
    assert [(each.owner, each.reviewed.day) for each in found] == [
        ("omar", 2),
        ("ana", 1),
        ("omar", 1),
        (None, 1),
    ]
    assert found[3].sops[0] == "x01-0"
