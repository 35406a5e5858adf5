"""`opsctl scorecard import`, from the command line to the files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import DAY, Golden, Run

RECORD = """\
title: Orders
owner: leo   # since May
values:
  2026-W40: 90   # before the move
  2026-W44: {value: 100, note: Fair in Leeds}
  2026-W46: {na: Stocktaking}
"""
CHECKIN = """\
date: 2026-11-09
values:
  shop/orders: 110   # by phone
wins: [First week]
"""
SHEET = "Week,Orders,Margin\n2026-W44,101,24.10%\n2026-W45,111,x\n2026-W43,99,25%\n"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Give a workspace with one scorecard, one measurable and one check-in."""
    for path, text in {
        "opsctl.yaml": "format: 1\ncompany: Acme\n",
        "scorecards/shop/scorecard.yaml": "title: Shop\n",
        "scorecards/shop/orders.yaml": RECORD,
        "checkins/2026-W45/leo.yaml": CHECKIN,
        "n.csv": SHEET,
    }.items():
        place = tmp_path / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return tmp_path


def contents(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.yaml"))
    }


def run_import(run: Run, shop: Path, *options: str) -> tuple[int, str, str]:
    done = run("scorecard", "import", "n.csv", "--as-of", DAY, *options, cwd=shop)
    return done.code, done.out, done.err


def test_the_preview_shows_all_and_writes_nothing(run: Run, shop: Path, golden: Golden) -> None:
    before = contents(shop)
    code, out, err = run_import(run, shop)
    assert (code, err) == (0, "nothing was written; add --yes to write\n")
    golden("scorecard-import.txt", out)
    assert contents(shop) == before


def test_the_preview_as_data_has_every_number(run: Run, shop: Path, golden: Golden) -> None:
    code, out, _ = run_import(run, shop, "-o", "json", "--new", "--owner", "maya")
    assert code == 0
    golden("scorecard-import.json", out)


def test_new_numbers_are_put_in_their_place_and_no_other_byte_changes(run: Run, shop: Path) -> None:
    before = contents(shop)
    assert run_import(run, shop, "--yes")[0] == 0
    after = contents(shop)
    expected = RECORD.replace("  2026-W44", "  2026-W43: 99\n  2026-W44")
    assert after.pop("scorecards/shop/orders.yaml") == expected
    assert after.items() <= before.items()


def test_replacing_changes_a_number_where_it_stands_and_keeps_its_note(
    run: Run, shop: Path
) -> None:
    assert run_import(run, shop, "--yes", "--replace")[0] == 0
    after = contents(shop)
    assert "  2026-W44: {value: 101, note: Fair in Leeds}\n" in after["scorecards/shop/orders.yaml"]
    assert "2026-W45" not in after["scorecards/shop/orders.yaml"]
    assert after["checkins/2026-W45/leo.yaml"] == CHECKIN.replace("110", "111")


def test_replacing_a_reason_by_a_number_and_back_keeps_nothing_of_it(run: Run, shop: Path) -> None:
    for cell, line in (("5", "2026-W46: 5"), ("n/a: Moved", '2026-W46: {na: "Moved"}')):
        (shop / "n.csv").write_text(f"Week,Orders\n2026-W46,{cell}\n", encoding="utf-8")
        assert run_import(run, shop, "--yes", "--replace")[0] == 0
        assert f"  {line}\n" in contents(shop)["scorecards/shop/orders.yaml"]


def test_a_second_import_changes_nothing(run: Run, shop: Path) -> None:
    options = ("--yes", "--replace", "--new", "--owner", "maya")
    assert run_import(run, shop, *options)[0] == 0
    before = contents(shop)
    code, out, err = run_import(run, shop, *options)
    assert (code, err) == (0, "there is nothing to write, 1 cell that cannot be taken\n")
    assert "0 numbers new, 5 there already" in out
    assert contents(shop) == before


def test_new_measurables_are_made_with_the_digits_of_their_cells(run: Run, shop: Path) -> None:
    assert run_import(run, shop, "--yes", "--new", "--owner", "maya")[0] == 0
    made = contents(shop)["scorecards/shop/margin.yaml"]
    assert made == (
        'title: "Margin"\nowner: maya\nunit: percent\nvalues:\n  2026-W43: 25\n  2026-W44: 24.10\n'
    )


def test_new_measurables_can_make_a_new_scorecard(run: Run, shop: Path) -> None:
    options = ("--yes", "--new", "--owner", "maya", "--scorecard", "sales")
    assert run_import(run, shop, *options)[0] == 0
    assert "scorecards/sales/orders.yaml" in contents(shop)
    assert run("check", "--as-of", DAY, cwd=shop).code == 0


