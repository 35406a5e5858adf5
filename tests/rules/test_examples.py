"""How a page of the manual is read, and laid over the files of the company."""

from __future__ import annotations

from datetime import date

import pytest

from opsctl.analysis.sop.digest import content_digest
from opsctl.loading.sops import sop_at
from opsctl.text.tree import OverlayTree
from tests.rules.laid import Files, laid, names_in
from tests.rules.manual import DAY, Example, Piece, content_of, examples

ROCK = "rocks/2026-Q4/open-germany.yaml"
PAGE = "sops/a.md"
OLD_PAGE = """\
---
owner: lena
status: draft
---
# A page

## Purpose

Why.

## Procedure

1. Do it.
"""

MANUAL = """
It holds.

Why: a reason.

    # not/an/example.yaml
    title: A

Wrong: on 16 November 2026,

    # people.yaml (deleted, by omar)
    # TODO: say more
    # rocks/2026-Q4 -> 2026-Q3

    # rocks/2026-Q4/new-8.yaml … new-11.yaml
    title: A

and later,

    owner: lena

Right as well:

    owner: omar

Fix: mend it.

    owner: nobody
"""


def wrong() -> Example:
    return examples(MANUAL, "ROCK")[0]


def after(old: str, *shown: str, path: str = ROCK) -> str:
    """Lay the first of the pieces over a file, where a page shows all of them."""
    pieces = [Piece(path, each) for each in shown]
    return laid(Files({path: old}), pieces[:1], names_in(pieces)).texts[path]


def test_examples_stand_below_wrong_and_right_alone() -> None:
    assert [(each.kind, len(each.blocks)) for each in examples(MANUAL, "ROCK")] == [
        ("Wrong", 2),
        ("Right", 1),
    ]


def test_the_words_of_an_example_may_name_its_day() -> None:
    assert [each.day for each in examples(MANUAL, "ROCK")] == [date(2026, 11, 16), DAY]


def test_a_line_with_a_path_begins_a_file() -> None:
    block = wrong().blocks[0]
    assert [piece.path for piece in block] == [
        "people.yaml",
        "rocks/2026-Q4",
        *(f"rocks/2026-Q4/new-{number}.yaml" for number in range(8, 12)),
    ]
    assert [piece.text for piece in block] == ["# TODO: say more\n", "", *["title: A\n"] * 4]


def test_signs_stand_behind_a_path() -> None:
    people, folder = wrong().pieces[:2]
    assert people.signs == ("deleted", "by omar")
    assert (people.sign("by"), people.sign("with")) == ("omar", None)
    assert folder.link == "2026-Q3"


def test_a_block_without_a_path_is_about_the_usual_file() -> None:
    assert wrong().blocks[1] == (Piece(ROCK, "owner: lena\n"),)


@pytest.mark.parametrize(
    ("shown", "content"),
    [
        ("a⟨TAB⟩b", b"a\tb"),
        ("⟨U+001B⟩[31m", b"\x1b[31m"),
        ("M⟨byte FC⟩nchen", b"M\xfcnchen"),
        ("⟨1,000 times ab⟩", b"ab" * 1000),
        ("⟨what is this⟩ ü", "⟨what is this⟩ ü".encode()),
    ],
)
def test_what_cannot_be_shown_is_spelled_out(shown: str, content: bytes) -> None:
    assert content_of(shown) == content


def test_keys_that_are_shown_take_the_place_of_those_of_the_file() -> None:
    old = "title: A\nowner: lena\nlog:\n  - date: 2026-11-16\n    say: on-track\ndue: 2026-12-01\n"
    assert after(old, "log: []\n'owner': omar\n") == (
        "log: []\n'owner': omar\ntitle: A\ndue: 2026-12-01\n"
    )


def test_keys_that_another_example_shows_are_taken_out() -> None:
    assert after("format: 1\ncompany: A\n", "company: B\n", "format: 1\n") == "company: B\n"


def test_without_a_key_what_is_shown_is_the_whole_file() -> None:
    assert after("title: A\n", "# TODO: write it\n") == "# TODO: write it\n"


def test_a_file_that_is_not_there_is_shown_whole() -> None:
    piece = Piece("people.yaml", "lena: {name: Lena}\n")
    assert laid(Files(), [piece], names_in([piece])).texts == {piece.path: piece.text}


