"""The names of scorecards and measurables, as people type them."""

from __future__ import annotations

from pathlib import Path

import pytest

from opsctl.cli.choosing_measurables import (
    complete_measurable,
    complete_scorecard,
    measurable_named,
    scorecard_named,
)
from opsctl.text.errors import UsageProblem
from tests.analysis.formula.worlds import world

WORLD = world(
    {
        "shop/orders": "",
        "care/orders": "",
        "care/first-reply": "formerly: [reply-time]",
        "care/broken": "unit: elephants",
    }
)


def test_an_id_that_only_one_scorecard_has_is_enough() -> None:
    assert str(measurable_named(WORLD, "first-reply").ref) == "care/first-reply"
    assert str(measurable_named(WORLD, "care/orders").ref) == "care/orders"


def test_the_name_of_before_still_leads_there() -> None:
    for name in ("reply-time", "care/reply-time"):
        assert measurable_named(WORLD, name).id == "first-reply"


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("orders", "2 scorecards have a measurable `orders`", "name one: care/orders, shop/orders"),
        ("frist-reply", "there is no measurable `frist-reply`", "did you mean `first-reply`?"),
        ("shop/order", "there is no measurable `shop/order`", "did you mean `shop/orders`?"),
        ("care/broken", "the file of measurable `care/broken` could not be read", "opsctl check"),
        ("zzz", "there is no measurable `zzz`", "opsctl scorecard list shows those there are"),
    ],
)
def test_any_other_name_is_refused_with_what_was_meant(name: str, message: str, hint: str) -> None:
    with pytest.raises(UsageProblem) as refused:
        measurable_named(WORLD, name)
    assert (refused.value.message, refused.value.hint) == (message, hint)


def test_a_scorecard_is_named_by_its_folder() -> None:
    assert scorecard_named(WORLD, "care/").id == "care"
    with pytest.raises(UsageProblem, match="there is no scorecard `cara`") as refused:
        scorecard_named(WORLD, "cara")
    assert refused.value.hint == "did you mean `care`?"


def test_names_are_completed_from_the_names_of_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in ("opsctl.yaml", "scorecards/shop/scorecard.yaml", "scorecards/shop/orders.yaml"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    monkeypatch.chdir(tmp_path / "scorecards")
    assert complete_measurable("o") == ["orders"]
    assert complete_measurable("shop/") == ["shop/orders"]
    assert complete_measurable("s") == ["shop/orders"]
    assert complete_scorecard("s") == ["shop"]
