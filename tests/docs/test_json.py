"""Every key of the JSON output is documented."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import ROOT, run_opsctl

STANDINGS = {"in-danger", "off-track", "missed", "on-track", "planned", "dropped", "done"}
COMMANDS = {
    "rock status": ["opsctl rock status"],
    "rock list": ["opsctl rock list", "opsctl rock status"],
    "rock show stock-accuracy": ["opsctl rock show", "opsctl rock status"],
    "status": ["opsctl status", "opsctl rock status"],
    "quarter start --dry-run": ["opsctl quarter start"],
    "quarter close --story --quarter 2026-Q3": ["opsctl quarter close", "opsctl rock status"],
    "check": ["opsctl check"],
    "rule ROCK003": ["opsctl rule"],
    "rule": ["opsctl rule"],
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
