"""Teams and the teams below them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from opsctl.model.team import Team, teams_below
from tests.factories import team


def listed(*teams: Team) -> Mapping[str, Team]:
    return {each.id: each for each in teams}


TREE = listed(
    team("operations"),
    team("customer-care", parent="operations"),
    team("manila", parent="customer-care"),
    team("warehouse", parent="operations"),
    team("marketing"),
)


@pytest.mark.parametrize(
    ("top", "below"),
    [
        ("operations", {"operations", "customer-care", "manila", "warehouse"}),
        ("customer-care", {"customer-care", "manila"}),
        ("manila", {"manila"}),
        ("marketing", {"marketing"}),
    ],
)
def test_a_team_comes_with_all_teams_below_it(top: str, below: set[str]) -> None:
    assert teams_below(top, TREE) == below


def test_a_team_that_is_not_listed_is_there_alone() -> None:
    assert teams_below("finance", TREE) == {"finance"}


def test_a_team_that_is_not_listed_may_have_teams_below_it() -> None:
    teams = listed(team("manila", parent="customer-care"))
    assert teams_below("customer-care", teams) == {"customer-care", "manila"}


def test_a_parent_may_be_named_as_it_was_called_before() -> None:
    teams = listed(team("care", formerly=("customer-care",)), team("manila", "customer-care"))
    assert teams_below("care", teams) == {"care", "manila"}


def test_the_name_of_a_team_is_not_taken_for_the_old_name_of_another() -> None:
    teams = listed(
        team("care", formerly=("support",)), team("support"), team("manila", parent="support")
    )
    assert teams_below("care", teams) == {"care"}
    assert teams_below("support", teams) == {"support", "manila"}


def test_a_team_that_is_its_own_parent_is_there_once() -> None:
    assert teams_below("a", listed(team("a", parent="a"))) == {"a"}


def test_teams_whose_parents_run_in_a_circle_are_each_below_the_other() -> None:
    teams = listed(team("a", parent="c"), team("b", parent="a"), team("c", parent="b"))
    assert teams_below("b", teams) == {"a", "b", "c"}
