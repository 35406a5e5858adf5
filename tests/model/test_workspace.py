"""All records of a workspace: looking them up by the names of today and of before."""

from __future__ import annotations

from opsctl.loading.workspace import load_workspace
from opsctl.model.rock import Rock, RockRef
from opsctl.model.team import Team
from opsctl.model.workspace import Register
from opsctl.text.tree import OverlayTree
from tests.factories import Q3, Q4, rock, team, workspace


def register(*teams: Team, unread: tuple[str, ...] = ()) -> Register[Team]:
    records = {each.id: each for each in teams}
    return Register(records, frozenset({*records, *unread}), listed=True)


CARE = team("care", formerly=("customer-care", "support"))


# A register


def test_a_record_is_found_by_its_id() -> None:
    assert register(CARE).find("care") is CARE


def test_a_record_is_found_by_an_id_that_it_had_before() -> None:
    assert register(CARE).find("support") is CARE


def test_a_name_that_nobody_has_or_had_finds_nothing() -> None:
    assert register(CARE).find("sales") is None


def test_the_name_of_before_stands_for_the_one_of_today() -> None:
    assert register(CARE).current("support") == "care"


def test_any_other_name_stands_for_itself() -> None:
    assert register(CARE).current("care") == "care"
    assert register(CARE).current("sales") == "sales"


def test_an_id_of_today_wins_over_the_same_name_of_before() -> None:
    support = team("support")
    assert register(CARE, support).find("support") is support


def test_an_id_that_could_not_be_read_wins_over_the_same_name_of_before() -> None:
    assert register(CARE, unread=("support",)).find("support") is None


def test_names_of_today_and_of_before_are_known() -> None:
    teams = register(CARE)
    assert teams.knows("care")
    assert teams.knows("support")
    assert not teams.knows("sales")


def test_a_record_that_could_not_be_read_is_known_and_not_found() -> None:
    teams = register(unread=("sales",))
    assert teams.knows("sales")
    assert teams.find("sales") is None


def test_an_empty_list_knows_nobody() -> None:
    assert not register().knows("sales")


def test_where_nobody_is_listed_no_reference_can_be_judged() -> None:
    nobody: Register[Team] = Register()
    assert nobody.knows("sales")
    assert nobody.find("sales") is None


# Rocks

PAGE = rock("page")
PILOT = rock("pilot", Q3)


def found(*names: str, among: tuple[Rock, ...] = (PAGE, PILOT)) -> list[Rock]:
    return list(workspace(*among).find_rocks(names, Q4))


def test_quarters_are_those_with_rocks_the_oldest_first() -> None:
    assert workspace(PAGE, PILOT, rock("other")).quarters() == (Q3, Q4)


def test_a_quarter_has_its_own_rocks() -> None:
    assert workspace(PAGE, PILOT).rocks_of(Q4) == (PAGE,)


def test_a_bare_name_is_one_of_the_quarter_given() -> None:
    assert found("page", "pilot") == [PAGE]


def test_a_name_with_its_quarter_is_found_from_any_other() -> None:
    assert found("2026-Q3/pilot") == [PILOT]


def test_a_rock_is_found_by_a_name_that_it_had_before() -> None:
    renamed = rock("checkout-page", formerly=("page",))
    assert found("page", among=(renamed,)) == [renamed]


def test_a_name_of_before_holds_within_its_quarter_only() -> None:
    renamed = rock("checkout-page", Q3, formerly=("page",))
    assert found("page", among=(renamed,)) == []
    assert found("2026-Q3/page", among=(renamed,)) == [renamed]


def test_a_rock_of_today_wins_over_one_that_had_its_name_before() -> None:
    assert found("page", among=(PAGE, rock("a", formerly=("page",)))) == [PAGE]


def test_each_rock_is_found_once_and_in_the_order_of_the_names() -> None:
    other = rock("other", formerly=("another",))
    names = ("page", "another", "2026-Q4/page", "other")
    assert found(*names, among=(PAGE, other)) == [PAGE, other]


def test_names_of_nothing_and_what_is_no_name_are_left_out() -> None:
    assert found("gone", "", "/", "2026-Q9/page", "../page", "2026-Q4/", "page") == [PAGE]


def test_dependencies_are_looked_up_from_the_quarter_of_their_rock() -> None:
    waiting = rock("next", Q3, depends_on=("pilot", "2026-Q4/page", "gone"))
    assert list(workspace(waiting, PAGE, PILOT).dependencies(waiting)) == [PILOT, PAGE]


def test_rocks_are_known_by_all_their_names() -> None:
    renamed = rock("checkout-page", formerly=("page", "basket"))
    by_ref = workspace(renamed).rocks_by_ref
    assert set(by_ref) == {RockRef(Q4, name) for name in ("checkout-page", "page", "basket")}


def test_a_number_that_is_named_twice_is_shown_once() -> None:
    files = {
        "opsctl.yaml": b"format: 1",
        "scorecards/a/scorecard.yaml": b"title: A\nshow: [x, {divider: D}, was, a/x]\n",
        "scorecards/a/x.yaml": b"title: X\nowner: leo\nformerly: [was]\n",
    }
    workspace = load_workspace(OverlayTree(None, files))
    shown = list(workspace.shown_on(workspace.scorecards[0]))
    assert [each if isinstance(each, str) else each.id for each in shown] == ["x", "D"]
