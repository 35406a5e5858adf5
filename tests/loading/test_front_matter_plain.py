"""The top of a page: read the short way or with all of YAML, it is the same."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsctl.loading import front_matter
from opsctl.loading.front_matter import Top, read_top
from opsctl.loading.source import read_page
from opsctl.text.source import Source
from opsctl.text.tree import Entry, Kind, OverlayTree
from tests.conftest import ROOT
from tests.loading.yaml_texts import LINES, TEXTS, changed

REAL_SOPS = ROOT.parent / "shared" / "data" / "real-sops"
PATH = "sops/a.md"
EXAMPLES = sorted((ROOT / "examples").rglob("sops/**/*.md"))
REAL = sorted(REAL_SOPS.rglob("*.md"))


def explained(source: Source) -> Top:
    """Read a top with all of YAML and pydantic."""
    with patch.object(front_matter, "read_plain_keys", return_value=None):
        return read_top(source)


def read_plainly(source: Source) -> Top | None:
    """Read a top without them; none where they are asked."""
    with patch.object(front_matter, "_explained", return_value=None):
        return read_top(source)


def same(one: Top, other: Top) -> bool:
    """Compare all that was read, also where each key stands, which keys do not compare."""
    mine, its = one.metadata.origin, other.metadata.origin
    return (
        one == other
        and mine.path == its.path
        and dict(mine.values) == dict(its.values)
        and dict(mine.keys) == dict(its.keys)
    )


def read_as_explained(source: Source) -> bool:
    return same(read_top(source), explained(source))


def page(content: bytes) -> Source:
    """Decode a page as a procedure is, whatever stands in it."""
    tree = OverlayTree(None, {PATH: content})
    source, _ = read_page(tree, Entry(PATH, Kind.FILE, len(content)))
    assert source is not None
    return source


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_reads_the_procedures_of_the_example_companies_plainly(path: Path) -> None:
    source = page(path.read_bytes())
    assert read_plainly(source) is not None
    assert read_as_explained(source)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_reads_the_same_of_a_procedure_with_one_line_changed(path: Path) -> None:
    lines = path.read_bytes().splitlines()
    end = lines.index(b"---", 1) + 2
    for content in changed(lines[:end]):
        assert read_as_explained(page(content)), content


@pytest.mark.skipif(not REAL, reason=f"the real procedures are not at {REAL_SOPS}")
def test_reads_the_same_of_real_procedures() -> None:
    for path in REAL:
        assert read_as_explained(page(path.read_bytes())), path.name


KEYS = (
    *("title", "owner", "version", "status", "effective", "reviewed", "review_every", "profile"),
    *("audience", "measurables", "lang", "supersedes", "formerly", "origin", "layout", "x-mine"),
    *("tags", "Title", "a/b", "1", "titles", "itle"),
)
VALUES = (
    *("A", "maya", "'1.0'", "1.0", "approved", "Final", "on-merge", "2026-10-01", "2026-02-30"),
    *("6 months", "soon", "[]", "[a, b]", "['a', \"b\"]", "{a: b}", "\n  - a\n  - b", "\n- a"),
    *("", "null", "''", "a: b", "A # b", "A #b", "A # opsctl: ignore[SOP001] c", "|\n  a", "é – ü"),
    *(
        "\n  a: b\n  c:\n    - d\n    - e f",
        "\n  - a: b\n    c: d",
        "'a",
        "&a b",
        "\u2028",
        "a\u0085b",
    ),
    *("a\x00b", "\ufeff", "\u00a0", "\U0001f600", "<<<<<<< a", "---", "- a", "a\tb"),
)
SOUND = (
    *("title: A b # c", "owner: maya", "version: '1.0'", "status: approved", "effective: on-merge"),
    *("reviewed: 2026-10-01", "review_every: 6 months", "audience: [a, b c]", "supersedes: []"),
    *("measurables:\n  - a\n  - b", "formerly:\n- a", "layout: page", "nav:\n  title: A", "# a"),
    *("tags:\n  - a: b\n    c: d", "Title: é 😀", "a/b: [c]", "titles: A", "origin: a", ""),
)
"""Keys and comments that a top of them alone is read plainly with."""

ENTRIES = st.builds("{}: {}".format, st.sampled_from(KEYS), st.sampled_from(VALUES))


def page_text(
    before: str, opening: str, lines: list[str], closing: str, after: str, end: str
) -> str:
    inside = "".join(f"{line}\n" for line in lines)
    return f"{before}{opening}{inside}{closing}{after}".replace("\n", end)


TOPS = st.builds(
    page_text,
    st.sampled_from(["", "", "", "\n", " \n\n", "<!-- a\n\tb é -->\n\n", "<!-- a --> "]),
    st.sampled_from(["---\n", "---\n", "---\n", "--- \n", "", "+++\n"]),
    st.one_of(
        st.lists(st.sampled_from(SOUND), min_size=1, max_size=8, unique=True),
        st.lists(st.one_of(st.sampled_from(SOUND), ENTRIES), max_size=4, unique=True),
        st.lists(ENTRIES, min_size=1, max_size=6, unique_by=lambda each: each.partition(":")[0]),
        st.lists(st.one_of(ENTRIES, LINES), max_size=6),
        st.builds(lambda text: [text], TEXTS),
    ),
    st.sampled_from(["---\n", "---\n", "---", "...\n", "+++\n", ""]),
    st.sampled_from(["", "# A\n", "\n# A\n\n---\ntitle: B\n---\n"]),
    st.sampled_from(["\n", "\n", "\n", "\r\n", "\r"]),
)


@given(TOPS)
def test_reads_any_top_as_all_of_yaml_does(text: str) -> None:
    assert read_as_explained(Source(PATH, text))


@given(TOPS)
def test_reads_any_page_as_all_of_yaml_does(text: str) -> None:
    assert read_as_explained(page(text.encode()))


ALL = """\
<!-- é
b -->

