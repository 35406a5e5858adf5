"""Whatever a page holds, reading it ends, its places are true, and its headings are the host's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from opsctl.analysis.sop.anatomy import anatomy_of
from opsctl.editing.sop import can_take_keys, plan_metadata
from opsctl.loading.markdown import MOST_BLOCKS
from opsctl.loading.sops import parse_sop
from opsctl.loading.source import read_page
from opsctl.model.markdown import Block
from opsctl.model.settings import Settings
from opsctl.model.sop import Sop, SopStatus
from opsctl.text.edit import splice
from opsctl.text.source import Source
from opsctl.text.span import Origin, Span
from opsctl.text.tree import Entry, Kind, OverlayTree
from tests.loading.test_markdown import Heading, our_headings, reference_headings

PATH = "sops/a.md"
_ENDS = re.compile(r"[ \t]+(?=[\r\n]|\Z)")
LINE_ENDS = ["\n", "\n", "\n", "\r\n", "\r"]
HEADINGS = [
    *["# ", "## ", "### a", "#", "#\t", "####### ", " # a", "    # a", "a\n===\n", "a\n---\n"],
    *["# a #", "#a", "##\u00a0a", "\\# a", "# **a** b", "# <b>a</b>", "# a\\", "# &amp;"],
]
TABLE = "\n\n| a | b |\n|---|---|\n| c | d |\n"
BLOCKS = [
    *["- ", "* ", "1. ", "1) ", "12. ", "> ", ">", "  ", "    ", "\t", "- [ ] a", "-\t", "+ a\n"],
    *["---\n", "***\n", "===\n", "___\n", "~~~\n", "!!! note\n", "> - ", TABLE, "| c | d |\n"],
    *["a | b", "<div>\n", "</div>\n", "<details>\n", "<!-- ", "-->", "<?a", "<![CDATA["],
    *["<pre>\n", "</pre>", "{{< a >}}\n", "{% b %}\n", "\n   \n"],
]
CODE = ["```", "````", "```sh\n", "`", "``", "`a`"]
TEXTS = [
    *["a", "b c", "é", "\\", "\\\n", "  \n", "*", "**", "_", "__a__", "&nbsp;"],
    *["[a](b)", "[", "]", "(", "![a](b.png)", "<a@b.c>", "[a][b]", "<br>"],
    *["<enter role>", "**Purpose:** ", "TBD", "Purpose"],
]
TOPS = [
    *["---\n", "...\n", "+++\n", "title: A\n", "owner: maya\n", "owner:\n", "title: [\n"],
    *["  - x\n", "# a comment\n", "layout: page\n", "version: 1.10\n", "tags:\n", "a: 'b\n"],
    *["\towner: x\n", "version: '1.0'\n", "title: A: B\n", "audience: [a, b]\n", "- a\n"],
    *["a: |\n  b\n", "title:A\n"],
]
ODD = ["\U0001f680", "<https://a.b>", "\u00a0", "\u2028", "\u3000", "\x0b", "\x0c", "\u0085"]
SUPPRESSIONS = ["<!-- opsctl: ignore[SOP001] a -->", "# opsctl: ignore[SOP] b\n"]
HOSTILE = [
    *["\0", "\ufeff", "\u202e", "[a]: b\n", "[a]: <b\n", "'c\nd'\n", "]: ", "<script>"],
    *["[" * 50, "> " * 120, "*" * 90],
]

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def texts(*fragments: str, most: int = 30) -> st.SearchStrategy[str]:
    """Assemble a text from fragments, with line ends of any kind between some of them."""
    pieces = st.sampled_from([*fragments, "\n", "\n\n"])
    joined = st.lists(pieces, max_size=most).map("".join)
    return st.builds(lambda text, end: text.replace("\n", end), joined, st.sampled_from(LINE_ENDS))


def mixed(*fragments: str) -> st.SearchStrategy[str]:
    """Assemble a text in which each part may end its lines in a way of its own."""
    return st.lists(texts(*fragments, most=8), max_size=4).map("".join)


pages = mixed(*HEADINGS, *BLOCKS, *CODE, *TEXTS, *ODD, *TOPS, *SUPPRESSIONS, *HOSTILE)
tops = st.builds(
    lambda top, end: "".join(("---\n", *top, "---\n")).replace("\n", end),
    st.lists(st.sampled_from([*TOPS, *SUPPRESSIONS]), max_size=5),
    st.sampled_from(LINE_ENDS),
)
whole_pages = st.one_of(pages, st.builds(str.__add__, tops, pages))
any_bytes = st.one_of(
    st.binary(max_size=200),
    whole_pages.map(str.encode),
    whole_pages.map(lambda text: text.encode("utf-16")),
    st.builds(lambda text, junk: text.encode() + junk, pages, st.binary(max_size=8)),
)


def source_of(content: bytes) -> Source:
    """Decode a page as it is read from disk; whatever is wrong with it, something is shown."""
    source, _ = read_page(OverlayTree(None, {PATH: content}), Entry(PATH, Kind.FILE, len(content)))
    assert source is not None
    return source


def spans(sop: Sop) -> Iterator[Span]:
    """Give every place that the reading of a page names."""
    for block in sop.page.walk():
        yield block.span
        yield from (run.next_line for run in block.runs if run.next_line is not None)
    yield from (link.span for link in sop.page.links)
    yield from (mark.span for mark in sop.page.marks)
    yield from (key.span for key in sop.foreign)
    yield from (*sop.origin.values.values(), *sop.origin.keys.values())
    if sop.page.front_matter is not None:
        yield sop.page.front_matter.span


@unhurried
@given(any_bytes)
@example(b"")
@example(b"\xff\xfe")
@example(b"#\0 \0")
@example(b"\xef\xbb\xbf")
@example(b"---")
@example(b"---\n---")
def test_any_bytes_are_a_page_whose_places_are_in_it(content: bytes) -> None:
    source = source_of(content)
    sop, findings, suppressions = parse_sop(source)
    found = [each.location.span for each in findings]
    silenced = [each.location.span for each in suppressions]
    for span in (*spans(sop), *found, *silenced):
        assert 0 <= span.start <= span.end <= len(source.text)
        assert span == source.span(span.start, span.end)


@unhurried
@given(whole_pages)
def test_any_page_is_taken_apart_into_lines_that_it_has(text: str) -> None:
    sop, _, _ = parse_sop(Source(PATH, text))
    anatomy = anatomy_of(sop, Settings(Origin("opsctl.yaml")))
    assert all(1 <= each.line <= each.end_line <= sop.page.lines for each in anatomy.parts)
    assert all(1 <= each.line <= each.end_line <= sop.page.lines for each in anatomy.sections)
    assert all(1 <= each.line <= sop.page.lines for each in anatomy.steps)


@unhurried
@given(whole_pages)
def test_what_stands_within_a_block_has_lines_of_that_block(text: str) -> None:
    sop, _, _ = parse_sop(Source(PATH, text))
    for block in sop.page.walk():
        assert all(_is_within(each, block) for each in block.children)


def _is_within(block: Block, outer: Block) -> bool:
    return outer.line <= block.line <= block.end_line <= outer.end_line


@unhurried
@given(st.binary(max_size=200))
def test_reading_a_page_twice_gives_the_same(content: bytes) -> None:
    one, other = parse_sop(source_of(content)), parse_sop(source_of(content))
    assert (one[0].page, one[1], one[2]) == (other[0].page, other[1], other[2])


comparable = st.builds(lambda text: _ENDS.sub("", text), mixed(*HEADINGS, *BLOCKS, *TEXTS))
odd = st.builds(lambda text: _ENDS.sub("", text), mixed(*HEADINGS, *BLOCKS, *CODE, *TEXTS, *ODD))


@settings(unhurried, max_examples=300)
@given(comparable)
def test_headings_are_those_of_the_reference(text: str) -> None:
    """What the two parsers are known to read in different ways is left out.

    Behind a definition of a link, they count the lines of a heading that is underlined from other
    lines; both see the same headings. Of one cell with a line below it, one makes a table. In an
    item that begins with a line of spaces, one sees more. Behind backticks that are never closed,
    they do not take the same ones for code.
    """
    assume("]:" not in text)
    assert our_headings(text) == reference_headings(text)


@settings(unhurried, max_examples=200)
@given(odd)
def test_headings_stand_where_the_reference_sees_them(text: str) -> None:
    """Texts are not compared: the parsers differ on Unicode's spaces and symbols within them."""
    assume("]:" not in text)
    assert places(our_headings(text)) == places(reference_headings(text))


