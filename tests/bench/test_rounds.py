"""Contestants run in turn, as often as they may, and no longer than they may."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from bench.running.process import Call, Failed, run
from bench.running.rounds import Contestant, Patience, Record, compete
from tests.conftest import ROOT


def python(place: Path, code: str, *accepted: int) -> Call:
    codes = frozenset(accepted or (0,))
    return Call((sys.executable, "-c", code), place, os.environ, accepted=codes)


def told(_what: str) -> None:
    """Take what the bench says meanwhile, and leave it."""


def count(records: list[Record]) -> list[int]:
    return [len(record.outcomes) for record in records]


def test_contestants_run_in_turn(tmp_path: Path) -> None:
    order: list[str] = []
    contestants = [
        Contestant(name, python(tmp_path, "pass"), before=partial(order.append, name))
        for name in ("A", "B")
    ]
    records = compete(contestants, Patience(2, 60, 60), told)
    assert order == ["A", "B", "A", "B"]
    assert count(records) == [2, 2]


def test_who_has_used_up_the_time_for_all_runs_does_not_run_again(tmp_path: Path) -> None:
    contestants = [Contestant("A", python(tmp_path, "pass"))]
    assert count(compete(contestants, Patience(3, 60, 0), told)) == [1]


def test_a_run_that_takes_too_long_is_ended_and_not_tried_again(tmp_path: Path) -> None:
    contestants = [Contestant("A", python(tmp_path, "import time; time.sleep(60)"))]
    (record,) = compete(contestants, Patience(3, 0.2, 60), told)
    assert record.was_cut
    assert count([record]) == [1]
    assert 0.2 <= record.seconds < 30


def test_what_comes_after_a_run_comes_also_when_it_fails(tmp_path: Path) -> None:
    order: list[str] = []
    call = python(tmp_path, "raise SystemExit(3)")
    contestant = Contestant("A", call, after=partial(order.append, "put back"))
    with pytest.raises(Failed, match="ended with 3"):
        compete([contestant], Patience(1, 60, 60), told)
    assert order == ["put back"]


def test_a_code_that_is_accepted_is_no_failure(tmp_path: Path) -> None:
    assert not run(python(tmp_path, "raise SystemExit(1)", 0, 1), 60).was_cut


def test_a_failure_tells_what_the_program_said(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="no such luck"):
        run(python(tmp_path, "raise SystemExit('no such luck')"), 60)


def test_the_peak_is_that_of_the_process_in_bytes(tmp_path: Path) -> None:
    small, large = peaks(tmp_path, "pass", "b'x' * 300_000_000")
    assert 1_000_000 < small < 100_000_000
    assert 300_000_000 < large < 400_000_000


def peaks(place: Path, *programs: str) -> list[int]:
    """Measure from a process that is small itself: before a child becomes another program, it
    counts as large as its parent."""
    measure = (
        "import sys; from pathlib import Path; from bench.running.process import Call, run\n"
        "for each in sys.argv[2:]:\n"
        "    call = Call((sys.executable, '-c', each), Path(sys.argv[1]), {})\n"
        "    print(run(call, 60).peak)"
    )
    words = [sys.executable, "-c", measure, str(place), *programs]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    return [int(line) for line in done.stdout.split()]
