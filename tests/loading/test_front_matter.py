"""What stands at the top of a page: found, read, and what of it belongs to other tools."""

from __future__ import annotations

from datetime import date

import pytest

from opsctl.loading.front_matter import LARGEST, Top, read_top
from opsctl.loading.source import decode
from opsctl.model.markdown import FrontMatter
from opsctl.model.scalar import Interval, Scalar
from opsctl.model.sop import SopStatus
from opsctl.text.source import Source

PATH = "sops/a.md"


def top(text: str) -> Top:
    return read_top(Source(PATH, text))


def found(text: str) -> FrontMatter:
    front_matter = top(text).front_matter
    assert front_matter is not None
    return front_matter


def findings(text: str) -> list[str]:
    return [
        f"{each.location.span.line}:{each.location.span.column} {each.code}"
        for each in top(text).findings
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("---\ntitle: A\n---\n# B\n", 3),
        ("---\ntitle: A\n...\n# B\n", 3),
        ("--- \ntitle: A\n---\t\n# B\n", 3),
        ("---\r\ntitle: A\r\n---\r\n# B\r\n", 3),
        ("---\rtitle: A\r---\r# B\r", 3),
        ("---\r\ntitle: A\n---\r# B\n", 3),
        ("---\ntitle: A\n\nowner: maya\n\n---\n", 6),
        ("---\n  title: A\n---\n", 3),
        ("---\ntitle: A\n---", 3),
        ("---\ntitle: |\n  a text\n  of two lines\n---\n", 5),
        ("---\ntitle: A\n---\n---\nowner: maya\n---\n", 3),
        ("<!-- a -->\n---\ntitle: A\n---\n", 4),
        ("<!-- a\nb -->\n\n<!-- c -->\n---\ntitle: A\n---\n", 7),
        ("\n\n---\ntitle: A\n---\n", 5),
    ],
)
def test_the_lines_at_the_top_are_no_part_of_the_page(text: str, lines: int) -> None:
    assert (top(text).lines, top(text).metadata.title is not None) == (lines, True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# A\n",
        "---\n",
        "---\n\nA text.\n\n---\n\nAnother.\n",
        "---\nA text.\n---\n",
        "---\n- an item\n---\n",
        "A text.\n\n---\n\ntitle: A\n\n---\n",
        "----\ntitle: A\n----\n",
        " ---\ntitle: A\n---\n",
        "---a\ntitle: A\n---\n",
        "***\ntitle: A\n***\n",
        "+++\ntitle = 'A'\n",
        "Note: a text\n---\n",
        "Note: a text\nthat goes on\n---\n",
        "title: A\nowner: maya\n\n---\n",
        "A text\ntitle: A\n---\n",
        "\ntitle: A\nowner: maya\n---\n",
    ],
)
def test_a_rule_between_two_texts_is_no_front_matter(text: str) -> None:
    assert (top(text).front_matter, top(text).lines) == (None, 0)


@pytest.mark.parametrize("text", ["---\n---\n# A\n", "---\n\n---\n# A\n", "+++\n+++\n# A\n"])
def test_it_may_be_empty(text: str) -> None:
    assert found(text).closed
    assert (top(text).findings, top(text).foreign) == ((), ())


@pytest.mark.parametrize(
    "text",
    ["---\ntitle: A\nowner: maya\n\n# B\n", "---\ntitle: A", "---\nlayout: page\n# A\n"],
)
def test_it_may_be_left_unclosed(text: str) -> None:
    assert not found(text).closed
    assert (found(text).span.line, found(text).span.end_line) == (1, 1)
    assert top(text).lines == 0
    assert top(text).metadata.title is None


@pytest.mark.parametrize(
    "text",
    [
        "title: A\nowner: maya\n---\n# B\n",
        "title: A\r\nowner: maya\r\n---\r\n",
        "title: A\ntags:\n- x\n# a comment\n---\n",
    ],
)
def test_its_first_line_may_be_missing(text: str) -> None:
    assert (found(text).opened, found(text).closed) == (False, True)
    assert top(text).metadata.title == "A"


def test_lines_that_are_not_opened_stay_a_part_of_the_page() -> None:
    """The host shows them: as a heading, because of the line below."""
    assert top("title: A\nowner: maya\n---\n").lines == 0


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("---\ntitle: A\n---\n", True),
        ("<!-- a -->\n---\ntitle: A\n---\n", False),
        ("\n---\ntitle: A\n---\n", False),
    ],
)
def test_it_tells_whether_anything_stands_before_it(text: str, first: bool) -> None:
    assert found(text).first is first


def test_toml_is_found_and_not_read() -> None:
    text = "+++\ntitle = 'A'\n+++\n# B\n"
    assert (found(text).format, found(text).closed, top(text).lines) == ("toml", True, 3)
    assert (top(text).metadata.title, top(text).findings) == (None, ())


