"""User text inside Markdown: shown as it is, never taken for markup."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from opsctl.rendering.markdown import escaped, inert
from opsctl.rendering.visible import one_line
from tests.rendering.hostile import MARKUP, texts

WORD_JOINER = "\u2060"
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HOSTILE = "[/red] [beta] <script> ::error:: @everyone **x** | a"
TITLES = texts() | st.text(st.sampled_from(MARKUP + "ab"), max_size=30)

hostile_titles = pytest.mark.parametrize(
    "title",
    [
        HOSTILE,
        "# Heading",
        "- item",
        "+ item",
        "* item",
        "1. item",
        "12) item",
        "> quote",
        "---",
        "***",
        "===",
        "~~~",
        "```sh",
        "    code",
        "| a | b |",
        "|---|---|",
        "[x](https://example.com)",
        "![x](https://example.com/x.png)",
        "[x]: https://example.com",
        "[x] done",
        "<https://example.com>",
        "<!-- comment -->",
        "<b onclick=x>bold</b>",
        "&lt;b&gt; &amp; &#42;",
        "*a* _b_ **c** __d__ ~~e~~ `f`",
        "snake_case_name and 2 * 3 * 4",
        "$x^2$",
        "C:\\temp\\",
        "\\*not bold\\*",
        "@maya, @team/name",
        "line one\n\n# line two\r\n- three",
        "\ttab",
        "\x1b[31mred\x1b[0m",
        "\u202eright to left",
        "日本語 😀 — “quoted”",
        ":---:",
        "=",
        ".",
        "1",
        "٣. item",
    ],
)


def shown(markdown: str) -> str:
    """Give the visible text of Markdown that is one paragraph of text and nothing else."""
    blocks = MARKDOWN.parse(markdown)
    assert [block.type for block in blocks] == ["paragraph_open", "inline", "paragraph_close"]
    return "".join(_text(token) for token in blocks[1].children or ())


def _text(token: Token) -> str:
    assert token.type in ("text", "text_special"), f"{token.type} in {token.content!r}"
    return token.content.replace(WORD_JOINER, "")


def items(markdown: str) -> Iterator[str]:
    """Give the text of each item of a list, all of them plain text."""
    for token in MARKDOWN.parse(markdown):
        if token.type == "inline":
            yield "".join(_text(child) for child in token.children or ())


@hostile_titles
def test_a_hostile_title_is_shown_as_it_was_written(title: str) -> None:
    assert shown(escaped(title)) == one_line(title)


@given(TITLES)
@example("a\\")
@example("1.")
@example("-")
def test_any_title_is_shown_as_it_was_written(title: str) -> None:
    assume(one_line(title))
    assert shown(escaped(title)) == one_line(title)


@given(TITLES)
def test_any_title_stays_one_line(title: str) -> None:
    assert len(escaped(title).splitlines()) <= 1


@hostile_titles
def test_a_hostile_title_stays_in_its_heading(title: str) -> None:
    heading, paragraph = (
        block for block in MARKDOWN.parse(f"# {escaped(title)}\nnext") if block.type == "inline"
    )
    assert "".join(_text(child) for child in heading.children or ()) == one_line(title)
    assert paragraph.content == "next"


@hostile_titles
def test_a_hostile_title_stays_in_its_item(title: str) -> None:
    safe = escaped(title)
    assert list(items(f"- {safe}\n- {safe}\n")) == [one_line(title)] * 2


@hostile_titles
def test_a_hostile_title_stays_in_its_cell(title: str) -> None:
    safe = escaped(title)
    table = f"| a | b |\n|---|---|\n| {safe} | {safe} |\n"
    cells = list(items(table))
    assert cells == ["a", "b", one_line(title), one_line(title)]


@hostile_titles
def test_a_hostile_title_stays_within_bold_text(title: str) -> None:
    blocks = MARKDOWN.parse(f"- ● **{escaped(title)}** · maya")
    (inline,) = (block for block in blocks if block.type == "inline")
    kinds = [child.type for child in inline.children or () if not child.type.startswith("text")]
    assert kinds == ["strong_open", "strong_close"]


def test_a_name_notifies_nobody() -> None:
    assert escaped("ask @maya") == f"ask @{WORD_JOINER}maya"


@pytest.mark.parametrize(
    "text",
    ["@all", "<img src=x>", "<!-- x", "<https://a.example>", "[a](b)", "![a](b)", "[a]: b", "{0}"],
)
def test_what_would_act_in_markdown_is_broken_up_and_looks_the_same(text: str) -> None:
    made = inert(text)
    assert made.replace(WORD_JOINER, "") == text
    kinds = {token.type for block in MARKDOWN.parse(made) for token in block.children or ()}
    assert kinds == {"text"}
    assert made != text


@pytest.mark.parametrize(
    "text", ["write `owner: lena`", "a@b.example", "3 < 4", "# 1", "a (b) [c]"]
)
def test_what_does_nothing_in_markdown_stays_as_it_is(text: str) -> None:
    assert inert(text) == text


def test_an_ordinary_title_stays_readable_in_the_source() -> None:
    title = "Ship within 24 hours: 95 % of orders, by “Black Friday”"
    assert escaped(title) == title