@pytest.mark.parametrize(
    ("show", "after"),
    [
        ("show: [orders]\n", "show: [orders, margin, returns]\n"),
        ("show:\n  - orders  # first\n", "show:\n  - orders  # first\n  - margin\n  - returns\n"),
    ],
)
def test_new_measurables_are_shown_where_a_scorecard_lists_what_it_shows(
    run: Run, shop: Path, show: str, after: str
) -> None:
    card = shop / "scorecards/shop/scorecard.yaml"
    card.write_text(f"title: Shop\n{show}", encoding="utf-8")
    (shop / "n.csv").write_text("Week,Margin,Returns\n2026-W45,1,2\n", encoding="utf-8")
    assert run_import(run, shop, "--yes", "--new", "--owner", "maya")[0] == 0
    assert card.read_text(encoding="utf-8") == f"title: Shop\n{after}"


def test_a_dry_run_shows_the_difference_of_every_file(run: Run, shop: Path) -> None:
    before = contents(shop)
    _, out, err = run_import(run, shop, "--yes", "--replace", "--dry-run")
    assert "+  2026-W43: 99" in out
    assert "-  shop/orders: 110   # by phone" in out
    assert err == "nothing was written (--dry-run)\n"
    assert contents(shop) == before


def test_all_files_are_written_or_none(run: Run, shop: Path) -> None:
    (shop / "scorecards/shop/margin.yaml").write_text(
        "{title: Margin, owner: leo, unit: percent}\n", encoding="utf-8"
    )
    before = contents(shop)
    code, _, err = run_import(run, shop, "--yes")
    assert code == 2
    assert "scorecards/shop/margin.yaml" in err
    assert contents(shop) == before


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--new",), "--new and --owner go together"),
        (("--owner", "maya"), "--new and --owner go together"),
        (("--layout", "acros"), "did you mean `across`?"),
        (("--decimal", "dot"), "--decimal: `dot` is none of point, comma"),
        (("--date-order", "dym"), "--date-order: `dym` is none of dmy, mdy, ymd"),
        (("--scorecard", "shp"), "did you mean `shop`?"),
        (("--new", "--owner", "Maya O"), "cannot be a person's id"),
        (("--layout", "long"), "finds no table with the layout `long`"),
    ],
)
def test_a_wrong_option_is_answered_with_what_would_be_right(
    run: Run, shop: Path, options: tuple[str, ...], said: str
) -> None:
    code, _, err = run_import(run, shop, *options)
    assert code == 2
    assert said in err


def test_hostile_cells_end_in_a_word_and_reach_no_terminal(run: Run, shop: Path) -> None:
    hostile = "Week,Orders,\x1b[2J\u202e\n2026-W43,\x1b]0;x\x07,1\n\x9b31m,1,1\n"
    (shop / "n.csv").write_text(hostile, encoding="utf-8")
    for options in ((), ("-o", "json"), ("--new", "--owner", "maya", "--yes")):
        code, out, err = run_import(run, shop, *options)
        assert code == 0
        assert not set(out + err) & set("\x1b\x07\x9b\u202e")


def test_a_cell_of_a_megabyte_and_a_hundred_thousand_columns_are_refused(
    run: Run, shop: Path
) -> None:
    for text in ("Week,Orders\n2026-W43," + "9" * 1_000_000, "Week" + ",Orders" * 100_000):
        (shop / "n.csv").write_text(f"{text}\n", encoding="utf-8")
        code, _, err = run_import(run, shop)
        assert (code, err.startswith("error: n.csv")) == (2, True)


def test_a_hundred_thousand_columns_of_numbers_are_refused(run: Run, shop: Path) -> None:
    wide = "Week" + ",Orders" * 100_000 + "\n2026-W43" + ",1" * 100_000 + "\n"
    (shop / "n.csv").write_text(wide, encoding="utf-8")
    code, _, err = run_import(run, shop)
    assert code == 2
    assert "100001 columns, and 16384 is the most" in err


@pytest.mark.parametrize("noun", ["scorecard", "rock"])
@pytest.mark.parametrize("kind", ["pipe", "/dev/zero"])
def test_what_is_no_regular_file_is_refused_and_not_waited_for(
    run: Run, shop: Path, noun: str, kind: str
) -> None:
    os.mkfifo(shop / "pipe")
    done = run(noun, "import", kind, "--as-of", DAY, cwd=shop)
    assert (done.code, done.out) == (2, "")
    assert f"{kind} is not a regular file" in done.err


def test_the_last_line_counts_what_could_not_be_taken(run: Run, shop: Path) -> None:
    (shop / "n.csv").write_text("Week,Orders\n2026-W43,5\n2026-W42,x\n", encoding="utf-8")
    code, out, _ = run_import(run, shop, "--yes")
    assert code == 0
    assert out.splitlines()[-1].startswith("1 number written, 1 cell that cannot be taken")


def test_a_year_outside_of_the_calendar_is_refused(run: Run, shop: Path) -> None:
    code, _, err = run_import(run, shop, "--year", "26")
    assert code == 2
    assert "--year: `26` is not a year" in err


def test_a_sheet_comes_from_standard_input_too(run: Run, shop: Path) -> None:
    sheet = b"Week,Orders\n2026-W43,5\n"
    done = run("scorecard", "import", "-", "--as-of", DAY, cwd=shop, stdin=sheet)
    assert (done.code, done.err) == (0, "nothing was written; add --yes to write\n")
    assert done.out.startswith("standard input → 1 number new")
