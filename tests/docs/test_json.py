"""Every key of the JSON output is documented."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, run_opsctl

STANDINGS = {"in-danger", "off-track", "missed", "on-track", "planned", "dropped", "done"}
COMMANDS = {
    "rock status": ["opsctl rock status"],
    "rock list": ["opsctl rock list", "opsctl rock status"],
    "rock show stock-accuracy": ["opsctl rock show", "opsctl rock status"],
    "status": ["opsctl status", "opsctl rock status", "opsctl scorecard show"],
    "scorecard status": ["opsctl scorecard status", "opsctl scorecard show"],
    "scorecard list": ["opsctl scorecard list", "opsctl scorecard show"],
    "quarter start --dry-run": ["opsctl quarter start"],
    "quarter close --story --quarter 2026-Q3": ["opsctl quarter close", "opsctl rock status"],
    "checkin --status": ["opsctl checkin"],
    "scorecard export": ["opsctl scorecard export"],
    "check": ["opsctl check"],
    "rule ROCK003": ["opsctl rule"],
    "rule": ["opsctl rule"],
    "schema": ["opsctl schema"],
}


def keys(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        yield from data
    for each in data.values() if isinstance(data, dict) else data:
        if isinstance(each, (dict, list)):
            yield from keys(each)


def chapter(title: str) -> str:
    text = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    return text.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_key_stands_in_the_chapter_of_its_command(command: str) -> None:
    given = ["-C", "examples/northwind", "--as-of", "2026-11-20", "--format", "json"]
    printed = run_opsctl(*given, *command.split()).out
    described = set(re.findall(r"`([\w-]+)`", "".join(map(chapter, COMMANDS[command]))))
    assert set(keys(json.loads(printed))) - STANDINGS <= described


def test_every_key_of_an_import_of_numbers_is_described(tmp_path: Path) -> None:
    for path, text in {
        "opsctl.yaml": "format: 1\n",
        "scorecards/shop/orders.yaml": "title: Orders\nowner: leo\nvalues: {2026-W45: 1}\n",
        "n.csv": "Week,Orders,Ordrs\n2026-W45,2,3\n2026-W46,x,4\n2026-W44,5,6\n",
    }.items():
        place = tmp_path / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    printed = run_opsctl("scorecard", "import", "n.csv", "--format", "json", cwd=tmp_path).out
    found = json.loads(printed)
    taken = found["measurables"][0]
    assert all((found["refused"], found["not_taken"], taken["new"], taken["different"]))
    described = set(re.findall(r"`([\w-]+)`", chapter("opsctl scorecard import")))
    assert set(keys(found)) <= described
