"""All scorecards at once: each number counts once, and a best is better than all before."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from opsctl.analysis.scorecard.attention import AttentionKind
from opsctl.analysis.scorecard.overview import (
    Entered,
    OverviewView,
    owned_by,
    scorecards_of,
    view_overview,
)
from opsctl.analysis.scorecard.readings import Readings
from opsctl.loading.workspace import load_workspace
from opsctl.model.workspace import Workspace
from opsctl.text.tree import FolderTree
from tests.factories import day
from tests.scorecards import orders

FOUR_MISSES = {f"2026-W{week}": "1" for week in range(43, 47)}


def written(folder: Any, files: dict[str, str]) -> Workspace:
    """Write scorecards into a folder and read them."""
    (folder / "opsctl.yaml").write_text("format: 1\ncompany: Acme\n", encoding="utf-8")
    for name, text in files.items():
        path = folder / "scorecards" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return load_workspace(FolderTree(folder))


def number(values: dict[str, str], goal: str = "at least 5", **more: str) -> str:
    facts = {"title": "T", "owner": "maya", "goal": goal} | more
    lines = [f"{name}: {text}" for name, text in facts.items()]
    return "\n".join([*lines, "values:", *(f"  {at}: {text}" for at, text in values.items()), ""])


def view(workspace: Workspace, as_of: str = "11-20") -> OverviewView:
    return view_overview(Readings(workspace, day(as_of)), workspace.scorecards)


def names(views: Any) -> list[str]:
    return [str(each.measurable.ref) for each in views]


def test_a_number_on_several_scorecards_counts_once(tmp_path: Any) -> None:
    shown = "title: Two\nshow: [one/a]\n"
    seen = view(written(tmp_path, {"one/a": number(FOUR_MISSES), "two/scorecard": shown}))
    assert names(seen.numbers) == ["one/a"]
    assert names(seen.attention) == ["one/a"]
    assert seen.entered == Entered(due=1, missing=0, hits=0, misses=1)


def test_what_does_not_apply_is_not_due(tmp_path: Any) -> None:
    values = {"2026-W45": "6", "2026-W46": "{na: Stocktaking}"}
    seen = view(written(tmp_path, {"one/a": number(values)}))
    assert (seen.entered.due, seen.missing, seen.reds) == (0, (), ())


def test_a_number_without_a_goal_is_due_and_neither_hit_nor_miss(tmp_path: Any) -> None:
    text = "title: T\nowner: maya\nvalues: {2026-W46: 3}\n"
    seen = view(written(tmp_path, {"one/a": text}))
    assert seen.entered == Entered(due=1, missing=0, hits=0, misses=0)


def test_a_single_miss_is_red_though_it_needs_no_attention_yet(tmp_path: Any) -> None:
    seen = view(written(tmp_path, {"one/a": number({"2026-W45": "6", "2026-W46": "1"})}))
    assert (names(seen.reds), names(seen.attention)) == (["one/a"], [])


def test_misses_in_a_row_stay_red_while_the_newest_number_is_missing(tmp_path: Any) -> None:
    values = {f"2026-W{week}": "1" for week in range(42, 46)}
    seen = view(written(tmp_path, {"one/a": number(values)}))
    assert (names(seen.reds), names(seen.missing)) == (["one/a"], ["one/a"])


def test_archived_numbers_are_left_out(tmp_path: Any) -> None:
    seen = view(written(tmp_path, {"one/a": number(FOUR_MISSES, archived="2026-11-08")}))
    assert seen.numbers == ()


WEEKS = [f"2026-W{week}" for week in range(34, 47)]
RISING = {week: str(10 + at) for at, week in enumerate(WEEKS)}


@pytest.mark.parametrize(
    ("values", "goal", "is_best"),
    [
        (RISING, "at least 5", True),
        (dict(list(RISING.items())[1:]), "at least 5", False),  # 12 judged
        (RISING, "at most 50", False),
        (RISING, "between 5 and 50", False),
        ({week: str(40 - at) for at, week in enumerate(WEEKS)}, "at most 50", True),
        (RISING | {"2026-W40": "22"}, "at least 5", False),  # only as good as then
        (RISING | {"2026-W47": "1"}, "at least 5", True),  # the open week is not looked at
        (RISING | {"2026-W46": "{na: Closed}"}, "at least 5", False),
    ],
)
def test_a_best_is_better_than_at_least_twelve_others(
    tmp_path: Any, values: dict[str, str], goal: str, is_best: bool
) -> None:
    seen = view(written(tmp_path, {"one/a": number(values, goal)}))
    assert bool(seen.bests) is is_best


def test_scorecards_and_numbers_are_chosen_by_team_and_owner(tmp_path: Any) -> None:
    cards = {"one/scorecard": "title: One\nteam: care\n", "two/scorecard": "title: Two\n"}
    numbers = {"one/a": number(FOUR_MISSES), "one/b": number(FOUR_MISSES, owner="leo")}
    workspace = written(tmp_path, cards | numbers)
    chosen = scorecards_of(workspace, frozenset(["care"]))
    assert [each.id for each in chosen] == ["one"]
    readings = Readings(workspace, day("11-20"))
    assert names(view_overview(readings, chosen, owned_by(workspace, "leo")).numbers) == ["one/b"]


def test_a_goal_set_after_the_fact_is_told_for_ever() -> None:
    ended = """
        archived: 2026-11-08
        goal: {2026-W40: {is: at least 1, set: 2026-10-20}}
        values: {2026-W40: 3}
    """
    workspace = orders(ended)
    found = view_overview(Readings(workspace, date(2026, 11, 20)), workspace.scorecards)
    assert [each.attention[0].kind for each in found.attention] == [AttentionKind.RETROACTIVE_GOAL]
    assert found.numbers == ()
