"""From fixes to edits: what is changed in the text, and when nothing is."""

from __future__ import annotations

import pytest

from opsctl.editing.fixes import overlap, plan_fix
from opsctl.editing.moving import moved
from opsctl.text.edit import Edit, splice
from opsctl.text.fix import Fix, Removal, Retarget, Word, written
from opsctl.text.source import Source
from opsctl.text.span import Location


def place(source: Source, text: str) -> Location:
    start = source.text.index(text)
    return Location(source.path, source.span(start, start + len(text)))


def after(source: Source, fix: Fix) -> str | None:
    edits = plan_fix(source, fix)
    return None if edits is None else splice(source.text, edits)


@pytest.mark.parametrize(
    ("old", "word", "new"),
    [
        ("Lena", "lena", "lena"),
        ('"Lena"', "lena", '"lena"'),
        ("'Lena'", "lena", "'lena'"),
        ("'x'", "it's", '"it\'s"'),
        ("x", "a, b", '"a, b"'),
        ("x", 'a "b"', '"a \\"b\\""'),
        ("x", "sops/a # b", '"sops/a # b"'),
    ],
)
def test_a_word_keeps_its_quotes_or_gets_those_that_it_needs(old: str, word: str, new: str) -> None:
    source = Source("a.yaml", f"owner: {old} # as agreed\n")
    fix = Fix((Word(place(source, old), word),))
    assert after(source, fix) == f"owner: {new} # as agreed\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_line_is_added_with_the_line_end_of_the_file(newline: str) -> None:
    source = Source("a.md", f"title: A{newline}---{newline}")
    assert after(source, written(Location("a.md"), "---\n")) == f"---{newline}{source.text}"


@pytest.mark.parametrize(
    ("text", "comment", "left"),
    [
        ("a: 1\n# x\nb: 2\n", "# x", "a: 1\nb: 2\n"),
        ("a: 1\r\n  # x\r\nb: 2\r\n", "# x", "a: 1\r\nb: 2\r\n"),
        ("a: 1   # x\nb: 2\n", "# x", "a: 1\nb: 2\n"),
        ("a: 1\n# x", "# x", "a: 1\n"),
        ("# A\n\n<!-- x\n y -->\n\nB\n", "<!-- x\n y -->", "# A\n\n\nB\n"),
        ("One <!-- x --> two\n", "<!-- x -->", "One two\n"),
    ],
)
def test_a_comment_goes_with_its_line_if_it_stands_alone(
    text: str, comment: str, left: str
) -> None:
    source = Source("a", text)
    assert after(source, Fix((Removal(place(source, comment)),))) == left


@pytest.mark.parametrize(
    ("text", "link", "new"),
    [
        ("[a](#Scope)", "[a](#Scope)", "[a](#scope)"),
        ("[#Scope](#Scope)", "[#Scope](#Scope)", "[#Scope](#scope)"),
        ('[a](#Scope "b")', '[a](#Scope "b")', '[a](#scope "b")'),
        ("[a](<#Scope>)", "[a](<#Scope>)", "[a](<#scope>)"),
        ("[a][b]\n\n[b]: #Scope\n", "[a][b]", "[a][b]\n\n[b]: #scope\n"),
        ('<a href="#Scope">x</a>', '<a href="#Scope">', '<a href="#scope">x</a>'),
        ("[a](#Sco%70e)", "[a](#Sco%70e)", "[a](#scope)"),
        ("[a](#Scope) [b](#Scope)", "[a](#Scope) [b](#Scope)", None),
        ("[a][b]", "[a][b]", None),
    ],
)
def test_a_link_is_led_elsewhere(text: str, link: str, new: str | None) -> None:
    source = Source("a.md", text)
    fix = Fix((Retarget(place(source, link), "#Scope", "#scope"),))
    assert after(source, fix) == new


LOG = "log:\n  - date: 3\n    note: c\n  # the second\n  - date: 1 # b\n\n  - date: 2\nend: x\n"


def pieces(source: Source, *texts: str) -> list[Location]:
    return [place(source, each) for each in texts]


def test_items_move_with_their_comments() -> None:
    source = Source("a.yaml", LOG)
    spans = [e.span for e in pieces(source, "date: 3\n    note: c", "date: 1", "date: 2")]
    edit = moved(source, spans, (1, 2, 0))
    assert edit is not None
    assert splice(LOG, [edit]) == (
        "log:\n  # the second\n  - date: 1 # b\n\n  - date: 2\n  - date: 3\n    note: c\nend: x\n"
    )


def test_a_file_without_a_last_line_end_gets_none() -> None:
    source = Source("a.yaml", "v:\r\n  b: 2\r\n  a: 1")
    edit = moved(source, [e.span for e in pieces(source, "b: 2", "a: 1")], (1, 0))
    assert edit is not None
    assert splice(source.text, [edit]) == "v:\r\n  a: 1\r\n  b: 2"


@pytest.mark.parametrize(
    "text",
    [
        "v: {b: 2, a: 1}\n",
        "v:\n  # all of them\n  b: 2\n  a: 1\n",
        "v:\n  b: 2\n  x: 9\n  a: 1\n",
    ],
)
def test_what_is_not_alone_on_its_lines_does_not_move(text: str) -> None:
    source = Source("a.yaml", text)
    assert moved(source, [e.span for e in pieces(source, "b: 2", "a: 1")], (1, 0)) is None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Edit(0, 2, "a"), Edit(2, 4, "b"), False),
        (Edit(0, 3, "a"), Edit(2, 4, "b"), True),
        (Edit(2, 2, "a"), Edit(2, 2, "b"), True),
        (Edit(2, 2, "a"), Edit(2, 4, "b"), False),
        (Edit(3, 3, "a"), Edit(2, 4, "b"), True),
    ],
)
def test_plans_that_change_one_place_are_told(one: Edit, other: Edit, expected: bool) -> None:
    assert overlap([one], [other]) is expected
    assert overlap([other], [one]) is expected
