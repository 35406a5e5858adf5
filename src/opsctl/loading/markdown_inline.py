"""The texts within blocks: pieces in one style, links with their places."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import unquote

from opsctl.loading.html_links import html_links
from opsctl.model.markdown import Link, LinkKind, Run, make_run
from opsctl.text.source import Source
from opsctl.text.span import Span

if TYPE_CHECKING:
    from markdown_it.token import Token

_LINKING_TAG = re.compile(r"<(?:a|img)\s", re.IGNORECASE)
_SIGNS = re.compile(r"%(23|25|3[Ff])")


@dataclass
class Placing:
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
class Flattening:
    """Turns the parser's inline tokens into runs, and notes links."""

    line: int
    placing: Placing
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
                yield make_run("\n", self.line - 1, next_line=following)
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
        return make_run(
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
        return make_run(alt, self.line, strong=self.strong > 0, image=True, target=target)

    def _note_link(self, token: Token, tokens: Sequence[Token], start: int) -> None:
        inside = _until((tokens[at] for at in range(start, len(tokens))), "link_close")
        text = "".join(each.content or " " for each in inside if each.type != "html_inline")
        target = _target(token, "href")
        place = self._place(token)
        self.links.append(Link(LinkKind.LINK, " ".join(text.split()), target, place))

    def _place(self, token: Token) -> Span:
        start, end = token.meta.get("place", (0, 0))
        return self.placing.span(start, end)


def hidden_parts(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
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
