"""Lay what a page of the manual shows over the files of a small company.

A page shows the lines that matter, and the company has the others. Of a YAML file, the keys that
any example of the page names are taken out of the company's file, and what is shown comes first;
without a key at its left edge it is the whole file. Of a procedure, front matter (also keys alone,
without `---`) is laid over in the same way, and so are the title and sections that begin with
`## …`; steps without a heading are the section Procedure, and other text joins the first section.
What the company has not is shown whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.rules.digests import with_digests
from tests.rules.manual import Piece

COMPANY = Path(__file__).parent / "company"
Names = Mapping[str, frozenset[str]]

_KEY = re.compile(r"""(?:"([^"]+)"|'([^']+)'|([^\s#'"\-\[{][^:]*?))\s*:(?=\s|$)""")
_BARE_KEY = re.compile(r"[a-z_-]+:(\s|$)")
_LINE = "---"


@dataclass
class Files:
    """The files of a workspace, and its links."""

    texts: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)

    def without(self, path: str) -> None:
        """Take out what lies at a path, below it, or where it needs a folder."""
        for each in [*self.texts, *self.links]:
            if each == path or each.startswith(f"{path}/") or path.startswith(f"{each}/"):
                self.texts.pop(each, None)
                self.links.pop(each, None)


def company() -> Files:
    """Give the files of the company as they are without any example."""
    files = sorted(each for each in COMPANY.rglob("*") if each.is_file())
    return Files({each.relative_to(COMPANY).as_posix(): each.read_text("utf-8") for each in files})


def names_in(pieces: Iterable[Piece]) -> Names:
    """Give the keys, and the headings, that are shown of each file."""
    names: dict[str, frozenset[str]] = {}
    for piece in pieces:
        here = _parts_of(piece)
        names[piece.path] = names.get(piece.path, frozenset()) | here
    return names


def _parts_of(piece: Piece) -> frozenset[str]:
    if not piece.path.endswith(".md"):
        return frozenset(name for name, _ in _keys(piece.text) if name)
    page = _page(piece.text)
    keys = frozenset(name for name, _ in _keys(page.keys) if name)
    return keys | {heading for heading, _ in page.sections}


def laid(files: Files, pieces: Iterable[Piece], named: Names) -> Files:
    """Lay pieces over files; `named` are the parts of each file that they speak of."""
    after = Files(dict(files.texts), dict(files.links))
    for piece in pieces:
        _lay(after, piece, named.get(piece.path, frozenset()))
    return Files(with_digests(after.texts), after.links)


def _lay(files: Files, piece: Piece, named: frozenset[str]) -> None:
    moved_to = piece.sign("moved to")
    path = moved_to or piece.path
    old = files.texts.get(piece.path)
    files.without(piece.path)
    if "deleted" in piece.signs:
        assert old is not None, f"{piece.path} is not there"
        return
    files.without(path)
    if piece.link:
        files.links[path] = piece.link
    elif old is None or {"empty", "whole file"} & set(piece.signs):
        files.texts[path] = piece.text
    elif not piece.text:
        files.texts[path] = old
    else:
        lay = _lay_page if path.endswith(".md") else _lay_record
        files.texts[path] = lay(old, piece.text, named)


def _lay_record(old: str, shown: str, named: frozenset[str]) -> str:
    if not any(name for name, _ in _keys(shown)):
        return shown
    return shown + _without(old, named)


def _without(old: str, named: frozenset[str]) -> str:
    return "".join(text for name, text in _keys(old) if name not in named)


def _keys(text: str) -> list[tuple[str, str]]:
    """Split YAML at its keys; what stands before the first has no name."""
    found: list[tuple[str, str]] = []
    for line in text.splitlines(keepends=True):
        key = _KEY.match(line)
        if key or not found:
            found.append(("".join(filter(None, key.groups())) if key else "", ""))
        name, before = found[-1]
        found[-1] = name, before + line
    return found


@dataclass
class _Page:
    """A page in Markdown: its top as it stands, or keys alone; and what stands below each heading.

    What stands before the first heading is the section without a name, a title is named `#`.
    """

    top: str = ""
    keys: str = ""
    sections: list[tuple[str, str]] = field(default_factory=list)


def _page(text: str) -> _Page:
    lines = text.splitlines(keepends=True)
    end = _end_of_top(lines)
    top, body = "".join(lines[:end]), "".join(lines[end:])
    inner = [line for line in lines[:end] if line.strip() != _LINE]
    marks = end - len(inner)
    is_sound = marks == 0 or (marks == 2 and _marks_around(lines[:end]))
    return _Page("" if is_sound else top, "".join(inner) if is_sound else "", _sections(body))


def _marks_around(top: list[str]) -> bool:
    return top[0].strip() == top[-1].strip() == _LINE


def _end_of_top(lines: list[str]) -> int:
    """Tell where the top ends: at its second `---`, else where the first heading or text begins."""
    stripped = [line.strip() for line in lines]
    heading = next((at for at, line in enumerate(lines) if line.startswith("#")), len(lines))
    marks = [at for at in range(heading) if stripped[at] == _LINE]
    if lines and _BARE_KEY.match(lines[0]):
        blank = stripped.index("") if "" in stripped else len(lines)
        return marks[0] + 1 if marks else min(blank, heading)
    before = [line for line in stripped[: marks[0]] if line] if marks else []
    if not marks or not all(line.startswith("<!--") for line in before):
        return 0
    return marks[1] + 1 if len(marks) > 1 else heading


def _sections(body: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = [("", "")]
    for line in body.splitlines(keepends=True):
        if re.match(r"## ", line):
            found.append((f"## {line[3:].strip().casefold()}", ""))
        elif re.match(r"# ", line):
            found.append(("#", ""))
        name, before = found[-1]
        found[-1] = name, before + line
    first = found[0][1]
    if re.match(r"\d+\. ", first.lstrip("\n")):
        found[0] = ("## procedure", f"## Procedure\n\n{first}")
    return [(name, text) for name, text in found if text.strip()]


def _lay_page(old: str, shown: str, named: frozenset[str]) -> str:
    before, after = _page(old), _page(shown)
    keys = after.keys + _without(before.keys, named)
    top = after.top or f"{_LINE}\n{keys}{_LINE}\n"
    return top + "\n".join(text.strip("\n") + "\n" for text in _merged(before, after, named))


def _merged(before: _Page, after: _Page, named: frozenset[str]) -> list[str]:
    """Put the sections that are shown in the place of the old ones, and new ones at the end."""
    shown: dict[str, str] = {}
    for name, text in after.sections:
        shown[name] = shown.get(name, "") + text
    loose = shown.pop("", "")
    merged = []
    for name, text in before.sections:
        if name in shown or name not in named:
            merged.append(shown.pop(name, text))
    merged += shown.values()
    first = next((at for at, text in enumerate(merged) if text.startswith("## ")), 0)
    if loose:
        merged[first] = merged[first].rstrip("\n") + f"\n\n{loose}"
    return merged
