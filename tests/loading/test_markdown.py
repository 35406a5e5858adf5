"""What is a heading, a list or code in a page, where it stands, and how much is taken apart."""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Iterator
from email.parser import Parser
from functools import cache
from pathlib import Path

import cmarkgfm  # type: ignore[import-untyped]  # it ships no types
import pytest
from cmarkgfm.cmark import Options  # type: ignore[import-untyped]  # it ships no types

from opsctl.loading.markdown import MOST_BLOCKS, Parsed, parse_markdown
from opsctl.loading.markdown_reference import TooMuch
from opsctl.model.markdown import Block, BlockKind, Body, LinkKind, MarkKind, Page, Run
from opsctl.text.source import Source
from tests.conftest import ROOT

REAL_SOPS = ROOT.parent / "shared" / "data" / "real-sops"
MOST_FILES = 300
LONG = 100_000
_HEADING = re.compile(r'<h([1-6]) data-sourcepos="(\d+):\d+-\d+:\d+">(.*?)</h\1>', re.DOTALL)
_IMAGE = re.compile(r'<img [^>]*?alt="([^"]*)"[^>]*>')
_TAG = re.compile(r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>|<[^>]+>", re.DOTALL)

Heading = tuple[int, int, str]
"""The line, the level and the text of a heading."""


def parsed(text: str) -> Parsed:
    return parse_markdown(Source("page.md", text))


def walk(text: str) -> Iterator[Block]:
    yield from Page(Body(parsed(text).blocks)).walk()


def of_kind(text: str, kind: BlockKind) -> list[Block]:
    return [block for block in walk(text) if block.kind is kind]


def only(text: str, kind: BlockKind) -> Block:
    (block,) = of_kind(text, kind)
    return block


def our_headings(text: str) -> list[Heading]:
    """Give the headings of a page as opsctl reads them, without raw HTML in their texts."""
    return [
        (block.line, block.level, _on_one_line("".join(_shown(block.runs))))
        for block in of_kind(text, BlockKind.HEADING)
    ]


def reference_headings(text: str) -> list[Heading]:
    """Give the headings of a page as the parser of GitHub reads them."""
    options = Options.CMARK_OPT_SOURCEPOS | Options.CMARK_OPT_UNSAFE
    page = cmarkgfm.github_flavored_markdown_to_html(with_line_feeds(text), options)
    found = _HEADING.findall(page)
    return [(int(line), int(level), _text_of_html(inside)) for level, line, inside in found]


def with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _text_of_html(inside: str) -> str:
    return _on_one_line(html.unescape(_TAG.sub("", _IMAGE.sub(r"\1", inside))))


def _shown(runs: tuple[Run, ...]) -> Iterator[str]:
    return (run.text for run in runs if not run.html)


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def text_of(path: Path) -> str | None:
    """Give the Markdown of a file; of what describes a package, if it is written in Markdown."""
    text = path.read_bytes().decode("utf-8-sig", "replace")
    if path.name != "METADATA":
        return text
    described = Parser().parsestr(text)
    is_markdown = "markdown" in str(described.get("Description-Content-Type", ""))
    return str(described.get_payload()) if is_markdown else None


def real_sops() -> list[Path]:
    return sorted(REAL_SOPS.glob("*.md"))


@cache
def installed() -> tuple[Path, ...]:
    """Name Markdown that other people wrote: what came with the packages of this Python."""
    within = Path(sys.prefix)
    found = [*sorted(within.rglob("*.md")), *sorted(within.rglob("*.dist-info/METADATA"))]
    return tuple(found[:MOST_FILES])


def differences(paths: list[Path]) -> list[str]:
    """Say which files have other headings for opsctl than for the reference."""
    told = []
    for path in paths:
        text = text_of(path)
        if text is not None and our_headings(text) != reference_headings(text):
            told.append(f"{path.name}: {set(our_headings(text)) ^ set(reference_headings(text))}")
    return told


@pytest.mark.skipif(not real_sops(), reason=f"the real procedures are not at {REAL_SOPS}")
def test_real_procedures_have_the_headings_that_the_reference_sees() -> None:
    assert differences(real_sops()) == []


def test_installed_pages_have_the_headings_that_the_reference_sees() -> None:
    assert differences(list(installed())) == []


def test_our_own_pages_have_the_headings_that_the_reference_sees() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")]
    assert differences(pages) == []


HAZARDS: dict[str, tuple[str, list[Heading]]] = {
    "a fence of four backticks holds one of three": (
        "````md\n```\n# no\n```\n# no\n````\n# yes\n",
        [(7, 1, "yes")],
    ),
    "a fence of tildes holds backticks": ("~~~\n# no\n```\n~~~\n# yes\n", [(5, 1, "yes")]),
    "a longer fence closes a shorter one": ("```\n# no\n`````\n# yes\n", [(4, 1, "yes")]),
    "an unclosed fence runs to the end": ("# yes\n```\n# no\n\n# no\n", [(1, 1, "yes")]),
    "a fence in an item ends with the item": ("- ```\n  # no\n\n# yes\n", [(4, 1, "yes")]),
    "a fence under an item": ("1. a\n   ```sh\n   # no\n   ```\n\n# yes\n", [(6, 1, "yes")]),
    "a fence that is not indented breaks the list": (
        "1. a\n```\n# no\n```\n2. b\n# yes\n",
        [(6, 1, "yes")],
    ),
    "a fence in a quote ends with the quote": ("> ```\n> # no\n\n# yes\n", [(4, 1, "yes")]),
    "a comment of the shell": ("    # no\n\n```sh\n# no\n```\n", []),
    "a tab makes code": ("\t# no\n\n# yes\n", [(3, 1, "yes")]),
    "three spaces make no code": ("   # yes\n", [(1, 1, "yes")]),
    "a tab behind the sign": ("#\tyes\n", [(1, 1, "yes")]),
    "signs behind the text": ("## yes ##\n## yes#\n", [(1, 2, "yes"), (2, 2, "yes#")]),
    "seven signs": ("####### no\n", []),
    "an escaped sign": ("\\# no\n", []),
    "no text at all": ("#\n##\n", [(1, 1, ""), (2, 2, "")]),
    "a quote": ("> # yes\n> no\n", [(1, 1, "yes")]),
    "a quote in a quote": ("> > ## yes\n", [(1, 2, "yes")]),
    "an admonition": ("!!! note\n    # no\n    no\n\n# yes\n", [(5, 1, "yes")]),
    "an admonition with a blank line": ("!!! note\n\n    # no\n\n# yes\n", [(5, 1, "yes")]),
    "raw HTML up to a blank line": (
        "<details>\n<summary>no</summary>\n# no\n\n# yes\n\n</details>\n",
        [(5, 1, "yes")],
    ),
    "a heading in HTML": ("<h1>no</h1>\n\n# yes\n", [(3, 1, "yes")]),
    "a comment over several lines": ("<!--\n# no\n\n# no\n-->\n# yes\n", [(6, 1, "yes")]),
    "a comment that is never closed": ("# yes\n<!--\n# no\n\n# no\n", [(1, 1, "yes")]),
    "a template": ("{{< note >}}\n# yes\n{{% end %}}\n", [(2, 1, "yes")]),
    "a template in a heading": ("# {{ title }}\n", [(1, 1, "{{ title }}")]),
    "two signs of equality": ("yes\n==\n", [(1, 1, "yes")]),
    "a line below a text of two": ("yes\nyes\n---\nno\n", [(1, 2, "yes yes")]),
    "a line behind a blank one": ("no\n\n---\n\nno\n", []),
    "a line below an item": ("- no\n---\n", []),
    "a line within an item": ("- no\n\n  yes\n  ---\n", [(3, 2, "yes")]),
    "items": ("- # yes\n- no\n1. ## yes\n", [(1, 1, "yes"), (3, 2, "yes")]),
    "a task": ("- [ ] # no\n", []),
    "a table": ("| # no | b |\n|---|---|\n| # no | c |\n", []),
    "a line below a row": ("| no | b |\n---\n", [(1, 2, "| no | b |")]),
    "an image": ("# ![yes](a.png)\n", [(1, 1, "yes")]),
    "a link and code": ("# [yes](a.md) `# yes`\n", [(1, 1, "yes # yes")]),
    "no space": ("#no\n##no\n", []),
    "a hard space": ("#\u00a0no\n", []),
    "a line separator is no line end": ("no\u2028# no\n# yes\n", [(2, 1, "yes")]),
    "a next line is no line end": ("no\u0085# no\n# yes\n", [(2, 1, "yes")]),
    "a vertical tab is no line end": ("no\x0b# no\n# yes\n", [(2, 1, "yes")]),
    "a form feed is no line end": ("no\x0c# no\n\x0c# no\n\n# yes\n", [(4, 1, "yes")]),
    "a vertical tab is no space": ("#\x0bno\n", []),
    "lone carriage returns": ("# yes\rno\r\r## yes\r", [(1, 1, "yes"), (4, 2, "yes")]),
    "mixed line ends": (
        "# yes\r\nno\r# yes\n\r\nyes\r---\n",
        [(1, 1, "yes"), (3, 1, "yes"), (5, 2, "yes")],
    ),
    "no line end at all": ("# yes", [(1, 1, "yes")]),
    "nothing": ("", []),
}


@pytest.mark.parametrize(("text", "expected"), HAZARDS.values(), ids=HAZARDS)
def test_a_heading_is_what_the_host_takes_for_one(text: str, expected: list[Heading]) -> None:
    assert our_headings(text) == expected


@pytest.mark.parametrize("text", [each for each, _ in HAZARDS.values()], ids=HAZARDS)
def test_the_reference_sees_the_same_in_a_hazard(text: str) -> None:
    assert our_headings(text) == reference_headings(text)


def test_lines_that_belong_to_something_else_keep_their_numbers() -> None:
    found = parse_markdown(Source("page.md", "---\na: b\n---\n# yes\n"), skipped=3)
    assert [(each.line, each.plain) for each in found.blocks] == [(4, "yes")]


def test_a_page_may_end_where_its_text_would_begin() -> None:
    assert parse_markdown(Source("page.md", "---\na: b\n---"), skipped=3).blocks == ()


@pytest.mark.parametrize(
    ("text", "underlined"), [("a\n===\n", True), ("a\n---\n", True), ("# a\n", False)]
)
def test_a_heading_tells_whether_the_line_below_makes_it(text: str, underlined: bool) -> None:
    assert only(text, BlockKind.HEADING).underlined is underlined


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\nb\n\nc\n", [(1, 2), (4, 4)]),
        ("a\r\nb\r\n\r\nc\r\n", [(1, 2), (4, 4)]),
        ("a\rb\r\rc\r", [(1, 2), (4, 4)]),
        ("\n\na\n", [(3, 3)]),
        ("- a\n\n- b\n\n\nc\n", [(1, 1), (3, 3), (6, 6)]),
        ("> a\n> b\n>\n\nc\n", [(1, 2), (5, 5)]),
    ],
)
def test_a_text_has_the_lines_that_hold_something(
    text: str, expected: list[tuple[int, int]]
) -> None:
    found = of_kind(text, BlockKind.PARAGRAPH)
    assert [(each.line, each.end_line) for each in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n\n  b\n\n\n# c\n", (1, 3)),
        ("> a\n>\n>\n\n# c\n", (1, 1)),
        ("```\na\n```\n\n\n# c\n", (1, 3)),
        ("```\na\n\n\n", (1, 2)),
        ("    a\n\n\n# c\n", (1, 1)),
        ("| a |\n|---|\n| b |\n\n# c\n", (1, 3)),
        ("<div>\na\n</div>\n\n# c\n", (1, 3)),
        ("---\n\n# c\n", (1, 1)),
    ],
)
def test_a_block_ends_with_its_last_line_that_holds_something(
    text: str, expected: tuple[int, int]
) -> None:
    first = parsed(text).blocks[0]
    assert (first.line, first.end_line) == expected


