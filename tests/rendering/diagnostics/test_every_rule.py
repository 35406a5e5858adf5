"""Every format of a report that breaks every rule, before those who read the format."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from opsctl.cli.check_formats import edits_in
from opsctl.rendering.diagnostics.gitlab import gitlab_data
from opsctl.rendering.diagnostics.junit import junit_text
from opsctl.rendering.diagnostics.rdjson import rdjson_data
from opsctl.rendering.diagnostics.sarif import Tool, sarif_data
from opsctl.rendering.json_text import json_text
from opsctl.rules.fingerprints import fingerprints
from opsctl.rules.registry import RULES
from opsctl.text.edit import splice
from opsctl.text.source import Source
from tests.rendering.diagnostics.every_rule import Report, broken_everywhere, codes_of
from tests.rendering.diagnostics.validators import (
    RDJSON,
    refused_by_gitlab,
    refused_by_junit,
    refused_by_sarif,
    refused_by_schema,
)


def as_it_is(path: str) -> str:
    return path


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    made = broken_everywhere(tmp_path_factory.mktemp("cases"))
    assert set(codes_of(made)) == {rule.code for rule in RULES}
    return made


def test_gitlab_reads_every_finding(report: Report) -> None:
    names = fingerprints(report.diagnostics, as_it_is)
    written = json_text(gitlab_data(report.diagnostics, names, as_it_is))
    assert refused_by_gitlab(written) == []
    assert len(json.loads(written)) == len(report.diagnostics)


def test_the_validator_of_sarif_has_nothing_to_say(report: Report, tmp_path: Path) -> None:
    names = fingerprints(report.diagnostics, as_it_is)
    data = sarif_data(
        report.diagnostics,
        names,
        report.sources.get,
        as_it_is,
        Tool("0.1.0", RULES),
        edits_in(report.sources.get),
    )
    assert refused_by_sarif(json_text(data), tmp_path) == []


def test_a_reader_of_junit_counts_every_finding(report: Report) -> None:
    written = junit_text(report.diagnostics, report.paths, as_it_is)
    assert refused_by_junit(written) == []


def test_reviewdog_reads_every_finding(report: Report) -> None:
    data = json.loads(
        json_text(
            rdjson_data(
                report.diagnostics, report.sources.get, as_it_is, edits_in(report.sources.get)
            )
        )
    )
    assert refused_by_schema(data, RDJSON) == []
    assert len(data["diagnostics"]) == len(report.diagnostics)


def test_each_suggestion_of_reviewdog_makes_the_file_that_is_meant(report: Report) -> None:
    """Put each suggestion into the bytes of its file, as reviewdog and the host do."""
    edits_of = edits_in(report.sources.get)
    data = rdjson_data(report.diagnostics, report.sources.get, as_it_is, edits_of)
    made = 0
    for each, told in zip(report.diagnostics, data["diagnostics"], strict=True):
        edits = edits_of(each.finding)
        assert ("suggestions" in told) is bool(edits)
        if not edits:
            continue
        source = report.sources[each.finding.location.path]
        (suggestion,) = told["suggestions"]
        start, end = (_offset(source, suggestion["range"][name]) for name in ("start", "end"))
        content = source.encode()
        changed = content[:start] + suggestion["text"].encode() + content[end:]
        assert changed == replace(source, text=splice(source.text, edits)).encode()
        made += 1
    assert made > 100


def _offset(source: Source, place: dict[str, int]) -> int:
    """Give the place of a byte in a file, by its line and the column in it."""
    mark = 3 if source.has_bom and place["line"] > 1 else 0
    before = source.text[: source.line_starts[place["line"] - 1]].encode()
    return mark + len(before) + place["column"] - 1
