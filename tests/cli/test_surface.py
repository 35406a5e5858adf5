"""The public surface: commands, options and exit codes. Extend it, never break it."""

from __future__ import annotations

import inspect
import re
from importlib import import_module
from typing import Any

import pytest

from opsctl.cli.app import GROUPS, TOP, Entry, application
from opsctl.cli.check_formats import _FORMATS
from opsctl.cli.formats import CHECK_FORMATS

COMMON = ["--as-of", "--at", "--format", "--help", "--no-color", "--workspace", "-C", "-h", "-o"]
KEPT = [*COMMON, "--no-cache"]
RESCUE = [
    *COMMON,
    *("--by", "--cause", "--check", "--drop", "--dry-run", "--due", "--help-from"),
    *("--help-needed", "--milestone", "--next", "--note", "--told", "-n", "ROCK"),
]
SURFACE = {
    "opsctl": [*KEPT, "--version"],
    "opsctl init": [
        *COMMON,
        *("--company", "--dry-run", "--editor", "--example", "--github", "--gitlab", "--name"),
        *("--timezone", "-n", "DIR"),
    ],
    "opsctl status": [*KEPT, "--owner", "--quarter", "--since", "--team"],
    "opsctl checkin": [
        *COMMON,
        *("--by", "--date", "--dry-run", "--from", "--status", "--week", "-n"),
    ],
    "opsctl check": [
        *KEPT,
        *("--base", "--baseline-add", "--changed", "--diff", "--exit-zero", "--fail-on", "--fix"),
        *("--ignore", "--no-baseline", "--output", "--select", "--statistics"),
        *(
            "--skip-outside",
            "--stdin-filename",
            "--unsafe-fixes",
            "--update-baseline",
            "--verify-signatures",
        ),
        "PATH...",
    ],
    "opsctl sop list": [
        *KEPT,
        *("--last-change", "--owner", "--profile", "--sort", "--status", "--team"),
    ],
    "opsctl sop status": [*KEPT, "--owner", "--team"],
    "opsctl sop due": [*COMMON, "--owner", "--plan", "--team", "--within"],
    "opsctl sop show": [*COMMON, "--checklist", "--outline", "SOP"],
    "opsctl sop log": [*COMMON, "--limit", "--on", "SOP"],
    "opsctl sop diff": [*COMMON, "SOP", "[BASE]"],
    "opsctl sop bump": [
        *COMMON,
        *("--dry-run", "--major", "--minor", "--no-log", "--patch", "--to", "-n"),
        *("SOP", "[BASE]"),
    ],
    "opsctl sop validate": [*COMMON, "--fail-on", "--stdin-filename", "FILE..."],
    "opsctl sop new": [
        *COMMON,
        *("--dry-run", "--id", "--in", "--owner", "--template", "--templates", "-n", "TITLE"),
    ],
    "opsctl sop approve": [
        *COMMON,
        *("--as", "--base", "--dry-run", "--from-review", "--head", "--note", "-n", "SOP..."),
    ],
    "opsctl sop review": [*COMMON, "--dry-run", "--no-change", "--note", "--revise", "-n", "SOP"],
    "opsctl sop adopt": [*COMMON, "--dry-run", "--front-matter", "--profile", "-n", "PATH..."],
    "opsctl sop owners": [*COMMON, "--check", "--dry-run", "--file", "--style", "-n"],
    "opsctl diff": [*COMMON, "BASE"],
    "opsctl cache show": COMMON,
    "opsctl cache clear": COMMON,
    "opsctl rule": [*COMMON, "CODE"],
    "opsctl schema": [*COMMON, "--output", "NAME"],
    "opsctl rock new": [
        *COMMON,
        *("--done-means", "--dry-run", "--due", "--id", "--milestone", "--owner", "--quarter"),
        *("--supports", "--team", "-n", "TITLE"),
    ],
    "opsctl rock list": [*KEPT, "--owner", "--quarter", "--standing", "--team"],
    "opsctl rock status": [
        *KEPT,
        *("--fail-on", "--owner", "--quarter", "--since", "--standing", "--team"),
    ],
    "opsctl rock show": [*COMMON, "ROCK"],
    "opsctl rock set": [*COMMON, "--dry-run", "-n", "FIELD=VALUE...", "ROCK"],
    "opsctl rock log": [
        *COMMON,
        *("--by", "--date", "--dry-run", "--note", "--now", "-n", "ROCK", "WORD"),
    ],
    "opsctl rock milestone": [
        *COMMON,
        *("--add", "--done", "--dry-run", "--due", "--move", "--on", "--reopen", "--weight"),
        *("-n", "ROCK"),
    ],
    "opsctl rock import": [
        *COMMON,
        *("--create-people", "--date-order", "--delimiter", "--dry-run", "--encoding", "--map"),
        *("--quarter", "--yes", "-n", "FILE"),
    ],
    "opsctl rock rescue": RESCUE,
    "opsctl rock broken-arrow": RESCUE,
    "opsctl scorecard explain": [*COMMON, "MEASURABLE", "[PERIOD]"],
    "opsctl scorecard list": [*KEPT, "--all", "--owner", "--team"],
    "opsctl scorecard status": [*KEPT, "--fail-on", "--owner", "--team"],
    "opsctl scorecard show": [*KEPT, "--periods", "NAME"],
    "opsctl quarter start": [*COMMON, "--dry-run", "--quarter", "--yes", "-n", "-y"],
    "opsctl quarter close": [
        *COMMON,
        *("--dry-run", "--from", "--quarter", "--story", "--template", "--yes", "-n", "-y"),
    ],
    "opsctl scorecard new": [
        *COMMON,
        *("--definition", "--dry-run", "--entered-by", "--every", "--goal", "--id", "--in"),
        *("--indicator", "--owner", "--perspective", "--rollup", "--since", "--team", "--unit"),
        *("-n", "TITLE"),
    ],
    "opsctl scorecard set": [
        *COMMON,
        *("--dry-run", "--na", "--note", "--period", "-n", "MEASURABLE", "VALUE"),
    ],
    "opsctl scorecard fill": [
        *COMMON,
        *("--dry-run", "--from", "--owner", "--since", "--template", "-n", "SCORECARD"),
    ],
    "opsctl scorecard pull": [
        *COMMON,
        *("--all", "--allow", "--dry-run", "--replace", "--since", "-n", "MEASURABLE..."),
    ],
    "opsctl scorecard import": [
        *COMMON,
        *("--date-order", "--decimal", "--delimiter", "--dry-run", "--encoding", "--layout"),
        *("--new", "--owner", "--replace", "--scorecard", "--year", "--yes", "-n", "FILE"),
    ],
    "opsctl scorecard export": [*COMMON, "--force", "--layout", "--output", "--since", "SCORECARD"],
}
COMPLETION = {"--install-completion", "--show-completion"}


