"""`opsctl scorecard export`: the whole history, exactly as it was typed."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.conftest import DAY, Golden, Run

FILES = {
    "opsctl.yaml": "format: 1\ncompany: Acme\n",
    "scorecards/shop/scorecard.yaml": "title: Shop\nshow: [{divider: Money}, revenue, orders]\n",
    "scorecards/shop/revenue.yaml": (
        'title: "=Revenue"\nowner: maya\nunit: currency EUR\nevery: month\n'
        "goal: at least 10\nvalues:\n  2026-09: 12.50\n  2026-10: -5\n"
    ),
    "scorecards/shop/orders.yaml": (
        "title: Orders\nowner: leo\ngoal:\n  2026-W45: at least 24\nvalues:\n"
        '  2026-W43: 24.10\n  2026-W45: {value: 23, note: "+1 of 2, \\e[2J"}\n'
        "  2026-W46: {na: Stocktaking, note: Closed}\n"
    ),
    "scorecards/shop/hidden.yaml": "title: Hidden\nowner: leo\nunit: yes-no\n",
    "checkins/2026-W44/leo.yaml": "date: 2026-11-02\nvalues: {shop/orders: 24.0}\n",
}


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Give a workspace with one scorecard that shows two of three measurables."""
    for path, text in FILES.items():
        place = tmp_path / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return tmp_path


def export(run: Run, shop: Path, *options: str | Path) -> str:
    done = run("scorecard", "export", "--as-of", DAY, *options, cwd=shop)
    assert (done.code, done.err) == (0, "")
    return done.out


def test_the_wide_table_has_a_row_a_period_and_a_column_a_measurable(run: Run, shop: Path) -> None:
    assert export(run, shop, "shop") == (
        "period,shop/revenue,shop/orders\r\n"
        "2026-W43,,24.10\r\n"
        "2026-W44,,24.0\r\n"
        "2026-W45,,23\r\n"
        "2026-W46,,n/a: Stocktaking\r\n"
        "2026-W47,,\r\n"
        "2026-09,12.50,\r\n"
        "2026-10,-5,\r\n"
        "2026-11,,\r\n"
    )


def test_the_long_table_has_goal_verdict_and_note_and_defuses_formulas(
    run: Run, shop: Path
) -> None:
    rows = list(csv.reader(io.StringIO(export(run, shop, "shop", "--layout", "long"))))
    assert rows[0] == [
        *("period", "measurable", "title", "owner", "unit", "value", "goal", "verdict", "note")
    ]
    revenue = ["shop/revenue", "'=Revenue", "maya", "currency EUR"]
    orders = ["shop/orders", "Orders", "leo", "number"]
    assert rows[1:] == [
        ["2026-09", *revenue, "12.50", "at least 10", "hit", ""],
        ["2026-10", *revenue, "-5", "at least 10", "miss", ""],
        ["2026-11", *revenue, "", "at least 10", "open", ""],
        ["2026-W43", *orders, "24.10", "", "no-goal", ""],
        ["2026-W44", *orders, "24.0", "", "no-goal", ""],
        ["2026-W45", *orders, "23", "at least 24", "miss", "'+1 of 2, \\x1b[2J"],
        ["2026-W46", *orders, "n/a: Stocktaking", "at least 24", "n/a", "Closed"],
        ["2026-W47", *orders, "", "at least 24", "open", ""],
    ]


def test_the_data_has_every_measurable(run: Run, shop: Path, golden: Golden) -> None:
    golden("scorecard-export.json", export(run, shop, "-o", "json"))


def test_since_leaves_out_what_was_over_before(run: Run, shop: Path) -> None:
    rows = export(run, shop, "shop", "--since", "2026-W45").splitlines()
    assert [row.partition(",")[0] for row in rows] == [
        *("period", "2026-W45", "2026-W46", "2026-W47", "2026-11")
    ]


def test_a_file_gets_the_same_bytes_as_the_screen(run: Run, shop: Path) -> None:
    for options in (("shop",), ("-o", "json")):
        printed = export(run, shop, *options)
        said = export(run, shop, *options, "--output", "out", "--force")
        assert "written to out" in said
        assert (shop / "out").read_bytes() == printed.encode()


def test_the_past_is_asked_about_as_everywhere(run: Run, shop: Path) -> None:
    done = run("scorecard", "export", "shop", "--as-of", "2026-10-26", "-o", "json", cwd=shop)
    periods = [
        (each["period"], each["verdict"])
        for measurable in json.loads(done.out)["measurables"]
        for each in measurable["periods"]
    ]
    assert periods == [
        ("2026-09", "hit"),
        ("2026-10", "open"),
        ("2026-W43", "no-goal"),
        ("2026-W44", "open"),
    ]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("shp",), "did you mean `shop`?"),
        (("--layout", "wid"), "did you mean `wide`?"),
        (("--layout", "long", "-o", "json"), "--layout is for CSV"),
        (("--since", "2026-W54"), "--since: `2026-W54` is not a period"),
        (("--output", "."), "is not a regular file"),
        (("--force",), "--force is for --output"),
        (("--output", "missing/out.csv"), "there is no folder"),
    ],
)
def test_a_wrong_option_is_answered_with_what_would_be_right(
    run: Run, shop: Path, options: tuple[str, ...], said: str
) -> None:
    done = run("scorecard", "export", *options, cwd=shop)
    assert done.code == 2
    assert said in done.err


def test_a_file_that_is_there_is_replaced_only_by_force(run: Run, shop: Path) -> None:
    (shop / "notes.txt").write_text("mine")
    done = run("scorecard", "export", "--output", "notes.txt", cwd=shop)
    assert done.code == 2
    assert "notes.txt exists already" in done.err
    assert "--force" in done.err
    assert (shop / "notes.txt").read_text() == "mine"
    assert run("scorecard", "export", "--output", "notes.txt", "--force", cwd=shop).code == 0
    assert (shop / "notes.txt").read_text().startswith("period,")


@pytest.mark.parametrize(
    "path",
    ["opsctl.yaml", "scorecards/shop/orders.yaml", "scorecards/shop/new.yaml", "link.csv"],
)
def test_no_file_of_the_workspace_is_ever_replaced(run: Run, shop: Path, path: str) -> None:
    (shop / "link.csv").symlink_to(shop / "opsctl.yaml")
    before = {each: each.read_bytes() for each in shop.rglob("*.yaml")}
    done = run("scorecard", "export", "--output", path, "--force", cwd=shop)
    assert done.code == 2
    assert f"{path} belongs to the workspace" in done.err
    assert {each: each.read_bytes() for each in shop.rglob("*.yaml")} == before
