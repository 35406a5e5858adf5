"""The changes of one record on a screen, in Markdown and as data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.cells import cell_len

from opsctl.analysis.record_change import CheckinChangeKind, Ease, RecordChange
from opsctl.analysis.record_change import NumberChangeKind as N
from opsctl.analysis.record_change import RockChangeKind as R
from opsctl.rendering.json_text import json_text
from opsctl.rendering.record_changes.checkin import checkin_phrase
from opsctl.rendering.record_changes.lists import change_data, change_lines, change_markdown
from opsctl.rendering.record_changes.number import number_phrase
from opsctl.rendering.record_changes.rock import rock_phrase
from opsctl.rendering.record_changes.wording import Phrase
from opsctl.rendering.screen import Screen
from opsctl.rendering.theme import ASCII, SEVERITY_STYLES, UNICODE
from opsctl.rendering.visible import one_line
from opsctl.text.diagnostic import Severity
from tests.factories import day
from tests.rendering.hostile import is_harmful, texts

NEAR = day("11-20")
REWRITTEN = RecordChange(
    N.VALUE_REWRITTEN,
    "values.2026-W46",
    "21.8",
    "23.0",
    line=12,
    about="2026-W46",
    is_retroactive=True,
)
OWNER = RecordChange(N.OWNER, "owner", "leo", "maya", line=2)
GONE = RecordChange(N.ENTERED_BY, "entered_by", "ana", None)
CHANGES = (REWRITTEN, OWNER, GONE)


def drawn(width: int | None) -> list[str]:
    lines = change_lines(CHANGES, number_phrase, NEAR, Screen(width, UNICODE))
    return [each.plain for each in lines]


def test_changes_are_drawn_one_a_line_with_their_lines() -> None:
    assert drawn(None) == [
        " · W46 rewritten from 21.8 to 23.0 after the week closed, no reason given  line 12",
        " · owner changed from leo to maya  line 2",
        " · “entered by” taken out, was ana",
    ]


def test_what_does_not_fit_goes_on_below_its_beginning() -> None:
    assert drawn(50) == [
        " · W46 rewritten from 21.8 to 23.0 after the",
        "   week closed, no reason given  line 12",
        " · owner changed from leo to maya  line 2",
        " · “entered by” taken out, was ana",
    ]


def test_what_was_over_stands_out_on_a_plain_terminal_too() -> None:
    lines = list(change_lines(CHANGES, number_phrase, NEAR, Screen(None, ASCII)))
    assert lines[0].plain.isascii()
    warning = SEVERITY_STYLES[Severity.WARNING]
    assert [any(span.style == warning for span in each.spans) for each in lines] == [
        True,
        False,
        False,
    ]


def test_markdown_is_a_list() -> None:
    assert list(change_markdown(CHANGES, number_phrase, NEAR)) == [
        "- W46 rewritten from 21.8 to 23.0 after the week closed, no reason given (line 12)",
        "- owner changed from leo to maya (line 2)",
        "- “entered by” taken out, was ana",
    ]


def test_data_says_all_of_it() -> None:
    said = RecordChange(
        N.GOAL_LOOSENED,
        "goal.2026-W40",
        "at least 22",
        "at least 20",
        line=9,
        note="Sale",
        about="2026-W40",
        ease=Ease.EASIER,
        is_retroactive=True,
    )
    assert json.loads(json_text(change_data(said))) == {
        "kind": "goal-loosened",
        "field": "goal.2026-W40",
        "about": "2026-W40",
        "before": "at least 22",
        "after": "at least 20",
        "line": 9,
        "note": "Sale",
        "ease": "easier",
        "retroactive": True,
    }
    gone = json.loads(json_text(change_data(GONE)))
    assert (gone["after"], gone["line"], gone["note"], gone["ease"]) == (None, None, None, None)
    assert gone["retroactive"] is False


# Any text

DUE = (R.DUE_LATER, R.DUE_EARLIER)
PHRASES: Mapping[Phrase, list[object]] = MappingProxyType(
    {
        rock_phrase: [each for each in R if each not in DUE],
        number_phrase: list(N),
        checkin_phrase: [*CheckinChangeKind, N.VALUE_FILLED, N.VALUE_NOTE, R.WORD_CHANGED],
    }
)
HARMFUL = texts()
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@st.composite
def hostile_changes(draw: st.DrawFn) -> tuple[RecordChange, Phrase]:
    phrase = draw(st.sampled_from(list(PHRASES)))
    kind = draw(st.sampled_from(PHRASES[phrase]))
    maybe = st.none() | HARMFUL
    said = RecordChange(
        kind,  # type: ignore[arg-type]  # each is a kind of its phrase
        draw(st.sampled_from(["values.", "rocks.", "goal."])) + draw(HARMFUL),
        draw(maybe),
        draw(maybe),
        draw(st.none() | st.integers(1, 99)),
        draw(maybe),
        draw(maybe),
        is_retroactive=draw(st.booleans()),
    )
    return said, phrase


@given(hostile_changes(), st.sampled_from([None, 40, 80, 120]))
def test_no_text_breaks_out_of_a_line(
    hostile: tuple[RecordChange, Phrase], width: int | None
) -> None:
    said, phrase = hostile
    lines = list(change_lines([said], phrase, NEAR, Screen(width, UNICODE)))
    assert not any(is_harmful(sign) for each in lines for sign in each.plain)
    if width is None:
        assert len(lines) == 1
    else:
        assert all(cell_len(each.plain) <= width for each in lines)


@given(hostile_changes())
def test_no_text_breaks_out_of_an_item_of_markdown(hostile: tuple[RecordChange, Phrase]) -> None:
    said, phrase = hostile
    (item,) = change_markdown([said], phrase, NEAR)
    tokens = MARKDOWN.parse(item)
    assert [each.type for each in tokens] == [
        *("bullet_list_open", "list_item_open", "paragraph_open", "inline"),
        *("paragraph_close", "list_item_close", "bullet_list_close"),
    ]
    inside = tokens[3].children or []
    assert {each.type for each in inside} <= {"text", "text_special"}
    line = "" if said.line is None else f" (line {said.line})"
    shown = "".join(each.content for each in inside).replace("\u2060", "")
    assert shown == f"{one_line(phrase(said, NEAR))}{line}"


@given(hostile_changes())
def test_data_has_texts_as_they_are_and_sends_none_raw(
    hostile: tuple[RecordChange, Phrase],
) -> None:
    said, _ = hostile
    text = json_text(change_data(said))
    assert text.isascii()
    back = json.loads(text)
    assert (back["before"], back["after"], back["note"]) == (said.before, said.after, said.note)