def test_it_has_the_place_of_all_its_lines() -> None:
    text = "<!-- a -->\r\n---\r\ntitle: A\r\n---\r\n# B\r\n"
    span = found(text).span
    assert text[span.start : span.end] == "---\r\ntitle: A\r\n---"
    assert (span.line, span.end_line) == (2, 4)


def test_a_byte_order_mark_does_not_hide_it() -> None:
    source, _ = decode(PATH, b"\xef\xbb\xbf---\ntitle: A\n---\n")
    assert source is not None
    read = read_top(source)
    assert read.metadata.title == "A"
    assert read.metadata.origin.keys["title",].start == 4


ALL = """\
---
title: Process a return
owner: customer-care
version: 1.10
status: in-review
effective: on-merge
reviewed: 2026-10-01
review_every: 6 months
profile: runbook
audience: [customer-care, manila]
measurables:
  - leadership/return-days
lang: no
translation_of: process-a-return
supersedes: [old]
formerly: [older, oldest]
---
"""


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("title", "Process a return"),
        ("owner", "customer-care"),
        ("version", Scalar("1.10")),
        ("status", SopStatus.IN_REVIEW),
        ("effective", "on-merge"),
        ("reviewed", date(2026, 10, 1)),
        ("review_every", Interval(months=6)),
        ("profile", "runbook"),
        ("audience", ("customer-care", "manila")),
        ("measurables", ("leadership/return-days",)),
        ("lang", "no"),
        ("translation_of", "process-a-return"),
        ("supersedes", ("old",)),
        ("formerly", ("older", "oldest")),
    ],
)
def test_each_key_is_read(key: str, value: object) -> None:
    assert getattr(top(ALL).metadata, key) == value
    assert top(ALL).findings == ()


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("title: A b", "A b"),
        ("title:   A b  ", "A b"),
        ("title: 'A: b'", "A: b"),
        ('title: "A \\u00e9"', "A é"),
        ("title: A # a comment", "A"),
        ("title: A\n  b", "A b"),
        ("title: >\n  A\n  b", "A b"),
        ("title: |\n  A\n  b", "A\nb"),
        ("'title': A", "A"),
        ('"title": A', "A"),
        ("title : A", "A"),
        ("title:\n  A", "A"),
        ("title: 1.10", "1.10"),
        ("title: no", "no"),
        ("title: 2026-10-01", "2026-10-01"),
        ("title:", None),
        ("title: ''", None),
    ],
)
def test_a_text_may_be_written_in_any_shape(written: str, title: str | None) -> None:
    assert top(f"---\n{written}\n---\n").metadata.title == title


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("[a, b]", ("a", "b")),
        ("\n  - a\n  - b", ("a", "b")),
        ("\n- a\n- b", ("a", "b")),
        ("[]", ()),
        ("\n  - a b # c", ("a b",)),
        ("['a', \"b\",\n  c]", ("a", "b", "c")),
    ],
)
def test_a_list_may_be_written_in_any_shape(written: str, expected: tuple[str, ...]) -> None:
    assert top(f"---\naudience: {written}\n---\n").metadata.audience == expected


@pytest.mark.parametrize(
    ("written", "plain"), [("1.10", True), ('"1.10"', False), ("'1.10'", False)]
)
def test_a_version_tells_whether_it_was_quoted(written: str, plain: bool) -> None:
    assert top(f"---\nversion: {written}\n---\n").metadata.version == Scalar("1.10", plain)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("before", ["", "<!-- a\nb -->\n\n"])
def test_a_key_and_its_value_have_their_place_in_the_whole_file(before: str, end: str) -> None:
    text = (before + ALL + "# Process a return\n").replace("\n", end)
    source = Source(PATH, text)
    origin = read_top(source).metadata.origin
    keys = {text[span.start : span.end] for span in origin.keys.values()}
    assert keys == {line.partition(":")[0] for line in ALL.splitlines() if ":" in line}
    owner = origin.value("owner").span
    assert text[owner.start : owner.end] == "customer-care"
    assert owner == source.span(owner.start, owner.end)


def test_a_list_has_the_place_of_each_item() -> None:
    span = top(ALL).metadata.origin.value("audience", 1).span
    assert (span.line, ALL[span.start : span.end]) == (10, "manila")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\nlayout: page\nweight: 20\n---\n", [("layout", "page", 2), ("weight", "20", 3)]),
        ("---\nlast-reviewed: 2024\n---\n", [("last-reviewed", "2024", 2)]),
        ("---\nauthors:\n  - a\n  - {name: b, id: c}\n---\n", [("authors", "a b c", 2)]),
        ("---\nnav:\n  title: A\n---\n", [("nav", "A", 2)]),
        ("---\ntags: []\n---\n", [("tags", "", 2)]),
        ("---\nonwer: maya\n---\n", [("onwer", "maya", 2)]),
        ("<!-- a -->\n---\nTitle: A\n---\n", [("Title", "A", 3)]),
        ("---\n123: a\n---\n", [("123", "a", 2)]),
    ],
)
def test_keys_of_other_tools_are_kept_and_nothing_is_said_of_them(
    text: str, expected: list[tuple[str, str, int]]
) -> None:
    assert [(each.name, each.text, each.line) for each in top(text).foreign] == expected
    assert top(text).findings == ()


