"""Text to a page of Markdown blocks, each with its place: CommonMark, with GitHub's tables.

What is a heading, a list or code is the reference's to say; what is written in the common way is
read without it, to the same result. The work is bounded: a page of more than 20,000 blocks,
50,000 lines, 8,000 links, or 100,000 marks inside its text is not parsed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from opsctl.loading.markdown_blocks import MOST_NOTICED, Builder
from opsctl.loading.markdown_reference import (
    MOST_MARKS,
    MOST_TOKENS,
    Stepping,
    TooMuch,
    all_tokens,
)
from opsctl.loading.markdown_scanner import Scanner
from opsctl.model.markdown import Block, Link, Mark
from opsctl.text.source import Source

MOST_BLOCKS = 20_000
MOST_LINES = 50_000
_MOST_LINKS = 8_000
_LINE_END = re.compile(r"\r\n?|\n")
_TOKENS_A_LINE = 10
_MARKS_A_BRACKET = 20


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
    if len(starts) > MOST_LINES or _has_endless_row(body):
        raise TooMuch
    return _scanned(source, body, skipped) or parse_by_reference(source, skipped)


def parse_by_reference(source: Source, skipped: int = 0) -> Parsed:
    """Parse a page with nothing but the reference.

    Raises:
        TooMuch: the page has more than 20,000 blocks, 8,000 links or 100,000 marks.
    """
    starts = source.line_starts
    body = source.text[starts[skipped] :] if skipped < len(starts) else ""
    builder = Builder(source)
    blocks = builder.blocks_of(all_tokens(_ended(body, skipped)))
    if builder.count > MOST_BLOCKS or len(builder.links) > _MOST_LINKS:
        raise TooMuch
    return _parsed(builder, blocks)


def _ended(body: str, skipped: int) -> str:
    """Give a text as the reference expects it: in its lines of the file, the last one ended."""
    text = "\n" * skipped + body + "\n"
    return _LINE_END.sub("\n", text) if "\r" in body else text


def _has_endless_row(body: str) -> bool:
    if body.count("|") <= MOST_BLOCKS:
        return False
    return any(line.count("|") > MOST_BLOCKS for line in body.splitlines())


def _scanned(source: Source, body: str, skipped: int) -> Parsed | None:
    """Parse a page line by line; none where that might say other things than the reference.

    That is a page with definitions, which change what stands before them, and one that is so
    large that it may be too much.
    """
    lines = [""] * skipped + (_LINE_END.split(body) if "\r" in body else body.split("\n"))
    most = _TOKENS_A_LINE * len(lines) + 3 * body.count("|")
    if "]:" in body or "\0" in body or most > MOST_TOKENS:
        return None
    stepping = Stepping(_ended(body, skipped))
    builder = Builder(source)
    blocks = Scanner(builder, lines, stepping).page(skipped)
    brackets = sum(body.count(sign) for sign in "[!<")
    marks = stepping.marks + 3 * len(body) + _MARKS_A_BRACKET * brackets
    if most + stepping.tokens > MOST_TOKENS or marks > MOST_MARKS:
        return None
    return None if len(builder.links) > _MOST_LINKS else _parsed(builder, blocks)


def _parsed(builder: Builder, blocks: tuple[Block, ...]) -> Parsed:
    return Parsed(blocks, tuple(builder.links), tuple(builder.marks[:MOST_NOTICED]))
