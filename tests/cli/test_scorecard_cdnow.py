"""The weekly numbers of a real web shop (CDNOW, 1997 to 1998), taken in and given back."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run

SHEET = ROOT.parent / "shared" / "data" / "cdnow-weekly.csv"
MEASURABLES = {
    "orders": ("Orders", "number"),
    "revenue": ("revenue_usd", "currency USD"),
    "units": ("Units", "number"),
    "buyers": ("Buyers", "number"),
    "repeat-share": ("repeat order share pct", "percent"),
}
COLUMNS = ("orders", "revenue_usd", "units", "buyers", "repeat_order_share_pct")
pytestmark = pytest.mark.skipif(not SHEET.exists(), reason=f"{SHEET.name} is not beside us")


@pytest.fixture
def shop(run: Run, tmp_path: Path) -> Path:
    """Give a workspace with five measurables and a formula, that the sheet was imported into."""
    folder = tmp_path / "scorecards" / "shop"
    folder.mkdir(parents=True)
    (tmp_path / "opsctl.yaml").write_text("format: 1\ncompany: CDNOW\n", encoding="utf-8")
    (folder / "scorecard.yaml").write_text(
        f"title: Shop\nshow: [{', '.join(MEASURABLES)}]\n", encoding="utf-8"
    )
    for name, (title, unit) in MEASURABLES.items():
        text = f"title: {title}\nowner: jason\nunit: {unit}\narchived: 1998-07-05\n"
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    (folder / "average-order-value-usd.yaml").write_text(
        "title: Average order value\nowner: jason\nunit: currency USD\nformula: revenue / orders\n",
        encoding="utf-8",
    )
    done = run("scorecard", "import", SHEET, "--yes", cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert "395 numbers new, 0 there already\n" in done.out
    assert "shop/average-order-value-usd is computed by a formula" in done.out
    return tmp_path


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(SHEET.read_text(encoding="utf-8"))))


def test_what_comes_out_is_what_went_in(run: Run, shop: Path) -> None:
    done = run("scorecard", "export", "shop", cwd=shop)
    seen = list(csv.reader(io.StringIO(done.out)))[1:]
    assert seen == [[row["week"], *(row[each] for each in COLUMNS)] for row in rows()]
    assert len(seen) == 79


def test_the_turn_of_the_year_has_the_weeks_that_the_calendar_has(shop: Path) -> None:
    text = (shop / "scorecards/shop/orders.yaml").read_text(encoding="utf-8")
    lines = [line.split(":")[0].strip() for line in text.splitlines() if "-W" in line]
    assert lines == [row["week"] for row in rows()]
    assert lines[lines.index("1997-W52") + 1] == "1998-W01"


def test_importing_it_twice_changes_nothing(run: Run, shop: Path) -> None:
    before = {path: path.read_bytes() for path in shop.rglob("*.yaml")}
    done = run("scorecard", "import", SHEET, "--yes", "--replace", cwd=shop)
    assert (done.code, done.err) == (0, "there is nothing to write\n")
    assert {path: path.read_bytes() for path in shop.rglob("*.yaml")} == before