def test_a_key_of_another_tool_has_its_place() -> None:
    text = "---\r\ntitle: A\r\n  # a comment\r\nweight: 2\r\n---\r\n"
    (key,) = top(text).foreign
    assert (key.span.line, text[key.span.start : key.span.end]) == (4, "weight")


def test_a_long_text_of_another_tool_is_cut() -> None:
    (key,) = top(f"---\nbody: {'a' * 50_000}\n---\n").foreign
    assert len(key.text) == 2_000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\ntitle: A\ntitle: B\n---\n", ["3:1 FILE009"]),
        ("---\nweight: 1\nweight: 2\n---\n", ["3:1 FILE009"]),
        ("---\ntitle: [A\n---\n", ["2:8 FILE007"]),
        ("<!-- a\nb -->\n---\ntitle: [A\n---\n", ["4:8 FILE007"]),
        ("---\r\nowner: maya\r\ntitle: 'A\r\n---\r\n", ["3:8 FILE007"]),
        ("---\rowner: maya\rtitle: 'A\r---\r", ["3:8 FILE007"]),
        ("---\ntitle: A: B\n---\n", ["2:9 FILE023"]),
        ("---\n\ttitle: A\n---\n", ["2:1 FILE012"]),
        ("---\ntitle: A\n- b\n---\n", ["3:1 FILE007"]),
        ("---\ntitle: A\n owner: maya\n---\n", ["3:2 FILE007"]),
        ("---\ntitle: A\nno colon\n---\n", ["3:1 FILE007"]),
        ("---\ntitle: &a A\n---\n", ["2:8 FILE010"]),
        ("---\ntitle: !!str A\n---\n", ["2:8 FILE011"]),
        ("---\ntitle: Become #1\n---\n", ["2:15 FILE020"]),
        ("---\ntitle:A\n---\n", ["2:1 FILE019"]),
        ("---\ntitle: A\n--- # b\nc\n---\n", ["3:1 FILE008"]),
        ("---\nstatus: Final\n---\n", ["2:9 FILE019"]),
        ("---\nreviewed: 2026-02-30\n---\n", ["2:11 FILE019"]),
        ("---\nreview_every: now and then\n---\n", ["2:15 FILE019"]),
        ("---\neffective: soon\n---\n", ["2:12 FILE019"]),
        ("---\naudience: manila\n---\n", ["2:11 FILE019"]),
        ("---\nowner: [maya, leo]\n---\n", ["2:8 FILE019"]),
        ("---\ntitle:\n  de: A\n---\n", ["3:3 FILE019"]),
    ],
)
def test_what_is_broken_is_found_where_it_stands(text: str, expected: list[str]) -> None:
    assert findings(text) == expected


def test_a_key_that_cannot_be_read_leaves_the_others() -> None:
    read = top("---\ntitle: A\nstatus: Final\nreviewed: soon\nowner: maya\n---\n").metadata
    assert (read.title, read.status, read.reviewed, read.owner) == ("A", None, None, "maya")


def test_an_item_that_cannot_be_read_leaves_the_other_keys() -> None:
    read = top("---\ntitle: A\naudience: [a, {b: c}]\nowner: maya\n---\n").metadata
    assert (read.title, read.audience, read.owner) == ("A", (), "maya")


def test_of_two_equal_keys_the_first_is_read() -> None:
    assert top("---\ntitle: A\ntitle: B\n---\n").metadata.title == "A"


def test_broken_keys_do_not_hide_where_the_page_begins() -> None:
    text = "---\ntitle: [A\n---\n# B\n"
    assert (top(text).lines, found(text).closed) == (3, True)


@pytest.mark.parametrize(("size", "expected"), [(LARGEST, []), (LARGEST + 1, ["2:1 FILE002"])])
def test_the_keys_have_at_most_64_kilobytes(size: int, expected: list[str]) -> None:
    keys = "a: "
    text = f"---\n{keys}{'b' * (size - len(keys) - 1)}\n---\n# C\n"
    assert findings(text) == expected
    assert top(text).lines == 3


def test_a_text_of_many_keys_is_found_without_reading_it_again_for_each() -> None:
    text = "a: b\n" + "  c\n" * 100_000
    assert top(text).front_matter is None


def test_comments_within_it_suppress() -> None:
    text = (
        "---\n# opsctl: ignore[SOP001] for all\ntitle: A\n"
        "owner: maya # opsctl: ignore[SOP002] here\n---\n"
    )
    told = [(each.rules, each.line, each.reason) for each in top(text).suppressions]
    assert told == [(("SOP001",), None, "for all"), (("SOP002",), 4, "here")]