def test_a_block_begins_with_its_first_character() -> None:
    text = "a\n\n   # b\n"
    span = only(text, BlockKind.HEADING).span
    assert (span.line, span.column, text[span.start : span.end]) == (3, 4, "# b")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. a\n2. b\n", [(1, "1"), (2, "2")]),
        ("1. a\n1. b\n1. c\n", [(1, "1"), (2, "1"), (3, "1")]),
        ("3. a\n7. b\n", [(3, "3"), (4, "7")]),
        ("0. a\n1. b\n", [(0, "0"), (1, "1")]),
        ("1) a\n2) b\n", [(1, "1"), (2, "2")]),
        ("1. a\n2) b\n", [(1, "1"), (2, "2")]),
        ("1. a\n\n![p](p.png)\n\n2. b\n", [(1, "1"), (2, "2")]),
        ("1. a\n   1. b\n2. c\n", [(1, "1"), (1, "1"), (2, "2")]),
        ("007. a\n", [(7, "007")]),
        ("- a\n", [(None, "")]),
    ],
)
def test_an_item_has_the_number_that_is_shown_and_the_one_that_is_written(
    text: str, expected: list[tuple[int | None, str]]
) -> None:
    assert [(each.number, each.written) for each in of_kind(text, BlockKind.ITEM)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. a\n\n![p](p.png)\n\n1. b\n", 2),
        ("1. a\n\n   ![p](p.png)\n\n1. b\n", 1),
        ("- a\n- b\n* c\n", 2),
        ("1. a\n2) b\n", 2),
        ("1. a\n\n\n2. b\n", 1),
        ("1. a\n<!-- -->\n2. b\n", 2),
    ],
)
def test_a_list_ends_where_the_host_ends_it(text: str, expected: int) -> None:
    assert len(of_kind(text, BlockKind.LIST)) == expected


