"""Text that users wrote, made safe to show."""

from __future__ import annotations

import pytest
from hypothesis import given

from opsctl.rendering.visible import no_command, one_line, visible
from tests.rendering.hostile import is_harmful, texts


@given(texts())
def test_no_harmful_character_survives(text: str) -> None:
    assert not [sign for sign in visible(text) if is_harmful(sign)]


@given(texts())
def test_no_harmful_character_survives_in_one_line(text: str) -> None:
    assert not [sign for sign in one_line(text) if is_harmful(sign)]


@given(texts())
def test_one_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1


@given(texts())
def test_a_text_made_safe_can_be_written_as_utf8(text: str) -> None:
    assert visible(text).encode("utf-8").decode("utf-8") == visible(text)


@given(texts())
def test_a_text_made_safe_stays_as_it_is(text: str) -> None:
    assert visible(visible(text)) == visible(text)
    assert one_line(one_line(text)) == one_line(text)


@pytest.mark.parametrize(
    "text", ["Größe & Maß: 10 %", "日本語", "👩\u200d🚀 e\u0301", "שלום", "C:\\temp", "a\xa0b"]
)
def test_a_harmless_text_stays_as_it_is(text: str) -> None:
    assert visible(text) == one_line(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\tb", "a\\tb"),
        ("a\r\nb", "a\\r\\nb"),
        ("\x1b[31m", "\\x1b[31m"),
        ("\x00", "\\x00"),
        ("\x9b", "\\x9b"),
        ("\u202e", "\\u202e"),
        ("\ufeff", "\\ufeff"),
        ("\udce9", "\\udce9"),
        ("\U000e0041", "\\U000e0041"),
    ],
)
def test_what_is_harmful_is_shown_as_an_escape(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\r\n  b", "a b"),
        (" a \t b ", "a b"),
        ("a\n\n\nb\n", "a b"),
        ("\n", ""),
        ("a\x1b\nb", "a\\x1b b"),
        ("a\u2028b", "a\\u2028b"),
    ],
)
def test_line_ends_and_runs_of_spaces_become_one_space(text: str, shown: str) -> None:
    assert one_line(text) == shown


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("::error::a", "\\x3a:error::a"),
        ("  ::error::a", "  \\x3a:error::a"),
        ("a ##[error]b", "a #\\x23[error]b"),
        ("##vso[task.complete]", "#\\x23vso[task.complete]"),
        ("###[x", "##\\x23[x"),
    ],
)
def test_a_command_to_a_ci_system_is_shown(line: str, shown: str) -> None:
    assert no_command(line) == shown


@pytest.mark.parametrize("line", ["a ::error::b", ": a", "## Heading", "# [x]", "## [x](y)", ""])
def test_what_is_no_command_stays_as_it_is(line: str) -> None:
    assert no_command(line) == line
