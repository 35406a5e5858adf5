"""Text to a page of Markdown blocks, each with its place: CommonMark, with GitHub's tables.

What is a heading, a list or code is the parser's to say. Its work is bounded: a page of more
than 20,000 blocks, 50,000 lines, 10,000 links, or a hundred thousand marks inside its text is not
parsed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import islice
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from opsctl.loading.html_links import html_links
from opsctl.loading.marks import broken_heading, marks_in, marks_in_html
from opsctl.model.markdown import Block, BlockKind, Link, LinkKind, Mark, Run
from opsctl.text.source import Source
from opsctl.text.span import Span

MOST_BLOCKS = 20_000
MOST_LINES = 50_000
_MOST_LINKS = 10_000
_MOST_TOKENS = 3 * MOST_BLOCKS
_MOST_MARKS = 100_000
_BRACKET = 5
_MOST_NOTICED = 1000
_DEEPEST = 100
_BUDGET = "opsctl"
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
_PLACED = frozenset(["link_open", "image", "html_inline", "code_inline"])
_ESCAPED_BOX = re.compile(r"^[\s>]*(?:[-*+]|[0-9]+[.)])\s+\\\[")
_LINKING_TAG = re.compile(r"<(?:a|img)\s", re.IGNORECASE)
_SIGNS = re.compile(r"%(23|25|3[Ff])")
_BOX = re.compile(r"\[([ xX])\](?=\s|$)\s*")


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
        TooMuch: the page has more than 20,000 blocks, 50,000 lines, 10,000 links or 100,000 marks.
    """
    starts = source.line_starts
    body = source.text[starts[skipped] :] if skipped < len(starts) else ""
    if len(starts) > MOST_LINES or any(line.count("|") > MOST_BLOCKS for line in body.splitlines()):
        raise TooMuch
    text = "\n" * skipped + body + "\n"  # the parser expects that the last line ends
    tokens = _parser().parse(text, {_BUDGET: [0]})
    builder = _Builder(source, tokens)
    blocks = builder.blocks_until("")
    if builder.count > MOST_BLOCKS or len(builder.links) > _MOST_LINKS:
        raise TooMuch
    return Parsed(blocks, tuple(builder.links), tuple(builder.marks[:_MOST_NOTICED]))


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


