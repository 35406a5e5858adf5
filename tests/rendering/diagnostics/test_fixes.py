"""What is said of findings that opsctl itself can mend."""

from __future__ import annotations

import pytest

from opsctl.rendering.diagnostics.fixes import fixable_lines
from opsctl.text.diagnostic import Diagnostic, Finding, Severity
from opsctl.text.fix import Fix, Removal
from opsctl.text.span import Location, Span

PLACE = Location("rocks/2026-Q4/a.yaml", Span(0, 1, 1, 1, 1, 2))


def found(safe: bool | None) -> Diagnostic:
    fix = None if safe is None else Fix((Removal(PLACE),), safe=safe)
    return Diagnostic(Finding("ROCK003", PLACE, "x", fix=fix), "owner-known", Severity.ERROR)


@pytest.mark.parametrize(
    ("fixes", "said"),
    [
        ([], []),
        ([None], []),
        ([True, None], ["1 can be fixed: opsctl check --fix"]),
        (
            [True, True, False],
            ["2 can be fixed: opsctl check --fix, and 1 more with --unsafe-fixes"],
        ),
        ([False], ["1 can be guessed: opsctl check --diff --unsafe-fixes shows how"]),
    ],
)
def test_the_command_that_mends_is_named(fixes: list[bool | None], said: list[str]) -> None:
    lines = fixable_lines([found(each) for each in fixes], is_whole=True)
    assert [line.plain for line in lines] == said


def test_of_a_part_the_same_command_mends_only_that() -> None:
    lines = fixable_lines([found(True), found(False)], is_whole=False)
    said = "1 can be fixed: the same with --fix, and 1 more with --unsafe-fixes"
    assert [line.plain for line in lines] == [said]
