"""Which comments suppress, and which line they are about."""

from __future__ import annotations

import pytest

from opsctl.loading.suppressions import read_suppressions
from opsctl.loading.yaml_nodes import parse_yaml
from opsctl.text.source import Source

COMMENT = "# opsctl: ignore[ROCK001] agreed"


def lines(text: str) -> list[int | None]:
    """Give the line that each comment is about; none for the whole file."""
    source = Source("a.yaml", text)
    node, _ = parse_yaml(source)
    return [each.line for each in read_suppressions(source, node)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"a: b {COMMENT}\nc: d\n", [1]),
        (f"a: b\nc: d\t{COMMENT}\n", [2]),
        (f"a: [b, {COMMENT}\n  c]\n", [1]),
        (f"a: 'b' {COMMENT}\n", [1]),
        (f"a:\n  - b {COMMENT}\n", [2]),
        (f"a: | {COMMENT}\n  b\nc: d\n", [1]),
    ],
)
def test_at_the_end_of_a_line_it_is_about_the_line(text: str, expected: list[int]) -> None:
    assert lines(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"a: b\n{COMMENT}\nc: d\n", [3]),
        (f"a: b\n{COMMENT}\n\n# a note\n\t\n  # another\nc: d\n".replace("\t", ""), [7]),
        (f"a: b\n{COMMENT}\n{COMMENT}\nc: d\n", [4, 4]),
        (f"a:\n  {COMMENT}\n  b: c\n", [3]),
        (f"a: |\n  b\n{COMMENT}\nc: d\n", [4]),
        (f"a: b\nc: d\n{COMMENT}\n", [2]),
        (f"a: b\r\n{COMMENT}\r\nc: d\r\n", [3]),
        (f"a: b\r{COMMENT}\rc: d\r", [3]),
    ],
)
def test_on_a_line_of_its_own_it_is_about_the_next_that_holds_something(
    text: str, expected: list[int]
) -> None:
    assert lines(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        f"{COMMENT}\na: b\n",
        f"# a note\n\n{COMMENT}\n\na: b\n",
        f"---\n{COMMENT}\na: b\n",
        f"%YAML 1.2\n---\n{COMMENT}\na: b\n",
        f"  {COMMENT}\na: b\n",
    ],
)
def test_ahead_of_the_first_key_it_is_about_the_file(text: str) -> None:
    assert lines(text) == [None]


@pytest.mark.parametrize(
    "text",
    [
        f"a: 'b {COMMENT}'\n",
        f'a: "b {COMMENT}"\n',
        f'a: "b\n  {COMMENT}\n  c"\n',
        f"a: |\n  {COMMENT}\n  b\n",
        f"a: >-\n  b\n\n  {COMMENT}\nc: d\n",
        f"'{COMMENT}': b\n",
        "a: b#opsctl:ignore[ROCK001]\n",
        "a: b # opsctl: ignore ROCK001\n",
    ],
)
def test_within_text_it_is_no_comment(text: str) -> None:
    assert lines(text) == []


def test_a_file_that_cannot_be_read_keeps_its_comments() -> None:
    assert lines(f"{COMMENT}\na: b {COMMENT}\n{COMMENT}\nc: [\n") == [None, 2, 4]


@pytest.mark.parametrize(
    ("written", "rules", "reason"),
    [
        ("# opsctl: ignore[ROCK001] agreed", ("ROCK001",), "agreed"),
        ("# opsctl: ignore[ROCK001,ROCK] a, b  ", ("ROCK001", "ROCK"), "a, b"),
        ("#opsctl:ignore[ ROCK001 , measurable ]", ("ROCK001", "measurable"), ""),
        ("# opsctl: ignore[]", (), ""),
        ("# since May # opsctl: ignore[ROCK001] so it is", ("ROCK001",), "so it is"),
    ],
)
def test_rules_and_reason(written: str, rules: tuple[str, ...], reason: str) -> None:
    source = Source("a.yaml", f"a: b {written}\n")
    node, _ = parse_yaml(source)
    (found,) = read_suppressions(source, node)
    assert (found.rules, found.reason) == (rules, reason)


def test_many_comments_take_no_longer_than_their_number() -> None:
    text = "a: b\n" + f"{COMMENT}\n" * 20_000 + "c: d\n"
    assert lines(text) == [20_002] * 20_000