def walk(command: Any, name: str) -> dict[str, list[str]]:
    """Name every command with its options and arguments."""
    if getattr(command, "commands", None) and name != "opsctl":
        return {
            key: each
            for sub, inner in command.commands.items()
            for key, each in walk(inner, f"{name} {sub}").items()
        }
    words = {opt for each in command.params for opt in each.opts if opt.startswith("-")}
    words |= {each.metavar for each in command.params if each.param_type_name == "argument"}
    found = {name: sorted((words | {"-h", "--help"}) - COMPLETION)}
    for sub, inner in getattr(command, "commands", {}).items():
        found |= walk(inner, f"{name} {sub}")
    return found


def test_every_command_has_the_options_it_had() -> None:
    actual = walk(application(), "opsctl")
    assert actual == {name: sorted(words) for name, words in SURFACE.items()}


@pytest.mark.parametrize(
    "entry",
    [*TOP, *(entry for _, _, entries in GROUPS for entry in entries)],
    ids=lambda entry: entry.name,
)
def test_a_list_says_of_a_command_how_its_help_starts(entry: Entry) -> None:
    module, _, name = entry.function.partition(":")
    documented = inspect.getdoc(getattr(import_module(f"opsctl.cli.{module}"), name)) or ""
    assert entry.summary == re.split(r"[:.](?:\s|$)", documented, maxsplit=1)[0]


def test_check_draws_each_of_its_formats() -> None:
    assert tuple(_FORMATS) == CHECK_FORMATS