@pytest.mark.parametrize(
    ("text", "expected", "shown"),
    [
        ("- [ ] a\n", False, "a"),
        ("- [x] a\n", True, "a"),
        ("- [X] **a** b\n", True, "a b"),
        ("1. [ ] a\n", False, "a"),
        ("- [ ] [a](b)\n", False, "a"),
        ("- [ ]\ta\n", False, "a"),
        ("- [ ]\n  a\n", False, "a"),
        ("- [y] a\n", None, "[y] a"),
        ("- []\n", None, "[]"),
        ("- [ ]a\n", None, "[ ]a"),
        ("- a [ ] b\n", None, "a [ ] b"),
        ("- `[ ]` a\n", None, "[ ] a"),
        ("- [x](a.md) b\n", None, "x b"),
    ],
)
def test_an_item_may_have_a_box(text: str, expected: bool | None, shown: str) -> None:
    item = only(text, BlockKind.ITEM)
    assert (item.checked, item.children[0].plain) == (expected, shown)


def test_an_item_without_text_has_no_box() -> None:
    assert only("-\n", BlockKind.ITEM).checked is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("| a | b |\n|---|---|\n| c | d |\n", [["a", "b"], ["c", "d"]]),
        ("a | b\n--|--\nc | d\n", [["a", "b"], ["c", "d"]]),
        ("| a | b |\n|---|---|\n| c |\n", [["a", "b"], ["c", ""]]),
        ("| a | b |\n|---|---|\n| c | d | e |\n", [["a", "b"], ["c", "d"]]),
        ("| a | b |\n|---|---|\n|  | d |\n", [["a", "b"], ["", "d"]]),
        ("| a | b |\n|---|---|\n| c \\| d | e |\n", [["a", "b"], ["c | d", "e"]]),
        ("| a | b |\n|---|---|\n| `c \\| d` | e |\n", [["a", "b"], ["c | d", "e"]]),
        ("| a<br>b | **c** |\n|---|---|\n", [["a b", "c"]]),
        ("> | a |\n> |---|\n> | b |\n", [["a"], ["b"]]),
        ("| a | b |\n|---|---|\n| c | d |\ne\n", [["a", "b"], ["c", "d"], ["e", ""]]),
    ],
)
def test_a_table_has_its_cells(text: str, expected: list[list[str]]) -> None:
    table = only(text, BlockKind.TABLE)
    assert [[cell.plain for cell in row.children] for row in table.children] == expected


