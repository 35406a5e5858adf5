"""Reading scorecards and measurables: what stands where, and what one broken file hides."""

from __future__ import annotations

import pytest

from opsctl.model.cadence import Cadence
from opsctl.model.field import ALWAYS
from opsctl.model.scorecard import MeasurableRef
from tests.scorecards import load, only, orders

CARD = "scorecards/team/scorecard.yaml"


def test_a_folder_without_a_file_is_a_scorecard_by_its_name() -> None:
    workspace = load({"scorecards/customer-care/reply.yaml": "title: Reply\nowner: leo\n"})
    (card,) = workspace.scorecards
    assert (card.id, card.title, card.every) == ("customer-care", "Customer care", Cadence.WEEK)
    assert card.show is None
    assert workspace.findings == ()


def test_a_scorecard_without_measurables_is_one() -> None:
    workspace = load({CARD: "title: Team\n"})
    assert [card.id for card in workspace.scorecards] == ["team"]
    assert workspace.measurables == ()


@pytest.mark.parametrize(
    ("own", "of_the_card", "cadence"),
    [
        ("", "", Cadence.WEEK),
        ("", "every: month\n", Cadence.MONTH),
        ("every: day\n", "every: month\n", Cadence.DAY),
        ("every: week\n", "every: month\n", Cadence.WEEK),
        ("every: quarter\n", "", Cadence.QUARTER),
    ],
)
def test_a_measurable_is_due_as_it_says_else_as_its_scorecard_does(
    own: str, of_the_card: str, cadence: Cadence
) -> None:
    workspace = orders(own, {CARD: f"title: Team\n{of_the_card}"})
    assert only(workspace).cadence is cadence


def test_a_goal_in_one_line_holds_always() -> None:
    measurable = only(orders("goal: at least 22\n"))
    assert [(key, each.is_) for key, each in measurable.goal.items()] == [(ALWAYS, "at least 22")]


def test_a_goal_with_its_keys_holds_always_too() -> None:
    measurable = only(orders("goal: {is: at least 22, stretch: at least 25}\n"))
    assert measurable.goal[ALWAYS].stretch == "at least 25"


def test_goals_by_period_are_short_or_long() -> None:
    measurable = only(
        orders("goal:\n  2026-W40: at least 22\n  2026-W48: {is: at least 25, why: Launch}\n")
    )
    assert [(key, each.is_, each.why) for key, each in measurable.goal.items()] == [
        ("2026-W40", "at least 22", None),
        ("2026-W48", "at least 25", "Launch"),
    ]


def test_a_value_keeps_the_text_of_the_file() -> None:
    measurable = only(orders("values:\n  2026-W45: 24.10\n  2026-W46: {value: 1e22, note: Ok}\n"))
    texts = [each.value.text for each in measurable.values.values() if each.value]
    assert texts == ["24.10", "1e22"]


def test_what_is_pulled_says_from_where_and_when() -> None:
    entry = only(orders("values:\n  2026-W45: {value: 4, from: a.csv, on: 2026-11-16}\n"))
    assert entry.values["2026-W45"].from_ == "a.csv"
    assert str(entry.values["2026-W45"].on) == "2026-11-16"


def test_keys_of_ones_own_are_left_alone() -> None:
    workspace = orders("x-colour: red\nvalues:\n  x-source: sheet\n  2026-W45: 4\n")
    assert workspace.findings == ()
    assert list(only(workspace).values) == ["2026-W45"]


@pytest.mark.parametrize(
    "rest",
    [
        "values:\n  2026-W45: {note: Forgotten}\n",
        "values:\n  2026-W45: {value: 4, na: Closed}\n",
        "goal:\n  2026-W45: {why: Launch}\n",
        "unit: parsecs\n",
        "rollup: average\n",
        "every: fortnight\n",
        "since: last year\n",
        "values: 4\n",
        "goals: at least 4\n",
    ],
)
def test_a_broken_file_is_a_finding_and_hides_no_other(rest: str) -> None:
    workspace = orders(rest, {"scorecards/team/calls.yaml": "title: Calls\nowner: leo\n"})
    assert workspace.findings
    assert {each.location.path for each in workspace.findings} == {"scorecards/team/orders.yaml"}
    assert workspace.unread == ("scorecards/team/orders.yaml",)
    assert [each.id for each in workspace.measurables] == ["calls"]
    assert MeasurableRef("team", "orders") in workspace.measurable_refs


def test_a_broken_scorecard_leaves_its_measurables() -> None:
    workspace = orders("", {CARD: "titel: Team\n"})
    assert workspace.unread == (CARD,)
    assert [card.title for card in workspace.scorecards] == ["Team"]
    assert len(workspace.measurables) == 1


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("scorecards/orders.yaml", "FILE016"),
        ("scorecards/team/deep/orders.yaml", "FILE016"),
        ("scorecards/My Team/orders.yaml", "FILE016"),
        ("scorecards/team/Orders.yaml", "FILE015"),
        ("scorecards/team/orders.yml", "FILE016"),
    ],
)
def test_a_file_in_the_wrong_place_is_a_finding(path: str, code: str) -> None:
    workspace = load({path: "title: Orders\nowner: leo\n"})
    assert [each.code for each in workspace.findings] == [code]
    assert workspace.measurables == ()


def test_notes_beside_the_records_are_left_alone() -> None:
    workspace = load({"scorecards/team/notes.md": "# Notes\n", "scorecards/README.md": "# Us\n"})
    assert workspace.findings == ()
    assert workspace.scorecards == ()


def test_a_scorecard_shows_its_folder_by_name() -> None:
    workspace = orders("", {"scorecards/team/calls.yaml": "title: Calls\nowner: leo\n"})
    shown = list(workspace.shown_on(workspace.scorecards[0]))
    assert [each if isinstance(each, str) else each.id for each in shown] == ["calls", "orders"]


def test_a_scorecard_shows_what_it_names_in_its_order_and_leaves_out_the_unknown() -> None:
    card = "title: Team\nshow: [{divider: Us}, orders, gone, {measurable: b/calls}, orders]\n"
    others = {CARD: card, "scorecards/b/calls.yaml": "title: Calls\nowner: leo\n"}
    workspace = orders("", others)
    shown = list(workspace.shown_on(workspace.scorecards_by_id["team"]))
    assert [each if isinstance(each, str) else str(each.ref) for each in shown] == [
        "Us",
        "team/orders",
        "b/calls",
    ]


@pytest.mark.parametrize("name", ["team/orders", "team/sales", "us/orders", "us/sales"])
def test_a_measurable_is_found_by_former_names_of_its_own_and_of_its_scorecard(name: str) -> None:
    workspace = orders("formerly: [sales]\n", {CARD: "title: Team\nformerly: [us]\n"})
    found = workspace.find_measurable(name, "")
    assert found is not None
    assert found.id == "orders"
