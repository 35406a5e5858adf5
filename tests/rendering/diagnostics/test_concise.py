"""Diagnostics a line each."""

from __future__ import annotations

import re

from hypothesis import given

from opsctl.rendering.diagnostics.concise import concise_lines
from opsctl.text.diagnostic import Severity
from opsctl.text.source import Source
from tests.factories import diagnostic
from tests.rendering.hostile import is_harmful, texts

PATH = "rocks/2026-Q4/page.yaml"
WRITTEN = Source(PATH, "title: Page\nowner: lna\nteam: sales\n")
GCC = re.compile(r"(.+?):(\d+):(\d+): (error|warning|note): (.*) \[([A-Z]+\d+)\]")


def test_a_line_is_one_of_gcc() -> None:
    found = diagnostic(WRITTEN, 19, 22, "owner `lna` is not known", "did you mean `lena`?")
    (line,) = concise_lines([found], lambda path: f"../{path}")
    assert line == (
        f"../{PATH}:2:8: error: owner `lna` is not known (did you mean `lena`?) [ROCK003]"
    )


def test_findings_keep_their_order() -> None:
    found = [diagnostic(WRITTEN, severity=each) for each in reversed(Severity)]
    matches = [GCC.fullmatch(line) for line in concise_lines(found, lambda path: path)]
    assert [match and match[4] for match in matches] == ["note", "warning", "error"]


@given(texts(), texts())
def test_any_finding_is_one_line_that_can_be_read_again(path: str, message: str) -> None:
    source = Source(f"x{path}", WRITTEN.text)
    (line,) = concise_lines([diagnostic(source, 19, 22, message, hint=message)], lambda path: path)
    assert GCC.fullmatch(line)
    assert not any(map(is_harmful, line))
