"""Edits of a Rock's file: what changes, and that nothing else does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from opsctl.editing.intent import Incomplete, InsertItem, Intent, SetField, applied
from opsctl.editing.plan import plan_edits
from opsctl.editing.yaml_text import field_order
from opsctl.loading.source import decode
from opsctl.loading.workspace import Nouns, load_workspace
from opsctl.model.rock import LogEntry, Milestone, Outcome, Result, Rock, Say, Status
from opsctl.text.edit import splice
from opsctl.text.errors import SurroundingsRefuse
from opsctl.text.tree import OverlayTree

PATH = "rocks/2026-Q4/a.yaml"
ORDERS = {
    "": field_order(Rock),
    "outcome": field_order(Outcome),
    "result": field_order(Result),
    "milestones": field_order(Milestone),
    "log": field_order(LogEntry),
}
WORD = LogEntry(date=date(2026, 11, 16), by="maya", say=Say.ON_TRACK)
STEP = Milestone(title="Page live", due=date(2026, 11, 13), weight=Decimal(2))
NEW_DUE = SetField(("due",), date(2026, 12, 18))


def read(content: bytes) -> Rock:
    """Read one Rock; its file must be sound."""
    files = {"opsctl.yaml": b"format: 1\ncompany: Acme\n", PATH: content}
    workspace = load_workspace(OverlayTree(None, files), Nouns.ROCKS)
    assert [each.message for each in workspace.findings] == []
    return workspace.rocks[0]


def changed(content: bytes, intents: Sequence[Intent]) -> bytes:
    """Carry out intents on a file, and make sure that the record is the one intended."""
    source, _ = decode(PATH, content)
    assert source is not None
    rock = read(content)
    edits = plan_edits(source, rock.origin, intents, ORDERS)
    after = replace(source, text=splice(source.text, edits)).encode()
    assert read(after) == applied(rock, intents)
    return after


def becomes(before: str, after: str, *intents: Intent) -> None:
    assert changed(before.encode(), intents).decode() == after


def test_a_value_is_replaced_where_it_stands_with_its_comment_kept() -> None:
    becomes(
        "title: A\nowner: maya\ndue: 2026-12-01  # agreed\n",
        "title: A\nowner: maya\ndue: 2026-12-18  # agreed\n",
        NEW_DUE,
    )


def test_a_new_key_goes_behind_the_one_that_is_written_before_it() -> None:
    becomes(
        "title: A\nowner: maya   # hers\n# the steps\nlog: []\n",
        "title: A\nowner: maya   # hers\ndue: 2026-12-18\n# the steps\nlog: []\n",
        NEW_DUE,
    )


def test_a_key_before_all_others_goes_to_the_first_line_of_the_record() -> None:
    becomes(
        "# about\nowner: maya\ntitle: A\n",
        '# about\nowner: maya\ntitle: "B: c"\n',
        SetField(("title",), "B: c"),
    )


def test_a_file_without_a_last_line_end_stays_without_one() -> None:
    becomes("title: A\nowner: maya", "title: A\nowner: maya\ndue: 2026-12-18", NEW_DUE)


def test_line_ends_of_the_file_are_used_for_new_lines() -> None:
    becomes("title: A\r\nowner: m\r\n", "title: A\r\nowner: m\r\ndue: 2026-12-18\r\n", NEW_DUE)
    becomes("title: A\rowner: m\r", "title: A\rowner: m\rdue: 2026-12-18\r", NEW_DUE)


def test_a_byte_order_mark_stays() -> None:
    before = b"\xef\xbb\xbftitle: A\nowner: maya\n"
    assert changed(before, [NEW_DUE]) == before + b"due: 2026-12-18\n"


def test_an_empty_value_is_filled() -> None:
    becomes(
        "title: A\nowner: m\ndue:  # ?\n", "title: A\nowner: m\ndue: 2026-12-18  # ?\n", NEW_DUE
    )


def test_a_removed_key_takes_its_line_along() -> None:
    becomes(
        "title: A\nowner: m\narea: x  # why\nteam: y\n",
        "title: A\nowner: m\nteam: y\n",
        SetField(("area",), None),
    )


def test_removing_what_is_not_there_changes_nothing() -> None:
    becomes("title: A\nowner: m\n", "title: A\nowner: m\n", SetField(("area",), None))


def test_a_group_that_was_not_there_is_written_in_the_order_of_its_keys() -> None:
    becomes(
        "title: A\nowner: m\n",
        'title: A\nowner: m\nstatus: missed\nresult:\n  date: 2026-12-30\n  why: "No box"\n',
        SetField(("result", "why"), "No box"),
        SetField(("result", "date"), date(2026, 12, 30)),
        SetField(("status",), Status.MISSED),
    )


def test_a_key_is_added_to_a_group_with_the_indent_of_the_group() -> None:
    becomes(
        "title: A\nowner: m\noutcome:\n    to: 10\n    unit: percent\n",
        "title: A\nowner: m\noutcome:\n    to: 10\n    unit: percent\n    from: 2.5\n",
        SetField(("outcome", "from"), Decimal("2.5")),
    )


def test_a_key_is_added_to_a_group_in_braces() -> None:
    becomes(
        "title: A\nowner: m\noutcome: { to: 10 }\n",
        "title: A\nowner: m\noutcome: { to: 10, from: 2 }\n",
        SetField(("outcome", "from"), Decimal(2)),
    )


def test_an_item_is_put_at_the_end_of_a_list_in_its_own_indent() -> None:
    becomes(
        "title: A\nowner: m\nlog:\n- date: 2026-11-09\n  say: on-track  # ok\nstatus: planned\n",
        "title: A\nowner: m\nlog:\n- date: 2026-11-09\n  say: on-track  # ok\n"
        "- date: 2026-11-16\n  by: maya\n  say: on-track\nstatus: planned\n",
        InsertItem(("log",), WORD),
    )


def test_an_item_is_put_before_another_where_asked_for() -> None:
    becomes(
        "title: A\nowner: m\nmilestones:\n  - title: Late\n    due: 2026-12-01\n",
        'title: A\nowner: m\nmilestones:\n  - title: "Page live"\n    due: 2026-11-13\n'
        "    weight: 2\n  - title: Late\n    due: 2026-12-01\n",
        InsertItem(("milestones",), STEP, 0),
    )


@pytest.mark.parametrize("empty", ["log: []\n", "log:\n", "log: [ ]\n", ""])
def test_the_first_item_makes_the_list(empty: str) -> None:
    becomes(
        f"title: A\nowner: m\n{empty}",
        "title: A\nowner: m\nlog:\n  - date: 2026-11-16\n    by: maya\n    say: on-track\n",
        InsertItem(("log",), WORD),
    )


def test_an_item_goes_behind_a_text_of_several_lines() -> None:
    becomes(
        "title: A\nowner: m\nlog:\n  - date: 2026-11-09\n    note: |\n      One\n\n      Two\n\n"
        "status: planned\n",
        "title: A\nowner: m\nlog:\n  - date: 2026-11-09\n    note: |\n      One\n\n      Two\n\n"
        "  - date: 2026-11-16\n    by: maya\n    say: on-track\nstatus: planned\n",
        InsertItem(("log",), WORD),
    )


def test_a_text_of_several_lines_is_replaced_whole() -> None:
    becomes(
        "title: >\n  A long\n  title\nowner: m\n",
        'title: "Short one"\nowner: m\n',
        SetField(("title",), "Short one"),
    )


def test_a_milestone_is_marked_done_in_its_own_item() -> None:
    becomes(
        "title: A\nowner: m\nmilestones:\n  - title: One\n    due: 2026-11-01 # d\n"
        "  - {title: Two, due: 2026-11-02}\n",
        "title: A\nowner: m\nmilestones:\n  - title: One\n    due: 2026-11-01 # d\n"
        "    done: 2026-11-03\n  - {title: Two, due: 2026-11-02, done: 2026-11-04}\n",
        SetField(("milestones", 0, "done"), date(2026, 11, 3)),
        SetField(("milestones", 1, "done"), date(2026, 11, 4)),
    )


def test_a_list_is_replaced_whole() -> None:
    becomes(
        "title: A\nowner: m\nhelpers: [a, b]  # both\nteam: x\n",
        "title: A\nowner: m\nhelpers: [leo]  # both\nteam: x\n",
        SetField(("helpers",), ("leo",)),
    )


def test_of_a_list_of_words_only_what_comes_or_goes_is_touched() -> None:
    becomes(
        "title: A\nowner: m\nhelpers: # p\n  # first\n  - lena # L\n  - leo\n  # end\nteam: x\n",
        "title: A\nowner: m\nhelpers: # p\n  # first\n  - lena # L\n  - ana\n  # end\nteam: x\n",
        SetField(("helpers",), ("lena", "ana")),
    )


def test_a_comment_above_an_item_stays_with_it() -> None:
    becomes(
        "title: A\nowner: m\nmilestones:\n  # agreed with the board\n  - title: Late\n"
        "    due: 2026-12-01\n",
        'title: A\nowner: m\nmilestones:\n  - title: "Page live"\n    due: 2026-11-13\n'
        "    weight: 2\n  # agreed with the board\n  - title: Late\n    due: 2026-12-01\n",
        InsertItem(("milestones",), STEP, 0),
    )


def test_a_comment_below_an_item_stays_with_it() -> None:
    becomes(
        "title: A\nowner: m\nlog:\n  - date: 2026-11-09\n    note: a\n    # his own words\n"
        "# the end\nstatus: planned\n",
        "title: A\nowner: m\nlog:\n  - date: 2026-11-09\n    note: a\n    # his own words\n"
        "  - date: 2026-11-16\n    by: maya\n    say: on-track\n# the end\nstatus: planned\n",
        InsertItem(("log",), WORD),
    )


def test_the_comment_of_an_empty_list_stays_with_the_list() -> None:
    becomes(
        "title: A\nowner: m\nlog: []  # Mondays\n",
        "title: A\nowner: m\nlog:  # Mondays\n"
        "  - date: 2026-11-16\n    by: maya\n    say: on-track\n",
        InsertItem(("log",), WORD),
    )


@pytest.mark.parametrize("empty", ["result:\n", "result: {}\n", "result: {}  # none yet\n"])
def test_a_group_that_was_left_empty_is_filled(empty: str) -> None:
    becomes(
        f"title: A\nowner: m\nstatus: done\n{empty}",
        f"title: A\nowner: m\nstatus: done\n{empty.replace(' {}', '')}  date: 2026-12-30\n",
        SetField(("result", "date"), date(2026, 12, 30)),
    )


def test_hostile_text_is_quoted_so_that_it_reads_back_as_it_is() -> None:
    text = 'a: "b" #1 \\ {x} \x1b[2J \t é 😀 \u2028 end'
    before = b"title: A\nowner: m\n"
    assert read(changed(before, [SetField(("title",), text)])).title == text


def test_a_list_in_brackets_that_holds_something_is_refused_not_broken() -> None:
    content = b"title: A\nowner: m\nlog: [{date: 2026-11-09, say: on-track}]\n"
    source, _ = decode(PATH, content)
    assert source is not None
    with pytest.raises(SurroundingsRefuse, match="`log` cannot be changed"):
        plan_edits(source, read(content).origin, [InsertItem(("log",), WORD)], ORDERS)


def test_a_group_without_a_key_that_it_needs_is_refused() -> None:
    with pytest.raises(Incomplete, match="to"):
        applied(read(b"title: A\nowner: m\n"), [SetField(("outcome", "measure"), "Orders")])