def test_a_row_and_its_cells_know_their_line() -> None:
    table = only("a\n\n| b |\n|---|\n| c |\n| d |\n", BlockKind.TABLE)
    assert [(row.line, row.children[0].line) for row in table.children] == [(3, 3), (5, 5), (6, 6)]


def test_too_few_columns_below_make_no_table() -> None:
    assert of_kind("| a | b |\n|---|\n| c | d |\n", BlockKind.TABLE) == []


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("```\na\n```\n", True),
        ("```\n```\n", True),
        ("```\na\n`````\n", True),
        ("```\na\n```   \n", True),
        ("~~~\na\n~~~\n", True),
        ("- ```\n  a\n  ```\n", True),
        ("> ```\n> a\n> ```\n", True),
        ("> - ```\n>   a\n>   ```\n", True),
        ("```\r\na\r\n```\r\n", True),
        ("    a\n", True),
        ("```\n", False),
        ("```\na\n", False),
        ("````\na\n```\n", False),
        ("```\na\n~~~\n", False),
        ("```\na\n``` b\n", False),
        ("- ```\n  a\n\nb\n", False),
        ("> ```\n> a\n\nb\n", False),
    ],
)
def test_code_tells_whether_its_fence_was_closed(text: str, closed: bool) -> None:
    assert only(text, BlockKind.CODE).closed is closed


