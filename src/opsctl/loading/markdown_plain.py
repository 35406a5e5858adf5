"""Inline text in its common forms, read without a parser; every other is left to the reference."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from opsctl.loading.markdown_inline import Placing
from opsctl.model.markdown import Link, LinkKind, Run, make_run

SIGNS = re.compile(r"[\\`*_\[\]<&\n]|TBD|TBC|TODO|FIXME|XXX|[Ll]orem")
"""What may mean something in a text; one without is a single run, and nothing is noticed in it."""

_PIECE = re.compile(
    r"""
    (?P<text>
      [^\\`*_\[<&\n]+
    | (?<=[^\W_])_+(?=[^\W_])                           # within a word
    | &(?![\#A-Za-z]) | <(?=[\ 0-9=])
    | \[[ xX]?\](?![(\[])                               # a box
    )
    | (?P<line>(?<![ \t])\n(?![ \t]))
    | (?<!\*)\*\*(?P<strong>
        [^\W_](?:[^\\`*_\[\]<&\n]*(?:[^\W_]|[^\s\\`*_\[\]<&](?=\*\*(?:[ \n]|$))))?
      )\*\*(?!\*)
    | (?<!`)`(?P<code>[^`\n]+)`(?!`)
    | (?<!!)\[(?P<label>[^\\`*_\[\]<&\n]+)\]\((?P<target>(?!//)[A-Za-z0-9_./\#-]+)\)
    """,
    re.VERBOSE,
)


@dataclass
class Plain:
    """An inline text by its pieces; `hidden` are its parts that are code or links."""

    placing: Placing
    line: int
    runs: list[Run] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    hidden: list[tuple[int, int]] = field(default_factory=list)

    def take(self, piece: re.Match[str]) -> None:
        """Add what is more than text."""
        kind = piece.lastgroup
        if kind == "line":
            self._break(piece.end())
        elif kind == "strong":
            self.runs.append(make_run(piece["strong"], self.line, strong=True))
        else:
            self.hidden.append(piece.span())
            self.runs.append(self._code(piece) if kind == "code" else self._link(piece))

    def _break(self, end: int) -> None:
        self.line += 1
        is_bold = self.placing.content.startswith("**", end)
        following = self.placing.bold_line(self.line - self.placing.first - 1) if is_bold else None
        self.runs.append(make_run("\n", self.line - 1, next_line=following))

    def _code(self, piece: re.Match[str]) -> Run:
        """Give code without one space on both sides, unless there is nothing but spaces."""
        code = piece["code"]
        padded = code.startswith(" ") and code.endswith(" ") and code.strip(" ") != ""
        return make_run(code[1:-1] if padded else code, self.line, code=True)

    def _link(self, piece: re.Match[str]) -> Run:
        label, target = piece["label"], piece["target"]
        place = self.placing.span(*piece.span())
        self.links.append(Link(LinkKind.LINK, " ".join(label.split()), target, place))
        return make_run(label, self.line, target=target)


def plain(placing: Placing) -> Plain | None:
    """Take a text apart; none where that is for the reference to do."""
    content, found = placing.content, Plain(placing, placing.first + 1)
    start = at = 0
    for piece in _PIECE.finditer(content):
        if piece.start() != at:
            return None
        at = piece.end()
        if piece.lastgroup != "text":
            if start < piece.start():
                found.runs.append(make_run(content[start : piece.start()], found.line))
            start = at
            found.take(piece)
    if at != len(content):
        return None
    if start < at:
        found.runs.append(make_run(content[start:], found.line))
    return found
