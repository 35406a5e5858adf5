"""Diagnostics as SARIF."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given

from opsctl.cli.check_formats import edits_in
from opsctl.rendering.diagnostics.line_hashes import line_hashes
from opsctl.rendering.diagnostics.sarif import Tool, sarif_data
from opsctl.rendering.json_text import json_text
from opsctl.rules.engine import find_rule
from opsctl.rules.registry import RULES
from opsctl.text.diagnostic import Diagnostic, Severity
from opsctl.text.fix import written
from opsctl.text.source import Source
from tests.factories import diagnostic
from tests.rendering.diagnostics.validators import refused_by_sarif
from tests.rendering.hostile import is_harmful, texts

PATH = "rocks/2026-Q4/page.yaml"
WRITTEN = Source(PATH, "title: Page\nowner: lna\nteam: sales\n")
RULE = find_rule("ROCK003", RULES)
assert RULE is not None
TOOL = Tool("0.1.0", (RULES[0], RULE))


def run(found: Sequence[Diagnostic], source: Source | None = WRITTEN, below: str = "") -> Any:
    """Give the one run of a report, as who reads its text gets it."""
    names = [f"name {number}" for number in range(len(found))]
    edits_of = edits_in(lambda _: source)
    place = f"{below}{{}}".format
    data = sarif_data(found, names, lambda _: source, place, TOOL, edits_of)
    return json.loads(json_text(data))["runs"][0]


def result(found: Diagnostic, source: Source | None = WRITTEN) -> Any:
    (one,) = run([found], source)["results"]
    return one


def uri_of(path: str) -> str:
    made = result(diagnostic(Source(path, WRITTEN.text), 19, 22))
    return str(made["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])


def said(message: str) -> str:
    return str(result(diagnostic(WRITTEN, 19, 22, message))["message"]["text"])


def test_a_result_has_its_rule_its_place_and_its_message() -> None:
    hint = "did you mean `lena`?"
    assert result(diagnostic(WRITTEN, 19, 22, "owner `lna` is not known", hint)) == {
        "ruleId": "ROCK003",
        "ruleIndex": 1,
        "level": "error",
        "message": {"text": "owner `lna` is not known (did you mean `lena`?)"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": PATH, "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 2, "startColumn": 8, "endLine": 2, "endColumn": 11},
                }
            }
        ],
        "partialFingerprints": {
            "opsctl/v1": "name 0",
            "primaryLocationLineHash": line_hashes(WRITTEN.text)[1],
        },
    }


def test_columns_are_those_of_characters() -> None:
    assert run([])["columnKind"] == "unicodeCodePoints"
    source = Source(PATH, "owner: 😀 lna")
    made = result(diagnostic(source, 9, 12), source)
    assert made["locations"][0]["physicalLocation"]["region"]["startColumn"] == 10


def test_the_worst_come_first_and_keep_their_names() -> None:
    found = [diagnostic(WRITTEN, severity=each) for each in reversed(Severity)]
    told = [
        (each["level"], each["partialFingerprints"]["opsctl/v1"]) for each in run(found)["results"]
    ]
    assert told == [("error", "name 2"), ("warning", "name 1"), ("note", "name 0")]


def test_a_fix_replaces_exactly_its_place() -> None:
    made = result(diagnostic(WRITTEN, 19, 22, fix="lena"))
    (change,) = made["fixes"][0]["artifactChanges"]
    assert change["artifactLocation"] == {"uri": PATH, "uriBaseId": "%SRCROOT%"}
    region = {"startLine": 2, "startColumn": 8, "endLine": 2, "endColumn": 11}
    inserted = {"text": "lena"}
    assert change["replacements"] == [{"deletedRegion": region, "insertedContent": inserted}]


def test_a_guess_says_that_it_is_one() -> None:
    found = diagnostic(WRITTEN, 19, 22)
    told = []
    for safe in (True, False):
        fix = written(found.finding.location, "lena", safe=safe)
        (made,) = result(replace(found, finding=replace(found.finding, fix=fix)))["fixes"]
        told.append(made["description"]["text"])
    assert told == ["Write what is meant.", "Write what may be meant."]


def test_without_its_file_a_result_has_no_fix() -> None:
    assert "fixes" not in result(diagnostic(WRITTEN, 19, 22, fix="lena"), None)


def test_the_hash_of_a_line_counts_the_byte_order_mark() -> None:
    marked = Source(PATH, WRITTEN.text, has_bom=True)
    hashes = result(diagnostic(marked, 0, 5), marked)["partialFingerprints"]
    assert hashes["primaryLocationLineHash"] == line_hashes(f"\ufeff{WRITTEN.text}")[0]


def test_without_its_file_a_result_has_our_own_fingerprint_only() -> None:
    made = result(diagnostic(WRITTEN, 19, 22), None)
    assert made["partialFingerprints"] == {"opsctl/v1": "name 0"}


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("sops/a b.md", "sops/a%20b.md"),
        ("sops/größe 100%.md", "sops/gr%C3%B6%C3%9Fe%20100%25.md"),
        ("a:b#c?d.md", "a%3Ab%23c%3Fd.md"),
        ("a\nb.md", "a%0Ab.md"),
        ("a\udcffb.md", "a%5Cudcffb.md"),
    ],
)
def test_a_path_is_a_uri(path: str, uri: str) -> None:
    assert uri_of(path) == uri


def test_a_link_in_a_message_is_no_link_and_a_placeholder_none_either() -> None:
    assert said("see [this](https://evil.example) {0}") == (
        "see [this]\u2060(https://evil.example) {\u20600}"
    )


def test_each_workspace_of_a_repository_has_its_category() -> None:
    assert run([])["automationDetails"] == {"id": "opsctl/"}
    assert run([], below="teams/ops")["automationDetails"] == {"id": "opsctl/teams/ops/"}


def test_a_rule_brings_its_page() -> None:
    first, rule = run([])["tool"]["driver"]["rules"]
    assert first["id"] == RULES[0].code
    assert (rule["id"], rule["name"]) == ("ROCK003", "OwnerKnown")
    assert rule["shortDescription"]["text"].endswith("listed in `people.yaml`.")
    assert "Why: a Rock that two people own" in rule["fullDescription"]["text"]
    assert "Wrong:" not in rule["fullDescription"]["text"]
    assert "opsctl: ignore[ROCK003]" in rule["help"]["markdown"]
    assert rule["defaultConfiguration"] == {"level": "error", "enabled": True}


def test_no_rule_says_more_than_github_takes() -> None:
    data = sarif_data([], [], lambda _: None, str, Tool("0.1.0", RULES))
    rules = data["runs"][0]["tool"]["driver"]["rules"]
    assert max(len(each["fullDescription"]["text"]) for each in rules) <= 1024
    assert len({each["name"] for each in rules}) == len(RULES)


@pytest.mark.parametrize(("found", "kept", "left"), [(25_000, 25_000, 0), (25_001, 25_000, 1)])
def test_a_report_holds_as_many_results_as_github_takes(found: int, kept: int, left: int) -> None:
    made = run([diagnostic(WRITTEN, 19, 22)] * found)
    assert len(made["results"]) == kept
    notes = made["invocations"][0].get("toolExecutionNotifications", [])
    expected = [f"{left} error more: a report holds 25000 findings."] if left else []
    assert [each["message"]["text"] for each in notes] == expected


def test_the_validator_is_asked_in_earnest(tmp_path: Path) -> None:
    spaced = diagnostic(Source("a b.yaml", WRITTEN.text), 19, 22)
    data = sarif_data([spaced], ["x"], lambda _: WRITTEN, lambda path: path, TOOL)
    wrong = json_text(data).replace("a%20b", "a b")
    assert refused_by_sarif(json_text(data), tmp_path) == []
    assert [each[:8] for each in refused_by_sarif(wrong, tmp_path)] == ["SARIF100"]


@given(texts(), texts())
def test_hostile_text_stays_text(path: str, message: str) -> None:
    source = Source(f"x{path}", WRITTEN.text)
    made = result(diagnostic(source, 19, 22, message, hint=message))
    assert not any(map(is_harmful, made["message"]["text"]))
    uri = made["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert set(uri) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-~/%")
    assert unquote(uri, errors="strict").startswith("x")