def test_code_keeps_its_text_and_its_language() -> None:
    code = only("``` bash  \nls  \n\n# a\n```\n", BlockKind.CODE)
    assert (code.info, code.text) == ("bash", "ls  \n\n# a\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a <!-- b --> c", "a c"),
        ("a <kbd>b</kbd>", "a b"),
        ("a\nb\\\nc", "a b c"),
        ("![a](b.png) c", "a c"),
        ("**a** _b_ `c`  d", "a b c d"),
        ("&amp; &#35;", "& #"),
    ],
)
def test_a_text_is_plain_on_one_line(text: str, expected: str) -> None:
    assert only(text, BlockKind.PARAGRAPH).plain == expected


def test_a_run_has_the_line_that_it_stands_in() -> None:
    text = "a\n**b** `c\nc` d <!-- e\ne --> f\ng\n"
    lines = {run.text.strip(): run.line for run in only(text, BlockKind.PARAGRAPH).runs}
    assert {each: lines[each] for each in "abdfg"} == {"a": 1, "b": 2, "d": 3, "f": 4, "g": 5}


def test_a_line_end_knows_the_bold_line_that_follows() -> None:
    text = "- a\n   **b** c\n   d\n"
    bold, plain = (run for run in only(text, BlockKind.PARAGRAPH).runs if run.text == "\n")
    assert bold.next_line is not None
    assert (bold.next_line.line, bold.next_line.column) == (2, 4)
    assert text[bold.next_line.start : bold.next_line.end] == "**b** c"
    assert plain.next_line is None


LINKS: dict[str, tuple[str, list[str]]] = {
    "several in a line": ("a [b](c) [b](c)\n", ["1:3 [b](c)", "1:10 [b](c)"]),
    "a text of several lines": ("a\nb [c](d) e\n f [g](h)\n", ["2:3 [c](d)", "3:4 [g](h)"]),
    "other line ends": ("a\r\nb [c](d)\r\r[e](f)\r", ["2:3 [c](d)", "4:1 [e](f)"]),
    "an image": ("a ![b](c.png)\n", ["1:3 ![b](c.png)"]),
    "an image in a link": ("[![a](b)](c)\n", ["1:1 [![a](b)](c)", "1:2 ![a](b)"]),
    "an address in brackets": ("a <https://b.c/>\n", ["1:3 <https://b.c/>"]),
    "a title": ('[a](b "c") d\n', ['1:1 [a](b "c")']),
    "references": (
        "[a] [b][a] [a][] [c]\n\n[a]: d\n",
        ["1:1 [a]", "1:5 [b][a]", "1:12 [a][]"],
    ),
    "over a line end": ("a [b\nc](d) e\n", ["1:3 [b\nc](d)"]),
    "behind code of two lines": ("`a\nb` [c](d) `[c](d)`\n[e](f)\n", ["2:4 [c](d)", "3:1 [e](f)"]),
    "behind a comment of two lines": ("a <!-- [c](d)\n--> [c](d)\n", ["2:5 [c](d)"]),
    "behind an escape": ("\\[a](b) [a](b)\n", ["1:9 [a](b)"]),
    "behind entities": ("&amp; [a](b) &#35; [a](b)\n", ["1:7 [a](b)", "1:20 [a](b)"]),
    "behind signs of two bytes": ("é\U0001f680 [a](b)\n", ["1:4 [a](b)"]),
    "behind a tab": ("a\t[b](c)\n", ["1:3 [b](c)"]),
    "behind a hard space": ("\u00a0a [b](c)\n", ["1:4 [b](c)"]),
    "hard breaks": ("a  \nb\\\n[c](d)\n", ["3:1 [c](d)"]),
    "a heading": ("## [a](b) [a](b) ##\n", ["1:4 [a](b)", "1:11 [a](b)"]),
    "a heading made by a line": ("a\n[b](c)\n---\n", ["2:1 [b](c)"]),
    "quotes": ("> a [b](c)\n> > d\n> > [e](f)\n", ["1:5 [b](c)", "3:5 [e](f)"]),
    "a lazy line": ("> a\nb [c](d)\n", ["2:3 [c](d)"]),
    "lists": (
        "- a [b](c)\n  d [e](f)\n\n  1) [g](h)\n",
        ["1:5 [b](c)", "2:5 [e](f)", "4:6 [g](h)"],
    ),
    "a list with tabs": ("-\ta [b](c)\n\n\td [e](f)\n", ["1:5 [b](c)", "3:4 [e](f)"]),
    "a quote in a list in a quote": (
        "> - > [a](b)\n>   > c [d](e)\n",
        ["1:7 [a](b)", "2:9 [d](e)"],
    ),
    "a task": ("- [ ] [a](b)\n", ["1:7 [a](b)"]),
    "equal cells": (
        "| [a](b) | [a](b) |\n|---|---|\n| [a](b) | [a](b) |\n",
        ["1:3 [a](b)", "1:12 [a](b)", "3:3 [a](b)", "3:12 [a](b)"],
    ),
    "cells that begin alike": (
        "| a | b |\n|---|---|\n| [a](b) c | [a](b) |\n",
        ["3:3 [a](b)", "3:14 [a](b)"],
    ),
    "a cell behind an empty one": ("| a | b |\n|---|---|\n|  | [a](b) |\n", ["3:6 [a](b)"]),
    "a table without its outer signs": (
        "a | b\n--|--\n[c](d) | [c](d)\n",
        ["3:1 [c](d)", "3:10 [c](d)"],
    ),
    "a table in a quote in a list": (
        "- > | a |\n  > |---|\n  > | [b](c) |\n",
        ["3:7 [b](c)"],
    ),
    "a table in a list, with equal cells": (
        "- | [a](b) | [a](b) |\n  |---|---|\n",
        ["1:5 [a](b)", "1:14 [a](b)"],
    ),
    "raw HTML in a text": ('a\n<a href="b">c</a>\n', ['2:1 <a href="b">']),
    "raw HTML as a block": (
        '<div>\n<img src="b"> <a href="c">\n',
        ['2:1 <img src="b">', '2:15 <a href="c">'],
    ),
    "raw HTML in a quote": ("> <div>\n> <a href=b>\n", ["2:3 <a href=b>"]),
}


