"""Diagnostics as a report of GitLab Code Quality."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from opsctl.rendering.diagnostics.gitlab import gitlab_data
from opsctl.rendering.json_text import json_text
from opsctl.text.diagnostic import Severity
from opsctl.text.source import Source
from tests.factories import diagnostic
from tests.rendering.hostile import is_harmful, texts

PATH = "rocks/2026-Q4/page.yaml"
WRITTEN = Source(PATH, "title: Page\nowner: lna\nteam: sales\n")


def test_an_entry_has_what_gitlab_asks_for() -> None:
    found = diagnostic(WRITTEN, 19, 30, "owner `lna` is not known", "did you mean `lena`?")
    assert gitlab_data([found], ["abc"], lambda path: f"ops/{path}") == [
        {
            "description": "ROCK003: owner `lna` is not known (did you mean `lena`?)",
            "check_name": "ROCK003",
            "fingerprint": "abc",
            "severity": "major",
            "location": {"path": f"ops/{PATH}", "lines": {"begin": 2, "end": 3}},
        }
    ]


@pytest.mark.parametrize(
    ("severity", "said"),
    [(Severity.ERROR, "major"), (Severity.WARNING, "minor"), (Severity.NOTE, "info")],
)
def test_a_severity_becomes_one_of_gitlab(severity: Severity, said: str) -> None:
    (entry,) = gitlab_data([diagnostic(WRITTEN, severity=severity)], ["abc"], str)
    assert entry["severity"] == said


def test_no_findings_are_an_empty_list() -> None:
    assert json_text(gitlab_data([], [], str)) == "[]\n"


@given(texts(), texts())
def test_hostile_text_stays_text(path: str, message: str) -> None:
    found = diagnostic(Source(path, WRITTEN.text), 19, 22, message, hint=message)
    text = json_text(gitlab_data([found], ["abc"], lambda path: path))
    (entry,) = json.loads(text)
    assert text.isascii()
    assert "##" not in text
    assert not any(map(is_harmful, entry["description"] + entry["location"]["path"]))