def places(headings: list[Heading]) -> list[tuple[int, int]]:
    return [(line, level) for line, level, _ in headings]


VALUES: dict[str, st.SearchStrategy[Any]] = {
    "title": st.sampled_from(["A", "A: B", "Become #1", "no", "'", "- a", "é"]),
    "owner": st.sampled_from(["maya", "customer-care"]),
    "version": st.sampled_from(["1.10", "2.0.1"]),
    "status": st.sampled_from(SopStatus),
    "effective": st.sampled_from([date(2026, 10, 1), date(2026, 2, 28)]),
    "reviewed": st.sampled_from([date(2026, 10, 1), date(2024, 2, 29)]),
}
values = st.fixed_dictionaries({}, optional=VALUES).filter(bool)
bodies = texts(*HEADINGS, *BLOCKS, *CODE, *TEXTS, *ODD)


def body_of(source: Source) -> str:
    """Give what stands behind the keys at the top; all of it where there are none."""
    found = parse_sop(source)[0].page.front_matter
    if found is None:
        return source.text
    return source.text[found.span.end :]


@unhurried
@given(st.one_of(st.just(""), tops), bodies, st.booleans(), values)
def test_writing_keys_leaves_the_body_as_it_is(
    top: str, body: str, has_bom: bool, given_values: dict[str, Any]
) -> None:
    source = Source(PATH, top + body, has_bom)
    sop, findings, _ = parse_sop(source)
    assume(can_take_keys(sop) and not findings)
    after = Source(PATH, splice(source.text, plan_metadata(source, sop, given_values)), has_bom)
    kept = body_of(source)
    assert after.encode().endswith(kept.encode())
    assert body_of(after).lstrip("\r\n") == kept.lstrip("\r\n")
    assert after.encode().startswith(b"\xef\xbb\xbf") == has_bom
    read = parse_sop(after)[0].metadata
    for key, value in given_values.items():
        written = getattr(read, key)
        assert (written.text if key == "version" else written) == value


@unhurried
@given(st.one_of(st.just(""), tops), bodies, values)
def test_writing_keys_twice_is_writing_them_once(
    top: str, body: str, given_values: dict[str, Any]
) -> None:
    source = Source(PATH, top + body)
    sop, findings, _ = parse_sop(source)
    assume(can_take_keys(sop) and not findings)
    once = splice(source.text, plan_metadata(source, sop, given_values))
    again = Source(PATH, once)
    assert splice(once, plan_metadata(again, parse_sop(again)[0], given_values)) == once


@unhurried
@given(st.integers(0, 200), st.sampled_from(["- ", "> ", "1. ", "> - ", "* > "]))
def test_no_depth_is_too_deep(depth: int, sign: str) -> None:
    sop, _, _ = parse_sop(Source(PATH, f"{sign * depth}a\n"))
    assert sop.parsed
    assert sum(1 for _ in sop.page.walk()) <= MOST_BLOCKS
