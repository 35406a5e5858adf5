"""Which libraries a command leaves alone, so that its answer is there at once."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from opsctl.cli.app import GROUPS, TOP

ROOT = Path(__file__).parent.parent
RUN = """
import json, sys
from opsctl.__main__ import main
code = 0
try:
    main()
except SystemExit as stop:
    code = stop.code
sys.stdout.flush()
print()
print(json.dumps([code, sorted(sys.modules)]))
"""
COMMANDS = frozenset(
    f"opsctl.cli.{entry.function.partition(':')[0]}"
    for entries in (TOP, *(each for _, _, each in GROUPS))
    for entry in entries
)
STATUS = ("-C", "examples/northwind", "--as-of", "2026-11-20", "rock", "status")


def run(*arguments: str, **environment: str) -> tuple[str, frozenset[str]]:
    """Run opsctl in a process of its own; give what it prints and what it has imported."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    printed, _, last = done.stdout.rstrip("\n").rpartition("\n")
    code, modules = json.loads(last)
    assert not code, done.stderr
    return printed, frozenset(modules)


def modules_after(*arguments: str) -> frozenset[str]:
    """Name what opsctl has imported when it ends well."""
    return run(*arguments)[1]


def libraries(modules: frozenset[str]) -> frozenset[str]:
    return frozenset(name.partition(".")[0] for name in modules)


def test_the_version_needs_no_library() -> None:
    found = libraries(modules_after("--version"))
    assert not found & {"typer", "rich", "pydantic", "pydantic_core", "yaml"}


@pytest.mark.parametrize("words", [(), *((name,) for name, _, _ in GROUPS)])
def test_a_list_of_commands_needs_no_command_and_no_other_library(words: tuple[str, ...]) -> None:
    found = modules_after(*words, "--help")
    assert not libraries(found) & {"rich", "pydantic", "pydantic_core", "yaml", "git", "zoneinfo"}
    assert not found & {*COMMANDS, "opsctl.cli.session", "tempfile"}
    layers = {name.split(".")[1] for name in found if name.startswith("opsctl.")}
    assert layers == {"__main__", "cli", "rendering", "text"}


def test_completing_the_name_of_a_command_needs_no_command() -> None:
    typed = {"COMP_WORDS": "opsctl rock s", "COMP_CWORD": "2"}
    printed, found = run(_OPSCTL_COMPLETE="complete_bash", **typed)
    assert printed.split() == ["status", "show", "set"]
    assert not found & COMMANDS


def test_the_help_of_a_command_needs_no_workspace_and_no_colours() -> None:
    found = modules_after("rock", "status", "--help")
    assert not found & {"opsctl.loading.workspace", "rich.console", "pydantic", "yaml", "zoneinfo"}


def test_the_status_of_rocks_needs_no_library_that_writes_or_reads_procedures() -> None:
    found = libraries(modules_after(*STATUS))
    assert not found & {"git", "markdown_it", "jinja2", "filelock", "pathspec", "lark"}


@pytest.mark.parametrize(
    "words",
    [
        *(("check",), ("status",), ("rock", "status"), ("rock", "list")),
        *(("scorecard", "status"), ("sop", "status"), ("sop", "list"), ("sop", "due")),
    ],
)
def test_a_sound_workspace_needs_no_library_that_reads_or_validates(words: tuple[str, ...]) -> None:
    found = libraries(modules_after(*STATUS[:4], "--no-cache", *words))
    assert not found & {"pydantic", "pydantic_core", "yaml", "lark"}


def test_a_text_that_is_not_plain_is_read_with_all_of_yaml(tmp_path: Path) -> None:
    (tmp_path / "opsctl.yaml").write_text("format: 1\ncompany: >\n  Acme\n")
    found = libraries(modules_after("-C", str(tmp_path), "--no-cache", "check"))
    assert {"pydantic", "yaml"} <= found


def test_only_a_page_that_is_not_written_in_the_common_way_needs_the_parser_of_markdown(
    tmp_path: Path,
) -> None:
    page = tmp_path / "sops" / "a.md"
    page.parent.mkdir()
    (tmp_path / "opsctl.yaml").write_text("format: 1\ncompany: Acme\n")
    page.write_text("---\ntitle: A\n---\n# A\n\n1. Open the box.\n2. Close it.\n")
    words = ("-C", str(tmp_path), "--no-cache", "sop", "list")
    assert "markdown_it" not in libraries(modules_after(*words))
    page.write_text("# A\n\n> Open the box.\n")
    assert "markdown_it" in libraries(modules_after(*words))


def test_the_status_of_rocks_needs_no_rule_and_no_editing() -> None:
    layers = {".".join(name.split(".")[:2]) for name in modules_after(*STATUS)}
    assert not layers & {"opsctl.rules", "opsctl.editing"}


def test_the_status_of_rocks_needs_no_procedure_no_approval_and_no_formula() -> None:
    found = modules_after(*STATUS)
    assert not found & {
        "opsctl.analysis.scorecard.measurable",
        "opsctl.loading.approvals",
        "opsctl.loading.baseline",
        "opsctl.model.approval",
        "opsctl.model.markdown",
        "opsctl.model.sop",
        "rich.console",
        "semver",
    }
    assert not {name for name in found if name.startswith("opsctl.analysis.formula")}


def test_the_status_of_scorecards_needs_no_procedure_and_no_approval() -> None:
    found = modules_after(*STATUS[:4], "scorecard", "status")
    assert not found & {"opsctl.loading.approvals", "opsctl.model.sop", "rich.console", "semver"}
    assert not libraries(found) & {"git", "markdown_it", "filelock", "pathspec"}


def test_a_command_that_does_not_look_back_needs_no_library_of_git() -> None:
    for words in (("status",), ("check",), ("rock", "list"), ("sop", "list")):
        assert "git" not in libraries(modules_after(*STATUS[:4], *words))


def test_showing_a_rock_outside_of_git_needs_no_library_of_git(tmp_path: Path) -> None:
    plain = shutil.copytree(ROOT / "examples" / "northwind", tmp_path / "northwind")
    words = ("-C", str(plain), "--as-of", "2026-11-20", "rock", "show", "open-germany")
    assert "git" not in libraries(modules_after(*words))


def test_only_a_formula_that_is_not_sound_needs_the_library_that_reads_formulas(
    tmp_path: Path,
) -> None:
    card = tmp_path / "scorecards" / "shop"
    card.mkdir(parents=True)
    (tmp_path / "opsctl.yaml").write_text("format: 1\ncompany: Acme\n")
    (card / "orders.yaml").write_text("title: Orders\nowner: leo\nvalues: {2026-W46: 4}\n")
    words = ("-C", str(tmp_path), "--as-of", "2026-11-20", "scorecard", "show", "shop")
    for formula, needed in (("orders / 2", False), ("orders / ", True)):
        (card / "half.yaml").write_text(f"title: Half\nowner: leo\nformula: {formula}\n")
        printed, found = run(*words)
        assert ("the formula ends before it is complete" in printed) is needed
        assert ("lark" in libraries(found)) is needed


def test_the_list_of_schemas_needs_no_library_that_makes_one() -> None:
    assert not libraries(modules_after("schema")) & {"pydantic", "pydantic_core", "yaml", "git"}