@pytest.mark.parametrize(("text", "expected"), LINKS.values(), ids=LINKS)
def test_a_link_is_where_its_text_stands(text: str, expected: list[str]) -> None:
    spans = [each.span for each in parsed(text).links]
    assert [f"{s.line}:{s.column} {text[s.start : s.end]}" for s in spans] == expected


@pytest.mark.parametrize("text", [each for each, _ in LINKS.values()], ids=LINKS)
def test_a_link_has_the_column_that_its_offset_has(text: str) -> None:
    source = Source("page.md", text)
    for each in parse_markdown(source).links:
        assert each.span == source.span(each.span.start, each.span.end)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](b)", (LinkKind.LINK, "a", "b")),
        ("[a *b* `c`](d)", (LinkKind.LINK, "a b c", "d")),
        ("[a](<b c>)", (LinkKind.LINK, "a", "b c")),
        ("[a](b%20c)", (LinkKind.LINK, "a", "b c")),
        ("[a](ü.md#ö)", (LinkKind.LINK, "a", "ü.md#ö")),
        ("[a]()", (LinkKind.LINK, "a", "")),
        ("[](b)", (LinkKind.LINK, "", "b")),
        ("[a](b&amp;c)", (LinkKind.LINK, "a", "b&c")),
        ("![a](b 'c')", (LinkKind.IMAGE, "a", "b")),
        ("<a@b.c>", (LinkKind.LINK, "a@b.c", "mailto:a@b.c")),
        ('<A HREF="b&amp;c">d</A>', (LinkKind.LINK, "", "b&c")),
        ("<img alt='a' src=b />", (LinkKind.IMAGE, "a", "b")),
    ],
)
def test_a_link_has_the_target_that_its_author_means(
    text: str, expected: tuple[LinkKind, str, str]
) -> None:
    (link,) = parsed(text).links
    assert (link.kind, link.text, link.target) == expected


@pytest.mark.parametrize(
    "text",
    [
        "`[a](b)`\n",
        "```\n[a](b)\n```\n",
        "    [a](b)\n",
        "<!-- [a](b) -->\n",
        '<!-- <a href="b"> -->\n',
        "<div>\n[a](b)\n</div>\n",
        "\\[a](b)\n",
        "[a] (b)\n",
        "https://a.b\n",
        '<a name="b">\n',
        "[a]: b\n",
    ],
)
def test_what_only_looks_like_a_link_is_none(text: str) -> None:
    assert parsed(text).links == ()


