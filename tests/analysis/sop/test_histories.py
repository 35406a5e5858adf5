"""Laws of the comparison over histories that are made from real procedures by mechanical edits."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

import pytest

from opsctl.analysis.sop.anatomy import Anatomy, anatomy_of
from opsctl.analysis.sop.change import ChangeKind, SopChange
from opsctl.analysis.sop.difference import difference, digest_of
from opsctl.loading.sops import parse_sop
from opsctl.loading.source import read_page
from opsctl.model.settings import Settings
from opsctl.text.span import Origin
from opsctl.text.tree import OverlayTree
from tests.conftest import ROOT

REAL_SOPS = ROOT.parent / "shared" / "data" / "real-sops"
PAGES = sorted(REAL_SOPS.glob("*.md")) if REAL_SOPS.is_dir() else []
REVISIONS = 10
"""How many edits, one upon the other, each page goes through: more than 200 over all pages."""

SETTINGS = Settings(Origin("opsctl.yaml"))
HOSTILE = "Say \x1b[31mred\x1b[0m, \u202eright to left, <script>alert(1)</script> and {{ all }}.\n"
_OPPOSITE = {
    ChangeKind.STEP_ADDED: ChangeKind.STEP_REMOVED,
    ChangeKind.ITEM_ADDED: ChangeKind.ITEM_REMOVED,
    ChangeKind.SECTION_ADDED: ChangeKind.SECTION_REMOVED,
}
OPPOSITE = _OPPOSITE | {removed: added for added, removed in _OPPOSITE.items()}
_MOVED = (ChangeKind.STEP_REORDERED, ChangeKind.ITEM_REORDERED, ChangeKind.SECTION_MOVED)

Lines = list[str]
Edit = Callable[[Lines, random.Random], None]

pytestmark = pytest.mark.skipif(not PAGES, reason=f"the real procedures are not at {REAL_SOPS}")


def somewhere(lines: Lines, chance: random.Random, pattern: str) -> int:
    """Choose a line that a pattern is found in, or any where none is."""
    found = [at for at, each in enumerate(lines) if re.search(pattern, each)]
    return chance.choice(found or range(len(lines)))


def delete_a_line(lines: Lines, chance: random.Random) -> None:
    if len(lines) > 1:
        del lines[somewhere(lines, chance, r"\S")]


def duplicate_a_line(lines: Lines, chance: random.Random) -> None:
    at = somewhere(lines, chance, r"\S")
    lines.insert(at, lines[at])


def swap_two_lines(lines: Lines, chance: random.Random) -> None:
    at, to = (somewhere(lines, chance, r"\S") for _ in range(2))
    lines[at], lines[to] = lines[to], lines[at]


def swap_two_items(lines: Lines, chance: random.Random) -> None:
    at, to = (somewhere(lines, chance, r"^\s*([-*]|\d+[.)]) ") for _ in range(2))
    lines[at], lines[to] = lines[to], lines[at]


def change_a_number(lines: Lines, chance: random.Random) -> None:
    at = somewhere(lines, chance, r"\w.*\d")
    lines[at] = re.sub(r"\d+(?!.*\d)", lambda found: str(int(found[0]) + 24), lines[at])


def change_a_word(lines: Lines, chance: random.Random) -> None:
    at = somewhere(lines, chance, r"[a-z]{4}")
    lines[at] = re.sub(r"[a-z]{4,}", "otherwise", lines[at], count=1)


def reflow(lines: Lines, chance: random.Random) -> None:
    at = somewhere(lines, chance, r"^\w.{40}")
    head, _, tail = lines[at].rpartition(" ")
    lines[at] = f"{head}\n{tail}" if head.strip() else lines[at]


def join_paragraphs(lines: Lines, chance: random.Random) -> None:
    at = somewhere(lines, chance, r"^\s*$")
    if len(lines) > 1:
        del lines[at]


def split_a_paragraph(lines: Lines, chance: random.Random) -> None:
    lines.insert(somewhere(lines, chance, r"\S"), "\n")


def change_a_level(lines: Lines, chance: random.Random) -> None:
    at = somewhere(lines, chance, r"^#{1,5} ")
    lines[at] = f"#{lines[at]}" if lines[at].startswith("#") else f"## {lines[at]}"


def number_a_bullet(lines: Lines, chance: random.Random) -> None:
    at = somewhere(lines, chance, r"^\s*[-*] ")
    lines[at] = re.sub(r"^(\s*)[-*] ", r"\g<1>1. ", lines[at])


def tick_a_box(lines: Lines, chance: random.Random) -> None:
    at = somewhere(lines, chance, r"^\s*([-*]|\d+[.)]) ")
    lines[at] = re.sub(r"^(\s*(?:[-*]|\d+[.)]) )(?:\[.\] )?", r"\g<1>[x] ", lines[at])


def nest_a_line(lines: Lines, chance: random.Random) -> None:
    at = somewhere(lines, chance, r"^\s*([-*]|\d+[.)]) ")
    lines[at] = f"    {lines[at]}"


def add_what_is_hostile(lines: Lines, chance: random.Random) -> None:
    lines.insert(somewhere(lines, chance, r"\S"), HOSTILE)


EDITS: tuple[Edit, ...] = (
    *(delete_a_line, duplicate_a_line, swap_two_lines, swap_two_items, change_a_number),
    *(change_a_word, reflow, join_paragraphs, split_a_paragraph, change_a_level),
    *(number_a_bullet, tick_a_box, nest_a_line, add_what_is_hostile),
)


def read(text: str) -> Anatomy:
    tree = OverlayTree(None, {"sops/a.md": text.encode("utf-8", "surrogatepass")})
    entry = tree.entry("sops/a.md")
    assert entry is not None
    source, _ = read_page(tree, entry)
    assert source is not None
    return anatomy_of(parse_sop(source)[0], SETTINGS)


@cache
def history(number: int) -> tuple[Anatomy, ...]:
    """Give a page and what became of it by one edit after another, the same at each run."""
    chance = random.Random(number)
    lines = PAGES[number].read_bytes().decode("utf-8", "replace").splitlines(keepends=True)
    revisions = [read("".join(lines))]
    for _ in range(REVISIONS):
        chance.choice(EDITS)(lines, chance)
        lines = "".join(lines).splitlines(keepends=True)
        revisions.append(read("".join(lines)))
    return tuple(revisions)


def pairs(number: int) -> Iterator[tuple[Anatomy, Anatomy]]:
    """Give each revision beside the one before it, and the last beside the first."""
    revisions = history(number)
    yield from pairwise(revisions)
    yield revisions[0], revisions[-1]


def content(changes: tuple[SopChange, ...]) -> list[SopChange]:
    return [each for each in changes if each.kind is not ChangeKind.KEY]


def facts(changes: tuple[SopChange, ...], *, backwards: bool) -> Counter[tuple[str | None, ...]]:
    """Count what is said, from the side of the older text; what moved is counted by its kind.

    Of two that swapped their places either has moved, so which one is named does not matter.
    """
    found: Counter[tuple[str | None, ...]] = Counter()
    for each in content(changes):
        kind = OPPOSITE.get(each.kind, each.kind) if backwards else each.kind
        texts = (each.after, each.before) if backwards else (each.before, each.after)
        found[(kind, each.weight, *(() if kind in _MOVED else texts))] += 1
    return found


def test_there_are_enough_of_them() -> None:
    assert len(PAGES) * REVISIONS >= 200
    assert sum(len({digest_of(each) for each in history(at)}) for at in range(len(PAGES))) >= 200


@pytest.mark.parametrize("number", range(len(PAGES)))
def test_what_is_listed_agrees_with_the_digest(number: int) -> None:
    for before, after in pairs(number):
        found = difference(before, after)
        is_same = digest_of(before) == digest_of(after)
        assert (not content(found.changes)) is is_same
        assert (found.weight is None) is is_same


@pytest.mark.parametrize("number", range(len(PAGES)))
def test_what_is_added_one_way_is_removed_the_other_way(number: int) -> None:
    for before, after in pairs(number):
        there, back = difference(before, after), difference(after, before)
        assert facts(there.changes, backwards=False) == facts(back.changes, backwards=True)
        assert there.weight is back.weight


@pytest.mark.parametrize("number", range(len(PAGES)))
def test_nothing_changes_between_a_page_and_itself(number: int) -> None:
    for page in history(number):
        assert difference(page, page).changes == ()
