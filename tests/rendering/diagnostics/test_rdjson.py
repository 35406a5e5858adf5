"""Diagnostics as rdjson."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from opsctl.cli.check_formats import edits_in
from opsctl.rendering.diagnostics.rdjson import rdjson_data
from opsctl.rendering.json_text import json_text
from opsctl.text.diagnostic import Diagnostic, Severity
from opsctl.text.edit import Edit
from opsctl.text.source import Source
from tests.factories import diagnostic
from tests.rendering.diagnostics.validators import RDJSON, refused_by_schema
from tests.rendering.hostile import is_harmful, texts

PATH = "rocks/2026-Q4/page.yaml"
WRITTEN = Source(PATH, "title: Page\nowner: lna\nteam: sales\n")


def entry(found: Diagnostic, source: Source | None = WRITTEN) -> Any:
    edits_of = edits_in(lambda _: source)
    data = rdjson_data([found], lambda _: source, lambda path: path, edits_of)
    (one,) = json.loads(json_text(data))["diagnostics"]
    return one


def columns(source: Source, part: str) -> tuple[int, int]:
    start = source.text.index(part)
    place = entry(diagnostic(source, start, start + len(part)), source)["location"]["range"]
    return place["start"]["column"], place["end"]["column"]


def test_an_entry_has_its_place_its_rule_and_its_message() -> None:
    assert entry(
        diagnostic(WRITTEN, 19, 22, "owner `lna` is not known", "did you mean `lena`?")
    ) == {
        "message": "owner `lna` is not known (did you mean `lena`?)",
        "location": {
            "path": PATH,
            "range": {"start": {"line": 2, "column": 8}, "end": {"line": 2, "column": 11}},
        },
        "severity": "ERROR",
        "code": {"value": "ROCK003"},
    }


@pytest.mark.parametrize(
    ("severity", "said"),
    [(Severity.ERROR, "ERROR"), (Severity.WARNING, "WARNING"), (Severity.NOTE, "INFO")],
)
def test_a_severity_becomes_one_of_reviewdog(severity: Severity, said: str) -> None:
    assert entry(diagnostic(WRITTEN, severity=severity))["severity"] == said


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [("a: lna", 4, 7), ("é: lna", 5, 8), ("日: lna", 6, 9), ("😀: lna", 7, 10)],
)
def test_a_column_counts_the_bytes_before_it(text: str, start: int, end: int) -> None:
    assert columns(Source(PATH, text), "lna") == (start, end)


def test_the_byte_order_mark_counts_on_the_first_line_only() -> None:
    marked = Source(PATH, "a: lna\nb: leo\n", has_bom=True)
    assert columns(marked, "lna") == (7, 10)
    assert columns(marked, "leo") == (4, 7)


def test_without_the_file_a_place_has_lines_only() -> None:
    place = entry(diagnostic(WRITTEN, 19, 22, fix="lena"), None)
    assert place["location"]["range"] == {"start": {"line": 2}, "end": {"line": 2}}
    assert "suggestions" not in place


def test_the_one_right_text_is_suggested_for_its_place() -> None:
    made = entry(diagnostic(WRITTEN, 19, 22, fix="lena"))
    place = {"start": {"line": 2, "column": 8}, "end": {"line": 2, "column": 11}}
    assert made["suggestions"] == [{"range": place, "text": "lena"}]


def test_edits_that_belong_together_are_one_suggestion() -> None:
    edits = (Edit(7, 11, "Site"), Edit(19, 22, "lena"))
    found = [diagnostic(WRITTEN, fix="any")]
    data = rdjson_data(found, lambda _: WRITTEN, lambda path: path, lambda _: edits)
    place = {"start": {"line": 1, "column": 8}, "end": {"line": 2, "column": 11}}
    suggestions = [{"range": place, "text": "Site\nowner: lena"}]
    assert data["diagnostics"][0]["suggestions"] == suggestions


def test_what_cannot_be_mended_has_no_suggestion() -> None:
    assert "suggestions" not in entry(diagnostic(WRITTEN, 19, 22))


def test_a_message_that_becomes_a_comment_calls_nobody_and_loads_nothing() -> None:
    made = entry(diagnostic(WRITTEN, 19, 22, "@all <img src=x> ![x](y) a@b.example `#`"))
    assert made["message"] == ("@\u2060all <\u2060img src=x> !\u2060[x]\u2060(y) a@b.example `#`")


@given(texts(), texts())
def test_hostile_text_stays_text(path: str, message: str) -> None:
    source = Source(f"x{path}", WRITTEN.text)
    data = rdjson_data(
        [diagnostic(source, 19, 22, f"x{message}", hint=message)],
        lambda _: source,
        lambda path: path,
    )
    text = json_text(data)
    (made,) = json.loads(text)["diagnostics"]
    assert text.isascii()
    assert not any(map(is_harmful, made["message"] + made["location"]["path"]))
    assert refused_by_schema(json.loads(text), RDJSON) == []