---
title: Process a return # a comment
layout: page
audience: [customer-care, manila]
nav:
  title: A
tags:
  - a b
  - 'c'
measurables:
  - leadership/return-days
---
# Process a return
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_plain_top_has_the_places_of_the_whole_file(end: str) -> None:
    text = ALL.replace("\n", end)
    source = Source(PATH, text)
    read = read_plainly(source)
    assert read is not None
    assert same(read, explained(source))
    origin = read.metadata.origin
    item = origin.value("measurables", 0).span
    assert text[item.start : item.end] == "leadership/return-days"
    assert item == source.span(item.start, item.end)
    assert [(key.name, key.text, key.line) for key in read.foreign] == [
        ("layout", "page", 6),
        ("nav", "A", 8),
        ("tags", "a b c", 10),
    ]


def test_only_the_places_of_our_keys_are_known() -> None:
    origin = read_top(Source(PATH, ALL)).metadata.origin
    assert (origin.has("title"), origin.has("owner"), origin.has("layout")) == (True, False, False)
    assert (origin.has("audience", 1), origin.has("audience", 2)) == (True, False)
    assert (origin.has(), origin.has("nav", "title")) == (True, False)
    assert origin.value("nav", "title") == origin.value()


def test_the_place_of_a_key_is_not_that_of_a_longer_one_or_of_one_inside_another() -> None:
    text = "---\nlayouts: a\nnav:\n  layout: b\ntitle: layout\nlayout: c\n---\n"
    found = {key.name: key.line for key in read_top(Source(PATH, text)).foreign}
    assert found == {"layouts": 2, "nav": 3, "layout": 6}


def test_a_top_can_be_sent_to_another_process() -> None:
    read = read_top(Source(PATH, ALL))
    got: Top = pickle.loads(pickle.dumps(read))  # our own bytes
    assert same(got, read)
    assert got.metadata.origin.value("audience", 1).span.line == 7


def test_the_places_of_a_top_do_not_keep_the_page() -> None:
    source = Source(PATH, ALL + "A long text.\n" * 1_000)
    assert len(pickle.dumps(read_top(source))) < len(pickle.dumps(replace(source))) / 5
