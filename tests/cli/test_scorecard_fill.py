"""`opsctl scorecard fill`: only what is missing is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.scorecards import CHECKIN, FILES, ORDERS, RATE, company, contents, scorecard
from tests.cli.terminal import run_in_terminal
from tests.conftest import DAY, Run

FILL = ("scorecard", "fill", "--as-of", DAY)
BROKEN = FILES[RATE].replace("2026-W44: 24.1", "2026-W44: 95%")


def fill(folder: Path, *answers: tuple[str, str], words: tuple[str, ...] = ()) -> tuple[int, str]:
    """Answer on a terminal, as Leo."""
    return run_in_terminal([*FILL, *words], folder, 100, answers, {"OPSCTL_USER": "leo"})


def test_only_what_is_missing_is_asked_for_the_oldest_first(tmp_path: Path) -> None:
    before = contents(company(tmp_path))
    code, screen = fill(tmp_path, ("2026-W45 (2–8 Nov)", "400"), ("2026-W46 (9–15 Nov)", "412"))
    assert code == 0, screen
    assert "leadership/orders, number" in screen
    assert "2026-W46 (9–15 Nov), no goal; last 400" in screen
    assert "2 numbers written to 1 file  → opsctl scorecard show leadership" in screen
    assert "Repeat" not in screen
    after = before[ORDERS] + b"values:\n  2026-W45: 400\n  2026-W46: 412\n"
    assert contents(tmp_path) == {**before, ORDERS: after}


def test_enter_skips_and_a_reason_stands_for_a_number(tmp_path: Path) -> None:
    company(tmp_path)
    code, screen = fill(tmp_path, ("2026-W45", ""), ("2026-W46", "n/a Stocktaking: all week"))
    assert code == 0, screen
    assert "1 number written to 1 file; 1 skipped" in screen
    text = (tmp_path / ORDERS).read_text()
    assert text.endswith('values:\n  2026-W46: {na: "Stocktaking: all week"}\n')


def test_a_note_stands_behind_a_number(tmp_path: Path) -> None:
    company(tmp_path)
    code, screen = fill(tmp_path, ("n/a and why", "5 # Sale"), ("2026-W46", ""))
    assert code == 0, screen
    assert '  2026-W45: {value: 5, note: "Sale"}\n' in (tmp_path / ORDERS).read_text()


def test_a_bad_answer_is_explained_and_asked_again(tmp_path: Path) -> None:
    company(tmp_path)
    code, screen = fill(
        tmp_path,
        ("2026-W45", "4,5"),
        ("2026-W45", "n/a"),
        ("2026-W45", "4.5"),
        ("2026-W46", ""),
    )
    assert code == 0, screen
    assert "`4,5` is not a number (write 4.5)" in screen
    assert "why is there no number?" in screen
    assert "  2026-W45: 4.5\n" in (tmp_path / ORDERS).read_text()


def test_each_answer_is_judged(tmp_path: Path) -> None:
    company(tmp_path, {**FILES, CHECKIN: "date: 2026-11-09\n"})
    code, screen = fill(
        tmp_path, ("2026-W45", ""), ("2026-W46", ""), ("at least 22; last 24.1", "21.8")
    )
    assert code == 0, screen
    assert "21.8 is below 22: a miss" in screen


def test_stopping_writes_nothing_and_says_so(tmp_path: Path) -> None:
    before = contents(company(tmp_path))
    code, screen = fill(tmp_path, ("2026-W45", "400"), ("2026-W46", "\x04"))
    assert code == 130
    assert "stopped; nothing was written" in screen
    assert contents(tmp_path) == before


def test_a_number_that_cannot_be_read_counts_as_missing_and_is_mended(tmp_path: Path) -> None:
    company(tmp_path, {**FILES, RATE: BROKEN})
    code, screen = fill(tmp_path, ("2026-W45", ""), ("2026-W46", ""), ("2026-W44", "95"))
    assert code == 0, screen
    assert "  2026-W44: 95  # the best so far\n" in (tmp_path / RATE).read_text()


def test_a_scorecard_asks_for_the_numbers_of_everybody(run: Run, tmp_path: Path) -> None:
    company(tmp_path)
    own = scorecard(run, tmp_path, "fill")
    all_of_them = scorecard(run, tmp_path, "fill", "leadership")
    hers = scorecard(run, tmp_path, "fill", "leadership", "--owner", "maya")
    assert "leadership/cash" not in own.err
    assert "  leadership/cash: 2026-10\n" in all_of_them.err
    assert hers.err == all_of_them.err


def test_nobody_to_ask_is_said_with_what_to_do(run: Run, tmp_path: Path) -> None:
    before = contents(company(tmp_path))
    done = scorecard(run, tmp_path, "fill")
    assert (done.code, done.out) == (2, "")
    assert "  leadership/orders: 2026-W45, 2026-W46\n" in done.err
    assert "opsctl scorecard fill --template > numbers.yaml" in done.err
    assert contents(tmp_path) == before


def test_numbers_with_a_source_are_left_to_it(run: Run, tmp_path: Path) -> None:
    company(tmp_path, {**FILES, ORDERS: f"{FILES[ORDERS]}source: {{file: orders.csv}}\n"})
    done = scorecard(run, tmp_path, "fill")
    assert done.code == 0
    assert "opsctl scorecard pull leadership/orders" in done.err
    assert "nothing is missing" in done.err


def test_since_looks_further_back_or_less_far(run: Run, tmp_path: Path) -> None:
    company(tmp_path, {**FILES, ORDERS: "title: Orders\nowner: leo\nsince: 2026-W01\n"})
    usual = scorecard(run, tmp_path, "fill").err
    assert "leadership/orders: 2026-W34, " in usual
    assert (
        "leadership/orders: 2026-W46\n"
        in scorecard(run, tmp_path, "fill", "--since", "2026-W46").err
    )
    assert (
        "leadership/orders: 2026-W05, "
        in scorecard(run, tmp_path, "fill", "--since", "2026-02").err
    )


def test_the_template_filled_in_is_taken(run: Run, tmp_path: Path) -> None:
    company(tmp_path)
    blank = scorecard(run, tmp_path, "fill", "--template")
    assert blank.out.endswith(
        "\n2026-W45:\n  # Orders, number: no goal\n  leadership/orders:\n"
        "\n2026-W46:\n  # Orders, number: no goal\n  leadership/orders:\n"
    )
    filled = blank.out[:-1] + " 412\n"
    done = scorecard(run, tmp_path, "fill", "--from", "-", stdin=filled.encode())
    assert done.out == "1 number written to 1 file  → opsctl scorecard show leadership\n", done.err
    assert (tmp_path / ORDERS).read_text().endswith("values:\n  2026-W46: 412\n")
    again = scorecard(run, tmp_path, "fill", "--from", "-", stdin=filled.encode())
    assert (again.code, again.out, again.err) == (0, "", "nothing was written\n")


def test_a_file_may_give_notes_and_reasons(run: Run, tmp_path: Path) -> None:
    company(tmp_path)
    text = "2026-W45:\n  orders: {na: Closed}\n2026-W46:\n  orders: {value: 412, note: Sale}\n"
    (tmp_path / "numbers.yaml").write_text(text)
    done = scorecard(run, tmp_path, "fill", "--from", "numbers.yaml")
    assert done.code == 0, done.err
    after = (tmp_path / ORDERS).read_text()
    assert after.endswith('  2026-W45: {na: "Closed"}\n  2026-W46: {value: 412, note: "Sale"}\n')


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-W46:\n  orders: 4,5\n", "numbers.yaml:2:11: `4,5` is not a number"),
        ("2026-W46:\n  ordres: 4\n", "numbers.yaml:2:11: there is no measurable `ordres`"),
        ("2026-W46:\n  share: 4\n", "is computed, never typed"),
        ("2026-11:\n  orders: 4\n", "has a number for every week, not month"),
        ("W46:\n  orders: 4\n", "`W46` is not a period"),
        ("2026-W48:\n  orders: 4\n", "2026-W48 is still to come"),
        ("2026-W44:\n  orders: 4\n", "lies before it began"),
        ("2026-W45:\n  repeat-rate: 5\n", "has 21.8 for 2026-W45 already"),
        ("2026-W46:\n  orders: 4\n  leadership/orders: 5\n", "is given twice"),
        ("2026-W46:\n  orders: {note: x}\n", "has neither a value nor a reason"),
        ("2026-W46: 5\n", "takes a group of keys"),
        ("", "the file holds nothing"),
    ],
)
def test_one_mistake_in_a_file_and_nothing_is_written(
    run: Run, tmp_path: Path, text: str, said: str
) -> None:
    company(tmp_path)
    (tmp_path / "numbers.yaml").write_text(
        f"2026-W45:\n  orders: 1\n{text}" if "W46:\n" in text else text
    )
    before = contents(tmp_path)
    done = scorecard(run, tmp_path, "fill", "--from", "numbers.yaml")
    assert (done.code, done.out) == (2, "")
    assert said in done.err.replace("numbers.yaml:4:", "numbers.yaml:2:")
    assert contents(tmp_path) == before
