"""From when to when a measurable has numbers, and how often."""

from __future__ import annotations

from datetime import date

import pytest

from opsctl.analysis.scorecard.attention import AttentionKind
from opsctl.analysis.scorecard.measurable import MeasurableView, view_measurable
from opsctl.analysis.scorecard.readings import Readings
from opsctl.analysis.scorecard.verdict import Verdict
from opsctl.loading.workspace import load_workspace
from opsctl.text.tree import OverlayTree
from tests.scorecards import orders
from tests.scorecards import view as view_of

SETTINGS = {"opsctl.yaml": b"format: 1\ncompany: Acme\n"}


def seen(text: str, day: str, card: str = "title: Team\n") -> MeasurableView:
    """View a measurable of a scorecard as of a day."""
    record = f"title: Orders\nowner: maya\n{text}"
    files = {"scorecards/team/scorecard.yaml": card, "scorecards/team/orders.yaml": record}
    tree = OverlayTree(None, SETTINGS | {path: each.encode() for path, each in files.items()})
    workspace = load_workspace(tree)
    assert workspace.findings == ()
    return view_measurable(workspace.measurables[0], Readings(workspace, date.fromisoformat(day)))


@pytest.mark.parametrize(
    ("every", "key"), [("day", "2026-11-19"), ("month", "2026-10"), ("quarter", "2026-Q3")]
)
def test_a_number_may_be_due_more_or_less_often_than_its_scorecard(every: str, key: str) -> None:
    view = seen(f"every: {every}\ngoal: at least 5\nvalues:\n  {key}: 7\n", "2026-11-20")
    assert (str(view.newest.period), view.newest.verdict) == (key, Verdict.HIT)


def test_a_number_is_due_as_often_as_its_scorecard_unless_it_says_otherwise() -> None:
    card = "title: Team\nevery: month\n"
    view = seen("goal: at least 5\nvalues:\n  2026-10: 7\n", "2026-11-20", card)
    assert (str(view.newest.period), view.newest.verdict) == ("2026-10", Verdict.HIT)


def test_before_the_day_of_its_archiving_the_running_period_is_open() -> None:
    text = "archived: 2026-11-20\ngoal: at least 5\nvalues:\n  2026-W46: 7\n"
    assert seen(text, "2026-11-19").open.verdict is Verdict.OPEN
    assert seen(text, "2026-11-20").open.verdict is Verdict.NONE


BROKEN = {"scorecards/team/rate.yaml": "title: Rate\nowner: leo\nformula: ordrs * 2\n"}


def test_a_formula_that_cannot_be_computed_is_missing_and_not_unborn() -> None:
    found = view_of(orders("values: {2026-W45: 1}", BROKEN), "2026-11-20", "team/rate")
    assert found.newest.verdict is Verdict.MISSING
    assert [each.kind for each in found.attention] == [AttentionKind.MISSING]
    assert "ordrs" in found.attention[0].text


def test_a_formula_without_a_value_is_owed_from_the_first_of_its_inputs_on() -> None:
    halves = {"scorecards/team/half.yaml": "title: Half\nowner: leo\nformula: 1 / orders\n"}
    found = view_of(orders("values: {2026-W44: 0, 2026-W46: 0}", halves), "2026-11-20", "team/half")
    assert str(found.life.first) == "2026-W44"
    assert found.tally.missing == 3


def test_a_formula_whose_inputs_have_not_begun_has_not_begun_either() -> None:
    halves = {"scorecards/team/half.yaml": "title: Half\nowner: leo\nformula: orders / 2\n"}
    assert view_of(orders("", halves), "2026-11-20", "team/half").life.first is None
