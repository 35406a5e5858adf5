"""The parser's flat tokens to blocks, each with its place and what is in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING

from opsctl.loading.html_links import html_links
from opsctl.loading.markdown_inline import Flattening, Placing, hidden_parts
from opsctl.loading.marks import broken_heading, marks_in, marks_in_html
from opsctl.model.markdown import Block, BlockKind, Link, Mark, Run, make_block, make_run
from opsctl.text.source import Source
from opsctl.text.span import Span

if TYPE_CHECKING:
    from markdown_it.token import Token

MOST_NOTICED = 1000
_KINDS = MappingProxyType(
    {
        "heading_open": BlockKind.HEADING,
        "paragraph_open": BlockKind.PARAGRAPH,
        "bullet_list_open": BlockKind.LIST,
        "ordered_list_open": BlockKind.LIST,
        "list_item_open": BlockKind.ITEM,
        "blockquote_open": BlockKind.QUOTE,
        "table_open": BlockKind.TABLE,
        "tr_open": BlockKind.ROW,
        "th_open": BlockKind.CELL,
        "td_open": BlockKind.CELL,
        "fence": BlockKind.CODE,
        "code_block": BlockKind.CODE,
        "html_block": BlockKind.HTML,
        "hr": BlockKind.RULE,
    }
)
_ESCAPED_BOX = re.compile(r"^[\s>]*(?:[-*+]|[0-9]+[.)])\s+\\\[")
_BOX = re.compile(r"\[([ xX])\](?=\s|$)\s*")


@dataclass
class Builder:
    """Turns the parser's flat tokens into blocks."""

    source: Source
    tokens: Sequence[Token] = ()
    at: int = 0
    count: int = 0
    links: list[Link] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    row_cursor: int = 0

    def blocks_of(self, tokens: Sequence[Token]) -> tuple[Block, ...]:
        """Turn tokens into blocks, after those that there were before."""
        self.tokens, self.at = tokens, 0
        return self.blocks_until("")

    def blocks_until(self, closing: str) -> tuple[Block, ...]:
        blocks: list[Block] = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            if token.type == closing:
                break
            self.at += 1
            kind = _KINDS.get(token.type)
            if kind is not None:
                blocks.append(self._block(token, kind))
        return tuple(blocks)

    def _block(self, token: Token, kind: BlockKind) -> Block:
        self.count += 1
        if kind is BlockKind.ROW:
            self.row_cursor = 0
        if token.nesting == 0:
            return self._leaf(token, kind)
        closing = token.type.removesuffix("_open") + "_close"
        if kind in (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.CELL):
            return self._text_block(token, kind, closing)
        items = token.type == "ordered_list_open"
        number = int(token.attrs.get("start", 1)) if items else None
        children = self.blocks_until(closing)
        self.at += 1
        if items:
            children = tuple(_numbered(children, number or 0))
        return self._container(token, kind, children)

    def _container(self, token: Token, kind: BlockKind, children: tuple[Block, ...]) -> Block:
        span = self._span(token)
        if kind is BlockKind.ITEM:
            checked, children = boxed(self.source.line(span.line), children)
            written = token.info
            return make_block(kind, span, children=children, written=written, checked=checked)
        ordered = token.type == "ordered_list_open"
        return make_block(kind, span, children=children, ordered=ordered)

    def _leaf(self, token: Token, kind: BlockKind) -> Block:
        span = self._span(token)
        if kind is BlockKind.HTML:
            self.links += html_links(self.source, span)
            self.marks += marks_in_html(self.source.text[span.start : span.end], self._from(span))
            return make_block(kind, span, text=token.content)
        if kind is BlockKind.RULE:
            return make_block(kind, span)
        return make_block(
            kind,
            span,
            text=token.content,
            info=token.info.strip(),
            closed=token.type != "fence" or self._is_closed(token),
        )

    def _is_closed(self, token: Token) -> bool:
        first, after = token.map or [0, 0]
        last = self.source.line(after).strip("> \t")
        return after - first > 1 and last.startswith(token.markup) and set(last) == {last[0]}

    def _text_block(self, token: Token, kind: BlockKind, closing: str) -> Block:
        runs: tuple[Run, ...] = ()
        span = self._span(token)
        while self.tokens[self.at].type != closing:
            inline = self.tokens[self.at]
            if inline.type == "inline":
                column = self.row_cursor if kind is BlockKind.CELL else 0
                runs, behind = self._runs(inline, column)
                if kind is BlockKind.PARAGRAPH:
                    self.marks += broken_heading(inline.content, self._placing(inline).span)
                if kind is BlockKind.CELL:
                    self.row_cursor = behind
                span = self._span(token, inline)
            self.at += 1
        self.at += 1
        level = int(token.tag[1]) if kind is BlockKind.HEADING else 0
        underlined = token.markup in ("=", "-")
        return make_block(kind, span, runs, level=level, underlined=underlined)

    def _runs(self, inline: Token, column: int) -> tuple[tuple[Run, ...], int]:
        """Give the runs of an inline text, and the column behind it."""
        placing = self._placing(inline, column)
        return self.runs_of(inline.children or (), placing), placing.behind

    def runs_of(self, children: Sequence[Token], placing: Placing) -> tuple[Run, ...]:
        """Give the runs of an inline text that was parsed, and note what is in it."""
        flat = Flattening(placing.first + 1, placing)
        runs = tuple(flat.runs(children))
        self.links += flat.links
        self.note_marks(placing, hidden_parts(children))
        return runs

    def note_marks(self, placing: Placing, hidden: Iterable[tuple[int, int]]) -> None:
        """Note the marks in an inline text; `hidden` are its parts that are code or the like."""
        if len(self.marks) < MOST_NOTICED:
            self.marks += islice(marks_in(placing.content, hidden, placing.span), MOST_NOTICED)

    def _from(self, span: Span) -> Callable[[int, int], Span]:
        """Make what locates a part of a block that is left as it is written."""
        return lambda start, end: self.source.span(span.start + start, span.start + end)

    def _placing(self, inline: Token, column: int = 0) -> Placing:
        return Placing(self.source, inline.content, inline.map[0] if inline.map else 0, column)

    def _span(self, token: Token, inline: Token | None = None) -> Span:
        """Locate a block, from the first character in its first line to its last one."""
        lines = token.map or (inline.map if inline else None) or [0, 1]
        first, after = lines[0] + 1, lines[1]
        while after > first and not self.source.line(after).strip("> \t"):
            after -= 1
        starts = self.source.line_starts
        text = self.source.line(first)
        start = starts[first - 1] + len(text) - len(text.lstrip())
        end = starts[after - 1] + len(self.source.line(after).rstrip())
        return self.source.span(start, max(start, end))


def _numbered(items: tuple[Block, ...], start: int) -> Iterator[Block]:
    """Give each item the number that a reader sees."""
    for number, item in enumerate(items, start):
        yield make_block(
            item.kind,
            item.span,
            children=item.children,
            number=number,
            written=item.written,
            checked=item.checked,
        )


def boxed(line: str, children: tuple[Block, ...]) -> tuple[bool | None, tuple[Block, ...]]:
    """Split the box off the first text of an item, as in `- [ ] Label the parcel`.

    `line` is the first one of the item.
    """
    if not children or children[0].kind is not BlockKind.PARAGRAPH or not children[0].runs:
        return None, children
    if _ESCAPED_BOX.search(line):
        return None, children
    first = children[0]
    run = first.runs[0]
    match = None if run.code or run.html or run.target else _BOX.match(run.text)
    if match is None:
        return None, children
    rest = make_run(run.text[match.end() :], run.line, run.strong)
    text = make_block(first.kind, first.span, (rest, *first.runs[1:]))
    return match[1] != " ", (text, *children[1:])
