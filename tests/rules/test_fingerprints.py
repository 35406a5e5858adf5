"""Names of findings: the same tomorrow, and each only once."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from opsctl.rules.fingerprints import fingerprints
from opsctl.text.diagnostic import Diagnostic
from opsctl.text.source import Source
from tests.factories import diagnostic
from tests.rendering.hostile import texts

WRITTEN = Source("rocks/2026-Q4/page.yaml", "title: Page\nowner: lna\nteam: sales\n")


def named(*diagnostics: Diagnostic) -> tuple[str, ...]:
    return fingerprints(diagnostics, lambda path: path)


def about(message: str, subject: str | None = None, source: Source = WRITTEN) -> Diagnostic:
    made = diagnostic(source, 19, 22, message)
    return replace(made, finding=replace(made.finding, subject=subject))


def test_a_name_stays_when_lines_are_added_above() -> None:
    moved = Source(WRITTEN.path, f"# a remark\n\n{WRITTEN.text}")
    assert named(diagnostic(moved, 31, 34)) == named(diagnostic(WRITTEN, 19, 22))


def test_a_name_stays_when_days_pass() -> None:
    assert named(about("9 days overdue")) == named(about("10 days overdue"))


def test_a_finding_with_a_subject_is_named_by_it_and_not_by_its_message() -> None:
    assert named(about("a", "milestone 1")) == named(about("b", "milestone 1"))
    assert named(about("a", "milestone 1")) != named(about("a", "milestone 2"))


def test_path_rule_and_message_each_tell_findings_apart() -> None:
    elsewhere = Source("rocks/2026-Q3/page.yaml", WRITTEN.text)
    first, other = about("a"), about("a")
    other = replace(other, finding=replace(other.finding, code="ROCK004"))
    names = {*named(first), *named(about("b")), *named(about("a", source=elsewhere)), *named(other)}
    assert len(names) == 4


def test_two_workspaces_of_a_repository_do_not_share_names() -> None:
    found = [about("a")]
    assert fingerprints(found, lambda path: f"shop/{path}") != named(*found)


def test_equal_findings_are_numbered_and_the_first_keeps_its_name() -> None:
    first, second, third = named(about("a"), about("a"), about("a"))
    assert len({first, second, third}) == 3
    assert (first,) == named(about("a"))


def test_a_name_is_64_hexadecimal_digits() -> None:
    (name,) = named(about("a"))
    assert (len(name), set(name) - set("0123456789abcdef")) == (64, set())


@given(st.lists(st.tuples(texts(), texts()), max_size=8))
def test_any_findings_have_as_many_names(said: list[tuple[str, str]]) -> None:
    found = [about(message, source=Source(path, WRITTEN.text)) for path, message in said]
    assert len(set(named(*found))) == len(found)
