"""Edits of the numbers of a measurable: many periods at once, each in its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from opsctl.editing.intent import Intent, SetField, applied
from opsctl.editing.plan import plan_edits
from opsctl.editing.values import value_intents
from opsctl.editing.yaml_text import field_order
from opsctl.loading.source import decode
from opsctl.loading.workspace import Nouns, load_workspace
from opsctl.model.scalar import Scalar
from opsctl.model.scorecard import Measurable, ValueEntry
from opsctl.text.edit import splice
from opsctl.text.tree import OverlayTree

PATH = "scorecards/shop/orders.yaml"
HEAD = "title: Orders\nowner: leo\n"


def read(content: bytes) -> Measurable:
    """Read one measurable; its file must be sound."""
    files = {"opsctl.yaml": b"format: 1\ncompany: Acme\n", PATH: content}
    workspace = load_workspace(OverlayTree(None, files), Nouns.SCORECARDS)
    assert [each.message for each in workspace.findings] == []
    return workspace.measurables[0]


def with_values(text: str, numbers: Sequence[tuple[str, str]]) -> str:
    """Put numbers into a file, and make sure that the record is the one intended."""
    source, _ = decode(PATH, text.encode())
    assert source is not None
    record = read(text.encode())
    intents: list[Intent] = [
        SetField(("values", period), ValueEntry(Scalar(number))) for period, number in numbers
    ]
    intended = applied(record, intents)
    orders = {"": field_order(Measurable), "values": sorted(intended.values)}
    after = splice(source.text, plan_edits(source, record.origin, intents, orders))
    assert read(replace(source, text=after).encode()) == intended
    return after


def test_new_periods_go_between_those_there_by_time_whatever_their_own_order() -> None:
    before = f"{HEAD}values:\n  2026-W40: 1   # a\n    # deeper\n  2026-W44: 2\n"
    numbers = [("2026-W46", "9"), ("2026-W42", "5"), ("2026-W41", "4"), ("2026-W01", "3")]
    assert with_values(before, numbers) == (
        f"{HEAD}values:\n  2026-W01: 3\n  2026-W40: 1   # a\n    # deeper\n  2026-W41: 4\n"
        "  2026-W42: 5\n  2026-W44: 2\n  2026-W46: 9\n"
    )


@pytest.mark.parametrize("empty", ["", "values:\n", "values: {}\n"])
def test_the_first_periods_of_all_stand_in_order(empty: str) -> None:
    after = with_values(f"{HEAD}{empty}", [("2026-W46", "2"), ("2026-W45", "1")])
    assert after == f"{HEAD}values:\n  2026-W45: 1\n  2026-W46: 2\n"


def test_periods_in_braces_stay_on_their_line() -> None:
    after = with_values(f"{HEAD}values: {{2026-W44: 1}}\n", [("2026-W46", "3"), ("2026-W45", "2")])
    assert after == f"{HEAD}values: {{2026-W44: 1, 2026-W45: 2, 2026-W46: 3}}\n"


def test_thousands_of_days_are_placed_without_looking_at_each_pair_of_them() -> None:
    """A walk over all pairs would look at six million; what is counted are the looks."""
    days = [
        f"20{year}-{month:02}-{day:02}"
        for year in range(10, 20)
        for month in range(1, 13)
        for day in range(1, 21)
    ]
    text = f"{HEAD}every: day\nvalues:\n  2015-06-15: 1\n"
    source, _ = decode(PATH, text.encode())
    assert source is not None
    record = read(text.encode())
    looks = 0

    class Counting(type(record.origin)):  # type: ignore[misc]  # counts on top of the real one
        def has(self, *path: str | int) -> bool:
            nonlocal looks
            looks += 1
            return bool(super().has(*path))

    origin = Counting(record.origin.path, record.origin.values, record.origin.keys)
    intents = [
        each for day in days for each in value_intents(origin, day, ValueEntry(Scalar("1")), None)
    ]
    plan_edits(source, origin, intents, {"": field_order(Measurable), "values": days})
    assert looks < 10 * len(days)