def test_files_are_moved_deleted_linked_and_replaced() -> None:
    files = Files(
        {"a.yaml": "a: 1\n", "b.yaml": "b: 1\n", "c/d.yaml": "d: 1\n", "e.yaml": "e: 1\n"}
    )
    pieces = [
        Piece("a.yaml", signs=("moved to f/a.yaml",)),
        Piece("b.yaml", signs=("deleted",)),
        Piece("c", link="f"),
        Piece("e.yaml/g.yaml", "g: 1\n"),
    ]
    made = laid(files, pieces, {})
    assert made.texts == {"f/a.yaml": "a: 1\n", "e.yaml/g.yaml": "g: 1\n"}
    assert made.links == {"c": "f"}


@pytest.mark.parametrize(
    "keys", ["status: approved\n", "---\nstatus: approved\n---\n"], ids=["alone", "with-lines"]
)
def test_keys_at_the_top_of_a_page_are_laid_over(keys: str) -> None:
    shown = OLD_PAGE.replace("owner: lena\nstatus: draft\n", "status: approved\nowner: lena\n")
    assert after(OLD_PAGE, keys, path=PAGE) == shown


@pytest.mark.parametrize(
    "top", ["status: draft\n---\n", "---\nstatus: draft\n\n", "<!-- A -->\n---\nowner: a\n---\n"]
)
def test_a_top_that_is_broken_stays_as_it_is_shown(top: str) -> None:
    body = OLD_PAGE.partition("---\n# ")[2]
    assert after(OLD_PAGE, f"{top}# A page\n", path=PAGE) == f"{top}# {body}"


def test_a_page_can_be_deleted() -> None:
    piece = Piece(PAGE, signs=("deleted",))
    assert laid(Files({PAGE: OLD_PAGE}), [piece], names_in([piece])).texts == {}


def test_a_digest_is_that_of_the_procedure_as_it_is_after_the_example() -> None:
    approval = Piece("approvals/a/1.0.0--maya.yaml", "digest: v1:sha256:…\n")
    steps = Piece(PAGE, "1. Do that.\n")
    files = laid(Files({PAGE: OLD_PAGE}), [approval], {})
    changed = laid(files, [approval, steps], names_in([approval, steps]))
    kept = laid(files, [steps], names_in([steps]))

    assert digest_in(files) == f"digest: {digest_of(OLD_PAGE)}\n"
    assert digest_in(kept) == digest_in(files)
    assert digest_in(changed) == f"digest: {digest_of(OLD_PAGE.replace('it.', 'that.'))}\n"


def test_a_digest_of_a_procedure_that_is_not_there_is_one_of_nothing() -> None:
    review = Piece("reviews/b/2026-11-20--maya.yaml", "digest: v1:sha256:…\n")
    texts = laid(Files({PAGE: OLD_PAGE}), [review], {}).texts
    assert texts[review.path] == f"digest: v1:sha256:{'0' * 64}\n"


def digest_in(files: Files) -> str:
    return files.texts["approvals/a/1.0.0--maya.yaml"]


def digest_of(page: str) -> str:
    sop = sop_at(OverlayTree(None, {PAGE: page.encode()}), PAGE)
    assert sop is not None
    return content_digest(sop)


def test_sections_take_the_place_of_those_of_the_page_or_come_last() -> None:
    laid_over = after(OLD_PAGE, "## Purpose\n\nNew.\n\n## Records\n\nNone.\n", path=PAGE)
    assert laid_over == f"{OLD_PAGE.replace('Why.', 'New.')}\n## Records\n\nNone.\n"


def test_sections_that_another_example_shows_are_taken_out() -> None:
    shown = after(OLD_PAGE, "## Procedure\n\n1. Do it.\n", "## Purpose\n", path=PAGE)
    assert shown == OLD_PAGE.replace("## Purpose\n\nWhy.\n\n", "")


def test_steps_are_the_procedure_and_other_text_joins_the_first_section() -> None:
    assert after(OLD_PAGE, "1. Do that.\n", path=PAGE) == OLD_PAGE.replace("it.", "that.")
    assert after(OLD_PAGE, "So\n---\nsaid.\n", path=PAGE) == OLD_PAGE.replace(
        "Why.\n", "Why.\n\nSo\n---\nsaid.\n"
    )
