"""What scorecards and measurables are called, and what holds where they say nothing."""

from __future__ import annotations

import pytest

from opsctl.model.cadence import Cadence
from opsctl.model.scalar import Scalar, Unreadable
from opsctl.model.scorecard import (
    Measurable,
    MeasurableRef,
    Method,
    Pull,
    Rollup,
    Shown,
    ValueEntry,
    read_rollup,
)
from opsctl.model.unit import NUMBER, Unit, UnitKind
from opsctl.text.span import Origin


def measurable(**fields: object) -> Measurable:
    given = {
        "id": "orders",
        "scorecard": "team",
        "origin": Origin("scorecards/team/orders.yaml"),
        "title": "Orders",
        "owner": "leo",
    }
    return Measurable(**(given | fields))  # type: ignore[arg-type]  # each test gives what it needs


class TestName:
    def test_a_bare_id_is_one_of_the_scorecard(self) -> None:
        assert MeasurableRef.parse("orders", "team") == MeasurableRef("team", "orders")

    def test_with_a_folder_it_is_one_of_that(self) -> None:
        assert MeasurableRef.parse("board/orders", "team") == MeasurableRef("board", "orders")

    @pytest.mark.parametrize(
        "text", ["", "/", "board/", "/orders", "a/b/c", "Orders", "board/First reply", "board/no"]
    )
    def test_anything_else_is_none(self, text: str) -> None:
        assert MeasurableRef.parse(text, "team") is None

    def test_a_bare_id_without_a_scorecard_is_none(self) -> None:
        assert MeasurableRef.parse("orders", "") is None

    def test_is_written_with_its_folder(self) -> None:
        assert str(measurable().ref) == "team/orders"


class TestRollup:
    @pytest.mark.parametrize("text", ["sum", "mean", "last", "min", "max", "mean by orders"])
    def test_is_read_and_written_alike(self, text: str) -> None:
        assert str(read_rollup(Scalar(text))) == text

    @pytest.mark.parametrize("text", ["sum by orders", "mean by", "average", "mean by a b", "Sum"])
    def test_anything_else_is_refused(self, text: str) -> None:
        with pytest.raises(Unreadable):
            read_rollup(Scalar(text))

    @pytest.mark.parametrize(
        ("unit", "method"),
        [
            (NUMBER, Method.SUM),
            (Unit(UnitKind.CURRENCY, "EUR"), Method.SUM),
            (Unit(UnitKind.PERCENT), Method.MEAN),
            (Unit(UnitKind.DURATION), Method.MEAN),
        ],
    )
    def test_by_default_goes_by_the_unit(self, unit: Unit, method: Method) -> None:
        assert measurable(unit=unit).rolls_up == Rollup(method)

    def test_there_is_none_for_yes_and_no(self) -> None:
        assert measurable(unit=Unit(UnitKind.YES_NO)).rolls_up is None

    def test_what_the_measurable_says_goes_first(self) -> None:
        assert measurable(rollup=Rollup(Method.LAST)).rolls_up == Rollup(Method.LAST)


class TestCadence:
    def test_is_the_scorecards_where_the_measurable_says_nothing(self) -> None:
        assert measurable(cadence=Cadence.MONTH).cadence is Cadence.MONTH

    def test_is_the_measurables_own_before_that_of_the_scorecard(self) -> None:
        assert measurable(every=Cadence.DAY, cadence=Cadence.MONTH).cadence is Cadence.DAY


@pytest.mark.parametrize("given", [{}, {"measurable": "orders", "divider": "Customers"}])
def test_a_line_is_a_measurable_or_a_divider(given: dict[str, str]) -> None:
    with pytest.raises(Unreadable):
        Shown(**given)


def test_an_entry_has_a_value_or_a_reason() -> None:
    with pytest.raises(Unreadable, match="neither a value nor a reason"):
        ValueEntry()
    with pytest.raises(Unreadable, match="both"):
        ValueEntry(Scalar("4"), "Stocktaking")


@pytest.mark.parametrize("given", [{}, {"file": "a.csv", "command": ("sql",)}])
def test_a_source_is_a_file_or_a_command(given: dict[str, object]) -> None:
    with pytest.raises(Unreadable, match="neither a file nor a command, or both"):
        Pull(**given)  # type: ignore[arg-type]  # both kinds of values are meant


def test_numbers_are_entered_by_the_owner_and_the_stand_in() -> None:
    entered = measurable(entered_by="ana")
    assert [entered.is_entered_by(each) for each in ("leo", "ana", "maya")] == [True, True, False]
