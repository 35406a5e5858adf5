"""The tables say what was measured, and replace only what stands between their marks."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bench.page import BEGIN, END, Memory, keep, memory_table, table
from bench.running.process import Call, Outcome
from bench.running.rounds import Contestant, Record

REFERENCE = Contestant("P", Call(("true",), Path(), os.environ))


def record(seconds: float, goal: float | None = None, was_cut: bool = False) -> Record:
    contestant = Contestant("`--help`", REFERENCE.call, "P", goal)
    return Record(contestant, [Outcome(seconds, 0, was_cut)])


def row(seconds: float, goal: float | None = None, was_cut: bool = False) -> str:
    records = [Record(REFERENCE, [Outcome(0.01, 0)]), record(seconds, goal, was_cut)]
    return table(records).splitlines()[-1]


def test_a_row_has_the_median_and_its_ratio_to_the_reference() -> None:
    outcomes = [Outcome(seconds, 0) for seconds in (0.02, 9.0, 0.03)]
    records = [
        Record(REFERENCE, [Outcome(0.01, 0)]),
        Record(Contestant("A", REFERENCE.call, "P"), outcomes),
    ]
    assert table(records).splitlines()[2:] == [
        "| P | 1 | 10.0 ms | | | |",
        "| A | 3 | 30.0 ms | 3.00 P |  |  |",
    ]


@pytest.mark.parametrize(
    ("seconds", "verdict"),
    [
        (0.09, "met"),
        (0.0999, "not met: 11 % over"),
        (0.135, "not met: 50 % over"),
        (0.18, "not met: 2.0 times"),
        (0.9, "not met: 10.0 times"),
    ],
)
def test_a_goal_is_met_up_to_its_ratio(seconds: float, verdict: str) -> None:
    assert row(seconds, goal=9).endswith(f" P | 9 P | {verdict} |")


def test_what_was_ended_says_so_and_meets_no_goal() -> None:
    end = "| 1 | more than 2 s | > 150 P | 200 P | not known: ended |"
    assert row(1.5, goal=200, was_cut=True).endswith(end)
    assert row(1.5, goal=100, was_cut=True).endswith("| 100 P | not met, and ended |")


def test_what_took_a_second_or_more_is_in_seconds() -> None:
    assert "| 999.0 ms |" in row(0.999)
    assert "| 1.00 s |" in row(1.0)


def test_memory_is_beside_its_goal() -> None:
    rows = [Memory("A", 150_000_000), Memory("B", 300_000_000), Memory("C", None)]
    assert memory_table(rows, 150_000_000).splitlines()[2:] == [
        "| A | 150 MB | 150 MB | met |",
        "| B | 300 MB | 150 MB | not met: 2.0 times |",
        "| C | not known |  |  |",
    ]


def test_the_prose_around_the_tables_stays(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n\n{BEGIN}\n\nold\n\n{END}\n\nafter\n")
    keep(page, "new\n")
    keep(page, "newer\n")
    assert page.read_text() == f"before\n\n{BEGIN}\n\nnewer\n\n{END}\n\nafter\n"


def test_a_page_without_the_marks_is_left_as_it_is(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"{BEGIN}\n")
    with pytest.raises(ValueError, match="has lost the marks"):
        keep(page, "new\n")
    assert page.read_text() == f"{BEGIN}\n"