PLACEHOLDER, REFERENCE = MarkKind.PLACEHOLDER, MarkKind.REFERENCE
MARKS: dict[str, tuple[str, list[tuple[MarkKind, str]]]] = {
    "brackets": ("Send to <enter role>.\n", [(PLACEHOLDER, "1:9 <enter role>")]),
    "two words": ("Ask <team lead> or <b>\n", [(PLACEHOLDER, "1:5 <team lead>")]),
    "a line of its own": ("a\nTBD\nb\n", [(PLACEHOLDER, "2:1 TBD")]),
    "behind a colon": ("Owner: TBD\n", [(PLACEHOLDER, "1:8 TBD")]),
    "before a colon": ("a TODO: write this\n", [(PLACEHOLDER, "1:3 TODO")]),
    "within a sentence": ("The TODO list and the TBD column\n", []),
    "lorem ipsum": ("a\nLorem ipsum dolor\n", [(PLACEHOLDER, "2:1 Lorem ipsum")]),
    "code": ("`<enter role>` and ``TODO: a``\n", []),
    "a code block": ("```\nTODO: a\n```\n", []),
    "a comment": ("a <!-- TODO: b --> c\n", []),
    "an address": ("<https://a.b> <a@b.c> <br> <a href='c d'>\n", []),
    "a link": ("[a <enter role>](b)\n", []),
    "several lines": (
        "a\nb <your name> c\n<your name>\n",
        [(PLACEHOLDER, "2:3 <your name>"), (PLACEHOLDER, "3:1 <your name>")],
    ),
    "behind code of two lines": ("`a\nb` <your name>\n", [(PLACEHOLDER, "2:4 <your name>")]),
    "equal cells": (
        "| a | b |\n|---|---|\n| <your name> | <your name> |\n",
        [(PLACEHOLDER, "3:3 <your name>"), (PLACEHOLDER, "3:17 <your name>")],
    ),
    "equal cells that are loud": (
        "| TBD | TBD |\n|---|---|\n",
        [(PLACEHOLDER, "1:3 TBD"), (PLACEHOLDER, "1:9 TBD")],
    ),
    "a quote in a list": ("- > a <your name>\n", [(PLACEHOLDER, "1:7 <your name>")]),
    "a heading": ("# a <your name> #\n", [(PLACEHOLDER, "1:5 <your name>")]),
    "a reference that leads nowhere": (
        "[a][b] and [c][] and [d]\n",
        [(REFERENCE, "1:1 [a][b]"), (REFERENCE, "1:12 [c][]")],
    ),
    "a reference that leads somewhere": ("[a][b]\n\n[b]: c\n", []),
    "an index": ("a[0][1] and x[i][j]\n", []),
    "no space behind the sign": (
        "##Scope\n\n###  \n",
        [(MarkKind.HEADING_WITHOUT_SPACE, "1:1 ##Scope")],
    ),
    "a single sign and a capital letter": (
        "#Scope\n",
        [(MarkKind.HEADING_WITHOUT_SPACE, "1:1 #Scope")],
    ),
    "a channel": ("#general\n", []),
    "a tag at the start of a text": ("#Scope of this\nand more\n", []),
    "a sentence": ("##Scope of this.\n", []),
    "an issue": ("#12 is open\n", []),
    "a hard space behind the sign": (
        "a\n\n##\u00a0Scope\n",
        [(MarkKind.HEADING_WITH_HARD_SPACE, "3:1 ##\u00a0Scope")],
    ),
    "a broken heading in a list": (
        "- a\n\n  ##Scope\n",
        [(MarkKind.HEADING_WITHOUT_SPACE, "3:3 ##Scope")],
    ),
    "a broken heading in code": ("    ##Scope\n", []),
}


@pytest.mark.parametrize(("text", "expected"), MARKS.values(), ids=MARKS)
def test_a_mark_is_where_its_text_stands(text: str, expected: list[tuple[MarkKind, str]]) -> None:
    found = [(each.kind, each.span) for each in parsed(text).marks]
    told = [(kind, f"{s.line}:{s.column} {text[s.start : s.end]}") for kind, s in found]
    assert told == expected


def line_of(sign: str, size: int = LONG) -> str:
    return f"a {sign * (size // len(sign))}\n"


