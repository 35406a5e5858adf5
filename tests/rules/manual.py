"""Read the examples out of a page of the manual of rules.

A page has paragraphs that begin with `Wrong` or `Right`, and in a page about a change with
`Before`; each has indented blocks, up to the next paragraph of these or `Fix:`. Words of it that
say `on 16 November 2026` name the day that is asked about.

A block holds files. Each begins with a line `# PATH`; without one it is the usual file of the
family. Behind the path may stand `-> TARGET` (a link), and in brackets, separated by commas,
`empty`, `deleted`, `whole file`, `moved to PATH`, `by omar` and `with lena` (whose commit it is,
and its co-author), `signed by omar` (with whose key), `on main` (what the main branch did
meanwhile). `new-1.yaml … new-12.yaml` stands for twelve files. `⟨TAB⟩`, `⟨U+001B⟩`, `⟨byte E4⟩` and
`⟨70 times [⟩` stand for what cannot be shown, `⟨public key of maya⟩` for one that is made for the
test, `v1:sha256:…` for the digest of the procedure that an approval or a review is about.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

USUAL = {
    "FILE": "rocks/2026-Q4/open-germany.yaml",
    "CFG": "opsctl.yaml",
    "ROCK": "rocks/2026-Q4/open-germany.yaml",
    "KPI": "scorecards/leadership/repeat-rate.yaml",
    "SOP": "sops/fulfilment/process-a-return.md",
}
"""The file that a block without a path is about, by family."""

DAY = date(2026, 11, 20)
BEFORE, WRONG, RIGHT = "Before", "Wrong", "Right"

_HEADING = re.compile(r"(Why|Before|Wrong|Right|Fix)(?: as well)?[:,]")
_DAY = re.compile(r"\b[Oo]n (\d{1,2} [A-Z][a-z]+ \d{4})\b")
_FILE = re.compile(r"# (?P<path>[^()]+?)(?: -> (?P<target>\S+))?(?: \((?P<signs>[^()]*)\))?")
_MANY = re.compile(r"(?P<start>.*?)(?P<first>\d+)(?P<end>\D*) … \S*?(?P<last>\d+)(?P=end)")
_UNSEEN = re.compile(r"⟨(?:(TAB)|U\+([0-9A-F]+)|byte ([0-9A-F]{2})|([\d,]+) times (.+?))⟩")


@dataclass(frozen=True)
class Piece:
    """A file of an example: the text that the page shows of it, and the signs behind its path."""

    path: str
    text: str = ""
    link: str = ""
    signs: tuple[str, ...] = ()

    def sign(self, start: str) -> str | None:
        """Give what stands behind a sign, such as the path behind `moved to`; none without it."""
        found = [each for each in self.signs if each.split(" ")[0] == start.split(" ")[0]]
        return found[0].removeprefix(start).strip() if found else None


Block = tuple[Piece, ...]


@dataclass(frozen=True)
class Example:
    """What a page shows as wrong or right: its words, its day, its blocks."""

    kind: str
    words: str
    blocks: tuple[Block, ...]

    @property
    def day(self) -> date:
        """Give the day that the words name, or the one that all examples have without."""
        named = _DAY.search(self.words)
        if named is None:
            return DAY
        day, month, year = named[1].split()
        return date(int(year), list(month_name).index(month), int(day))

    @property
    def pieces(self) -> list[Piece]:
        """Give the files of all blocks."""
        return [piece for block in self.blocks for piece in block]


def examples(page: str, family: str) -> list[Example]:
    """Give what a page shows, in its order; a paragraph without blocks has only words."""
    found: list[tuple[str, list[str]]] = []
    for line in page.strip().splitlines():
        heading = _HEADING.match(line)
        if heading:
            found.append((heading[1], []))
        if found:
            found[-1][1].append(line)
    return [
        _example(kind, lines, USUAL.get(family))
        for kind, lines in found
        if kind in (BEFORE, WRONG, RIGHT)
    ]


def _example(kind: str, lines: Sequence[str], usual: str | None) -> Example:
    words, blocks = [], []
    block: list[str] = []
    for line in [*lines, "end"]:
        if line.startswith("    ") or (block and not line):
            block.append(line[4:])
        elif line:
            words.append(line)
            blocks += [tuple(_pieces(block, usual))] if block else []
            block = []
    return Example(kind, " ".join(words[:-1]), tuple(blocks))


def _pieces(lines: Sequence[str], usual: str | None) -> Iterator[Piece]:
    """Split a block into its files."""
    files: list[tuple[re.Match[str] | None, list[str]]] = []
    for line in lines:
        heading = _path_line(line)
        if heading or not files:
            files.append((heading, []))
        if not heading:
            files[-1][1].append(line)
    for heading, content in files:
        text = "\n".join(content).strip("\n")
        yield from _files(heading, f"{text}\n" if text else "", usual)


def _path_line(line: str) -> re.Match[str] | None:
    found = _FILE.fullmatch(line)
    if found is None:
        return None
    path = found["path"]
    is_path = ("/" in path and " " not in path) or re.search(r"\.(ya?ml|md|jsonl)$", path)
    return found if is_path else None


def _files(heading: re.Match[str] | None, text: str, usual: str | None) -> Iterator[Piece]:
    if heading is None:
        assert usual is not None, f"which file is this of?\n{text}"
        yield Piece(usual, text)
        return
    signs = tuple(each.strip() for each in (heading["signs"] or "").split(",") if each.strip())
    for path in _paths(heading["path"]):
        yield Piece(path, text, heading["target"] or "", signs)


def _paths(path: str) -> list[str]:
    many = _MANY.fullmatch(path)
    if many is None:
        return [path]
    numbers = range(int(many["first"]), int(many["last"]) + 1)
    return [f"{many['start']}{number}{many['end']}" for number in numbers]


def content_of(text: str) -> bytes:
    """Give the bytes of a text, with what cannot be shown in its place."""
    content, end = b"", 0
    for unseen in _UNSEEN.finditer(text):
        content += text[end : unseen.start()].encode() + _bytes_of(unseen)
        end = unseen.end()
    return content + text[end:].encode()


def _bytes_of(unseen: re.Match[str]) -> bytes:
    tab, sign, byte, times, repeated = unseen.groups()
    if tab:
        return b"\t"
    if sign:
        return chr(int(sign, 16)).encode()
    return bytes.fromhex(byte) if byte else repeated.encode() * int(times.replace(",", ""))