@dataclass
class _Builder:
    """Turns the parser's flat tokens into blocks."""

    source: Source
    tokens: Sequence[Token]
    at: int = 0
    count: int = 0
    links: list[Link] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    row_cursor: int = 0

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
            bare = not _ESCAPED_BOX.search(self.source.line(span.line))
            checked, children = _boxed(children) if bare else (None, children)
            written = token.info
            return Block(kind, span, children=children, written=written, checked=checked)
        ordered = token.type == "ordered_list_open"
        return Block(kind, span, children=children, ordered=ordered)

    def _leaf(self, token: Token, kind: BlockKind) -> Block:
        span = self._span(token)
        if kind is BlockKind.HTML:
            self.links += html_links(self.source, span)
            self.marks += marks_in_html(self.source.text[span.start : span.end], self._from(span))
            return Block(kind, span, text=token.content)
        if kind is BlockKind.RULE:
            return Block(kind, span)
        return Block(
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
        return Block(kind, span, runs, level=level, underlined=underlined)

    def _runs(self, inline: Token, column: int) -> tuple[tuple[Run, ...], int]:
        """Give the runs of an inline text, and the column behind it."""
        placing = self._placing(inline, column)
        flat = _Flattening(placing.first + 1, placing)
        runs = tuple(flat.runs(inline.children or ()))
        self.links += flat.links
        if len(self.marks) < _MOST_NOTICED:
            found = marks_in(inline.content, _hidden(inline.children or ()), placing.span)
            self.marks += islice(found, _MOST_NOTICED)
        return runs, placing.behind

    def _from(self, span: Span) -> Callable[[int, int], Span]:
        """Make what locates a part of a block that is left as it is written."""
        return lambda start, end: self.source.span(span.start + start, span.start + end)

    def _placing(self, inline: Token, column: int = 0) -> _Placing:
        return _Placing(self.source, inline.content, inline.map[0] if inline.map else 0, column)

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
        yield Block(
            item.kind,
            item.span,
            children=item.children,
            number=number,
            written=item.written,
            checked=item.checked,
        )


def _boxed(children: tuple[Block, ...]) -> tuple[bool | None, tuple[Block, ...]]:
    """Split the box off the first text of an item, as in `- [ ] Label the parcel`."""
    if not children or children[0].kind is not BlockKind.PARAGRAPH or not children[0].runs:
        return None, children
    first = children[0]
    run = first.runs[0]
    match = None if run.code or run.html or run.target else _BOX.match(run.text)
    if match is None:
        return None, children
    rest = Run(run.text[match.end() :], run.line, run.strong)
    text = Block(first.kind, first.span, (rest, *first.runs[1:]))
    return match[1] != " ", (text, *children[1:])


@dataclass
class _Placing:
    """Finds where a place in an inline text stands in the file.

    `column` is where the search in the first line starts: the cells of a row share a line.
    `found` keeps the column and the indent of each line that was looked for.
    """

    source: Source
    content: str
    first: int
    column: int
    found: dict[int, tuple[int, int]] = field(default_factory=dict)
    escaped: bool = False

    @cached_property
    def starts(self) -> list[int]:
        """The offset of each line of the inline text."""
        return [0, *(at.end() for at in re.finditer("\n", self.content))]

    @property
    def behind(self) -> int:
        """The column behind a text of one line."""
        start = self._column(0)
        bars = self.content.count("|") if self.escaped else 0
        return self.column if start < 0 else start + len(self.content.strip()) + bars

    def bold_line(self, index: int) -> Span | None:
        """Locate a line of the inline text that starts in bold: it may do a heading's work."""
        if index >= len(self.starts):
            return None
        start = self.starts[index]
        text = self._content_line(index)
        if not text.lstrip().startswith(("**", "__")):
            return None
        return self.span(start + len(text) - len(text.lstrip()), start + len(text.rstrip()))

    def span(self, start: int, end: int) -> Span:
        """Locate a part of the inline text; the whole line where it cannot be told."""
        begins, ends = self._offset(start), self._offset(end)
        if begins is None or ends is None or ends < begins:
            number = self.first + bisect_right(self.starts, start)
            begins = self.source.line_starts[number - 1]
            ends = begins + len(self.source.line(number))
        return self.source.span(begins, ends)

    def _offset(self, at: int) -> int | None:
        index = bisect_right(self.starts, at) - 1
        if index not in self.found:
            line = self._content_line(index)
            self.found[index] = self._column(index), len(line) - len(line.lstrip())
        column, indent = self.found[index]
        if column < 0:
            return None
        inside = at - self.starts[index] - indent
        if self.escaped:
            inside += self.content.count("|", 0, at)
        return self.source.line_starts[self.first + index] + column + max(inside, 0)

    def _column(self, index: int) -> int:
        line = self._content_line(index).strip()
        start = self.column if index == 0 else 0
        whole = self.source.line(self.first + index + 1)
        found = whole.find(line, start)
        if found < 0 and "|" in line:  # within a cell, a bar is written with a backslash
            found = whole.find(line.replace("|", "\\|"), start)
            self.escaped = found >= 0
        return found

    def _content_line(self, index: int) -> str:
        end = self.starts[index + 1] - 1 if index + 1 < len(self.starts) else len(self.content)
        return self.content[self.starts[index] : end]


@dataclass
class _Flattening:
    """Turns the parser's inline tokens into runs, and notes links."""

    line: int
    placing: _Placing
    strong: int = 0
    targets: list[tuple[str, Token]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def runs(self, tokens: Sequence[Token]) -> Iterator[Run]:
        for index, token in enumerate(tokens):
            if token.type == "link_open":
                self._note_link(token, tokens, index)
                self.targets.append((_target(token, "href"), token))
            elif token.type == "link_close":
                self._go_on_behind(self.targets.pop()[1])
            elif token.type in ("strong_open", "strong_close"):
                self.strong += token.nesting
            elif token.type in ("softbreak", "hardbreak"):
                self.line += 1
                following = self.placing.bold_line(self.line - self.placing.first - 1)
                yield Run("\n", self.line - 1, next_line=following)
            elif token.type == "image":
                yield self._image(token)
                self._go_on_behind(token)
            elif token.content:
                yield self._run(token)

    def _go_on_behind(self, token: Token) -> None:
        """Count the lines that a link or an image takes beside its text."""
        if "place" in token.meta:
            ends = token.meta["place"][1]
            self.line = self.placing.first + bisect_right(self.placing.starts, ends - 1)

    def _run(self, token: Token) -> Run:
        line = self.line
        start, end = token.meta.get("place", (0, 0))
        self.line += self.placing.content.count("\n", start, end)
        if token.type == "html_inline" and _LINKING_TAG.match(token.content):
            self.links += html_links(self.placing.source, self._place(token))
        return Run(
            token.content,
            line,
            strong=self.strong > 0,
            code=token.type == "code_inline",
            html=token.type == "html_inline",
            target=self.targets[-1][0] if self.targets else None,
        )

    def _image(self, token: Token) -> Run:
        target, alt = _target(token, "src"), token.content
        self.links.append(Link(LinkKind.IMAGE, alt, target, self._place(token)))
        return Run(alt, self.line, strong=self.strong > 0, image=True, target=target)

    def _note_link(self, token: Token, tokens: Sequence[Token], start: int) -> None:
        inside = _until((tokens[at] for at in range(start, len(tokens))), "link_close")
        text = "".join(each.content or " " for each in inside if each.type != "html_inline")
        target = _target(token, "href")
        place = self._place(token)
        self.links.append(Link(LinkKind.LINK, " ".join(text.split()), target, place))

    def _place(self, token: Token) -> Span:
        start, end = token.meta.get("place", (0, 0))
        return self.placing.span(start, end)


def _hidden(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Give where in an inline text code, links, images and comments stand."""
    for token in tokens:
        is_shown = token.type == "html_inline" and not token.content.startswith("<!--")
        if "place" in token.meta and not is_shown:
            yield token.meta["place"]


def _until(tokens: Iterable[Token], closing: str) -> Iterator[Token]:
    for token in tokens:
        if token.type == closing:
            return
        yield token


def _target(token: Token, name: str) -> str:
    """Give a target as its author means it: the parser escapes what a URL has no place for.

    A `#`, `?` or `%` that is part of a name stays escaped.
    """
    written = str(token.attrs.get(name, ""))
    return unquote(_SIGNS.sub(lambda sign: f"%25{sign[1]}", written), errors="replace")
