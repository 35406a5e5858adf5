"""What a reader sees of the changes of a procedure."""

from __future__ import annotations

import pytest

from opsctl.analysis.sop.approval import DEFAULT_POLICY, ApprovalState
from opsctl.analysis.sop.change import ChangeKind, SopChange, SopDifference
from opsctl.analysis.sop.revision import Revision
from opsctl.analysis.sop.versions import VersionStep
from opsctl.model.weight import Weight
from opsctl.rendering.screen import Screen
from opsctl.rendering.sop.difference import (
    difference_lines,
    difference_markdown,
    phrase,
)
from opsctl.rendering.theme import UNICODE
from tests.analysis.sop.pages import anatomy

LONG = "and so on until every parcel of the day is booked in " * 4
HOSTILE = "Red \x1b[31m\u202e\nhead"


def change(
    before: str | None, after: str | None, section: str = "procedure", kind: str = "item-reworded"
) -> SopChange:
    return SopChange(ChangeKind(kind), section, Weight.MINOR, before, after, 7)


def compared(*changes: SopChange, version: str = "1.0.0") -> Revision:
    weight = changes[0].weight if changes else None
    step = VersionStep("1.0.0", version, "1.1.0" if changes else None)
    page = anatomy("# A\n", "sops/a.md")
    state = ApprovalState(DEFAULT_POLICY, (), (), ())
    return Revision(page, page, SopDifference(changes, weight), step, state)


def lines(found: Revision, width: int | None = None) -> list[str]:
    drawn = difference_lines(found, "HEAD", "here", Screen(width, UNICODE))
    return [each.plain for each in drawn]


def texts(before: str | None, after: str | None) -> list[str]:
    """Give the lines that show what stood there and what does now."""
    shown = lines(compared(change(before, after)))
    return [each.strip() for each in shown if each.startswith("        ")]


def test_short_texts_are_shown_whole() -> None:
    assert texts("Wait a day.", "Wait two days.") == ["- Wait a day.", "+ Wait two days."]


def test_long_texts_start_some_words_before_their_first_difference() -> None:
    before, after = texts(f"{LONG}, then rest.", f"{LONG}, then go home.")
    assert before.startswith("- …")
    assert before.endswith("is booked in , then rest.")
    assert after.endswith("is booked in , then go home.")
    assert max(len(before), len(after)) <= 2 + 160


@pytest.mark.parametrize("length", [159, 160, 161, 400])
def test_a_difference_at_the_very_end_is_shown_at_any_length(length: int) -> None:
    same = "x" * (length - 1)
    before, after = texts(f"{same}1", f"{same}2")
    assert (before[-1], after[-1]) == ("1", "2")


@pytest.mark.parametrize(("more", "is_cut"), [(0, False), (1, True)])
def test_a_text_of_160_characters_is_not_cut(more: int, is_cut: bool) -> None:
    (shown,) = texts("x" * (160 + more), None)
    assert shown.endswith("…") is is_cut
    assert len(shown) == 2 + 160


def test_a_text_that_only_goes_on_is_shown_from_where_it_does() -> None:
    before, after = texts(LONG, f"{LONG}, and then rest")
    assert before.endswith("is booked in")
    assert after.endswith("is booked in , and then rest")


def test_both_forms_show_the_same_excerpt() -> None:
    page = difference_markdown(compared(change(f"{LONG}rest", f"{LONG}go home")))
    assert "booked in rest |" in page
    assert "booked in go home |" in page


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ("outcomes", "Expected outcomes: reworded"),
        ("emergency-contacts", "Emergency contacts: reworded"),
        ("Cancellation of non-critical calls", "Cancellation of non-critical calls: reworded"),
        ("iPad set-up", "iPad set-up: reworded"),
        ("Key facts:", "Key facts: reworded"),
        ("", "reworded"),
    ],
)
def test_a_chapter_is_named_as_its_heading_does(section: str, said: str) -> None:
    assert phrase(change("a", "b", section)) == said


@pytest.mark.parametrize("kind", [each.value for each in ChangeKind])
def test_every_kind_of_change_has_its_words(kind: str) -> None:
    assert phrase(change("a", "b", "owner", kind)).strip()


def test_what_was_written_otherwise_out_of_sight_has_no_texts() -> None:
    drawn = lines(compared(change(None, None, kind="form")), 80)
    assert drawn[2:4] == [
        " minor  Procedure: written otherwise  line 7",
        "",
    ]


@pytest.mark.parametrize("width", [None, 40, 80])
def test_hostile_text_stays_text(width: int | None) -> None:
    found = compared(change(HOSTILE, f"{LONG}{HOSTILE}", HOSTILE), version=HOSTILE)
    shown = "\n".join(lines(found, width))
    page = difference_markdown(found)
    assert not {"\x1b", "\u202e"} & set(shown + page)
    assert page.count("\n| ") == 3