HOSTILE = {
    "a line of `[`": line_of("["),
    "a line of `![`": line_of("![", LONG // 4),
    "a line of `[a][`": line_of("[a]["),
    "a line of emphasis": line_of("*a **b "),
    "a line of stars": line_of("*"),
    "a line of underscores": line_of("_a __b"),
    "a line of backticks": line_of("`"),
    "a line of spaced backticks": line_of("``` ` "),
    "a line of `<a `": line_of("<a "),
    "a line of `<!--`": line_of("<!-- "),
    "a line of `<enter `": line_of("<enter "),
    "a line of `[a](`": line_of("[a]("),
    "a line of `&`": line_of("&"),
    "a line of backslashes": line_of("\\"),
    "a line of spaces": line_of(" "),
    "a line of letters": line_of("a"),
    "quotes within a line": f"{'>' * 10_000} a\n",
    "spaced quotes within a line": f"{'> ' * 10_000}a\n",
    "quotes over lines": "".join(f"{'>' * depth} a\n" for depth in range(1, 300)),
    "a quote of many lines": "> a\n" * 10_000,
    "many quotes": "> a\n\n" * 10_000,
    "many items": "- a\n" * 50_000,
    "many numbered items": "1. a\n" * 50_000,
    "many loose items": "- a\n\n" * 50_000,
    "a table of many columns": f"{'|a' * 5_000}|\n{'|-' * 5_000}|\n{'|b' * 5_000}|\n",
    "a table of many rows": "|a|b|\n|-|-|\n" + "|a|b|\n" * 20_000,
    "a table of many columns and short rows": f"{'|a' * 5_000}|\n{'|-' * 5_000}|\n"
    + "|b|\n" * 2_000,
    "a megabyte of `|`": "|" * (1 << 20),
    "lines of `|`": ("|" * 100 + "\n") * 5_000,
    "lists in lists within a line": f"{'- ' * 10_000}a\n",
    "numbered lists in lists within a line": f"{'1. ' * 10_000}a\n",
    "lists in lists over lines": "".join(f"{'  ' * depth}- a\n" for depth in range(500)),
    "quotes and lists by turns": f"{'> - ' * 3_000}a\n",
    "many rules": "---\n\n" * 50_000,
    "many fences": "```\n" * 50_000,
    "many comments": "<!-- a -->\n\n" * 50_000,
    "a comment that is opened often": "<!-- a\n" * 20_000,
    "many references": "".join(f"[a{each}]: b\n" for each in range(20_000)),
    "many lines of a text": "a\n" * 20_000,
    "many characters that end no line": "\x0b\x0c\u0085\u2028" * 20_000,
}


@cache
def size_of(name: str) -> tuple[int, int] | None:
    """Count the blocks of a hostile page, and the links and marks; none where it is refused."""
    try:
        found = parsed(HOSTILE[name])
    except TooMuch:
        return None
    return sum(1 for _ in Page(Body(found.blocks)).walk()), len(found.links) + len(found.marks)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_is_read_within_bounds_or_refused(name: str) -> None:
    blocks, inside = size_of(name) or (0, 0)
    assert blocks <= MOST_BLOCKS
    assert inside <= LONG


@pytest.mark.parametrize(
    "name",
    [
        *("a line of `[`", "many items", "many numbered items", "many loose items"),
        *("a table of many rows", "a table of many columns and short rows"),
        *("a megabyte of `|`", "many rules", "many fences", "many comments"),
    ],
)
def test_what_nobody_writes_by_hand_is_refused(name: str) -> None:
    assert size_of(name) is None


@pytest.mark.parametrize(
    "name",
    [
        *("a line of letters", "a line of spaces", "a line of backticks", "many lines of a text"),
        *("quotes within a line", "lists in lists within a line", "quotes and lists by turns"),
        *("a quote of many lines", "a table of many columns", "a comment that is opened often"),
    ],
)
def test_what_is_only_long_or_deep_is_read(name: str) -> None:
    assert size_of(name) is not None


@pytest.mark.parametrize(("more", "refused"), [(0, False), (1, True)])
def test_a_page_has_at_most_so_many_blocks(more: int, refused: bool) -> None:
    text = "a\n\n" * (MOST_BLOCKS + more)
    if refused:
        with pytest.raises(TooMuch):
            parsed(text)
    else:
        assert len(parsed(text).blocks) == MOST_BLOCKS
