"""Text to a page of Markdown blocks, each with its place: CommonMark, with GitHub's tables.

What is a heading, a list or code is the parser's to say. Its work is bounded: a page of more
than 20,000 blocks, 50,000 lines, 8,000 links, or 100,000 marks inside its text is not parsed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from markdown_it import MarkdownIt

from opsctl.loading.markdown_blocks import MOST_NOTICED, Builder
from opsctl.model.markdown import Block, Link, Mark
from opsctl.text.source import Source

MOST_BLOCKS = 20_000
MOST_LINES = 50_000
_MOST_LINKS = 8_000
_MOST_TOKENS = 3 * MOST_BLOCKS
_MOST_MARKS = 100_000
_BRACKET = 5
_DEEPEST = 100
_BUDGET = "opsctl"
_PLACED = frozenset(["link_open", "image", "html_inline", "code_inline"])


class TooMuch(Exception):
    """The page holds more than is parsed."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """The blocks, links and marks of a text."""

    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    marks: tuple[Mark, ...]


def parse_markdown(source: Source, skipped: int = 0) -> Parsed:
    """Parse a page; its first `skipped` lines belong to something else.

    Raises:
        TooMuch: the page has more than 20,000 blocks, 50,000 lines, 8,000 links or 100,000 marks.
    """
    starts = source.line_starts
    body = source.text[starts[skipped] :] if skipped < len(starts) else ""
    if len(starts) > MOST_LINES or any(line.count("|") > MOST_BLOCKS for line in body.splitlines()):
        raise TooMuch
    text = "\n" * skipped + body + "\n"  # the parser expects that the last line ends
    tokens = _parser().parse(text, {_BUDGET: [0]})
    builder = Builder(source, tokens)
    blocks = builder.blocks_until("")
    if builder.count > MOST_BLOCKS or len(builder.links) > _MOST_LINKS:
        raise TooMuch
    return Parsed(blocks, tuple(builder.links), tuple(builder.marks[:MOST_NOTICED]))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table")
    every: Any = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("table", "bounded", _bounded_blocks, every)
    parser.inline.ruler.after("newline", "bounded", _bounded_marks)
    for name in ("link", "image", "autolink", "html_inline", "backticks"):
        _keep_positions(parser, name)
    return parser


def _bounded_blocks(state: Any, _start: int, _end: int, _silent: bool) -> bool:
    if len(state.tokens) > _MOST_TOKENS:
        raise TooMuch
    return False


def _bounded_marks(state: Any, _silent: bool) -> bool:
    """Count what the parser has to look at; a bracket may cost a search for its partner."""
    spent = state.env.get(_BUDGET)
    if spent is not None:
        spent[0] += _BRACKET if state.src[state.pos] in "[!<" else 1
        if spent[0] > _MOST_MARKS:
            raise TooMuch
    return False


def _keep_positions(parser: MarkdownIt, name: str) -> None:
    """Let a rule note where in the text what it finds begins and ends: the parser does not."""
    rules = parser.inline.ruler
    rule: Callable[[Any, bool], bool] = next(
        each.fn for each in rules.__rules__ if each.name == name
    )

    def noting(state: Any, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        found = rule(state, silent)
        if found and not silent:
            for token in state.tokens[before:]:
                if token.type in _PLACED and "place" not in token.meta:
                    token.meta["place"] = (start, state.pos)
                    break
        return found

    rules.at(name, noting)
