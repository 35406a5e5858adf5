"""Schemas and `check` agree: what a schema refuses, a rule that fails the check refuses too."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # it brings no types
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opsctl.loading.file_kinds import KINDS, FileKind
from opsctl.loading.front_matter import find_front_matter
from opsctl.loading.schema_names import NO_NAMES, REFERENCES, Names, names_of
from opsctl.loading.schemas import schema_of
from opsctl.loading.source import decode
from opsctl.loading.workspace import load_workspace
from opsctl.loading.yaml_nodes import Node, ScalarNode, SequenceNode, parse_yaml
from opsctl.model.descriptions import DESCRIPTIONS
from opsctl.rules.engine import run_rules
from opsctl.rules.registry import RULES
from opsctl.text.diagnostic import Severity
from opsctl.text.errors import UsageProblem
from opsctl.text.source import Source
from opsctl.text.tree import FolderTree, OverlayTree, Tree
from tests.conftest import NORTHWIND, ROOT
from tests.rules.test_cases import cases_of_workspaces, content_of

DAY = date(2026, 11, 20)
CDNOW = ROOT / "examples" / "cdnow"
NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
SETTINGS = b"format: 1\ncompany: Acme\n"
ROCK = "rocks/2026-Q4/loyalty-programme.yaml"
NUMBERS = "scorecards/company/repeat-rate.yaml"
CHECKIN = "checkins/2026-W46/maya.yaml"
PAGE = "sops/fulfilment/process-a-return.md"
CHANGED = ("opsctl.yaml", "people.yaml", "teams.yaml", "vision.yaml", ROCK, NUMBERS, CHECKIN, PAGE)
PIECES = [
    *["", "~", "3", "-1", "0", "1.5", "yes", "true", "False", "2026-11-30", "2026-W46", "2026-13"],
    *["maya", "nobody", "[a]", "{a: b}", "{is: at least 3}", '"3"', '"2026-11-30"', "at least 3"],
    *["80%", "14 days", "April", "aprill", "currency EUR", "mean by x", "done", "Done", ">= 3"],
    *["{value: 3}", "{na: x}", "[{date: 2026-11-02}]", "{x-a: 1}", "[]", "{}", "[~]", "1e3", "017"],
]


# What a schema says of a file


def typed(node: Node) -> Any:
    """Give the value of a node as YAML 1.2 types it."""
    if isinstance(node, SequenceNode):
        return [typed(item) for item in node.items]
    if not isinstance(node, ScalarNode):
        return {key.text: typed(value) for key, value in node.entries}
    if node.style:
        return node.text
    if node.is_null:
        return None
    if node.text in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return node.text.casefold() == "true"
    if NUMBER.fullmatch(node.text):
        return int(node.text) if node.text.lstrip("+-").isdigit() else float(node.text)
    return node.text


def kind_of(path: str) -> FileKind | None:
    if any(part.startswith(".") for part in path.split("/")):
        return None
    if path.startswith("sops/") and path.endswith(".md"):
        return next(each for each in KINDS if each.name == "sop")
    for kind in KINDS:
        wanted = [each for each in kind.paths if not each.startswith("!")]
        refused = [each[1:] for each in kind.paths if each.startswith("!")]
        if matches(path, wanted) and not matches(path, refused):
            return kind
    return None


def matches(path: str, patterns: list[str]) -> bool:
    return any(fnmatch.fnmatchcase(path, each.replace("**", "*")) for each in patterns)


def content(path: str, source: Source) -> Source:
    """Give the part of a file that a schema is about."""
    if not path.endswith(".md"):
        return source
    found = find_front_matter(source)
    if found is None or found.format != "yaml" or not (found.opened and found.closed):
        return Source(path, "")
    lines = source.text.splitlines()
    return Source(path, "\n".join(lines[found.span.line : found.span.end_line - 1]))


@cache
def validator(name: str, names: Any = NO_NAMES) -> Any:
    kind = next(each for each in KINDS if each.name == name)
    return jsonschema.Draft7Validator(plain(schema_of(kind, names)))


def plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: plain(each) for key, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, list | tuple) else value


def complaints(path: str, raw: bytes, names: Names | None = None) -> list[str]:
    """Give what a schema refuses in a file; nothing in one that cannot be parsed."""
    kind, (source, _) = kind_of(path), decode(path, raw)
    if kind is None or source is None:
        return []
    node, _ = parse_yaml(content(path, source))
    if node is None:
        return []
    schema = validator(kind.name) if names is None else known(kind, names)
    return [f"{each.json_path}: {each.message}" for each in schema.iter_errors(typed(node))]


def known(kind: FileKind, names: Names) -> Any:
    return jsonschema.Draft7Validator(plain(schema_of(kind, names)))


# What the check says of it


def refused(tree: Tree) -> tuple[set[str], Names]:
    """Name the files in which the check finds an error, and what can be named."""
    workspace = load_workspace(tree)
    found = run_rules(workspace, RULES, DAY)
    bad = {each.finding.location.path for each in found if each.severity is Severity.ERROR}
    return bad, names_of(workspace)


def disagreements(
    files: Mapping[str, bytes], changed: str | None = None
) -> Iterator[tuple[str, list[str]]]:
    """Give the files that a schema refuses and the check takes."""
    try:
        bad, names = refused(OverlayTree(None, dict(files)))
    except UsageProblem:  # a format of the future: nothing is judged
        return
    offers = any(each.titles for each in names.listings.values())
    for path in ({changed} if changed else files.keys()) - bad:
        said = complaints(path, files[path], names if offers else None)
        if said:
            yield path, said


@cache
def example() -> Mapping[str, bytes]:
    """Give the files of the example company."""
    return {
        path.relative_to(NORTHWIND).as_posix(): path.read_bytes()
        for path in sorted(NORTHWIND.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("folder", [NORTHWIND, CDNOW], ids=["northwind", "cdnow"])
def test_the_examples_please_their_schemas(folder: Path) -> None:
    names = names_of(load_workspace(FolderTree(folder)))
    seen = set()
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and (kind := kind_of(name)):
            seen.add(kind.name)
            assert not complaints(name, path.read_bytes(), names), name
    assert {"settings", "people", "measurable"} <= seen


@pytest.mark.parametrize(("code", "case"), cases_of_workspaces())
def test_what_a_schema_refuses_in_a_case_of_a_rule_the_check_refuses(
    code: str, case: dict[str, Any]
) -> None:
    files = {path: content_of(value) for path, value in case["files"].items()}
    files = {"opsctl.yaml": SETTINGS} | files
    if b"rules:" in files["opsctl.yaml"]:  # where rules are off, the check refuses less
        return
    assert not list(disagreements(files)), code


@settings(max_examples=60)
@given(st.data())
def test_what_a_schema_refuses_after_a_change_the_check_refuses(data: st.DataObject) -> None:
    """One value of one file of the example becomes another."""
    path = data.draw(st.sampled_from(CHANGED))
    lines = example()[path].decode().split("\n")
    last = lines.index("---", 1) if path == PAGE else len(lines)
    places = [index for index in range(last) if re.match(r" *(- )?[\w-]+:( |$)", lines[index])]
    index = data.draw(st.sampled_from(places))
    key = lines[index].partition(":")[0]
    lines[index] = f"{key}: {data.draw(st.sampled_from(PIECES))}"
    changed = {**example(), path: "\n".join(lines).encode()}
    assert not list(disagreements(changed, path)), lines[index]


def test_every_field_that_names_something_is_a_field() -> None:
    assert REFERENCES.keys() <= DESCRIPTIONS.keys()
