"""Which records of two revisions are one and the same."""

from __future__ import annotations

from dataclasses import replace

from opsctl.analysis.record_pairs import paired_checkins, paired_measurables, paired_rocks
from tests.factories import Q3, Q4, rock
from tests.scorecards import load

A, B, C = rock("a", title="A"), rock("b", title="B"), rock("c", title="C")


def test_rocks_are_paired_by_name_and_those_that_are_gone_come_last() -> None:
    later = replace(B, owner="leo")
    assert paired_rocks([A, B], [later, C]) == ((B, later), (None, C), (A, None))


def test_a_rock_with_another_id_is_known_by_the_one_it_had() -> None:
    renamed = rock("points", title="Points", formerly=("a",))
    assert paired_rocks([A], [renamed]) == ((A, renamed),)


def test_a_rock_in_another_quarter_is_known_by_its_id() -> None:
    earlier = replace(A, quarter=Q3, title="Another", owner="leo")
    assert paired_rocks([A], [earlier]) == ((A, earlier),)


def test_a_rock_whose_file_moved_is_known_by_its_title_and_owner() -> None:
    moved = rock("points", title="A")
    assert paired_rocks([A], [moved]) == ((A, moved),)
    other = rock("points", title="A", owner="leo")
    assert paired_rocks([A], [other]) == ((None, other), (A, None))


def test_a_rock_that_was_carried_over_is_one_of_its_own() -> None:
    old = rock("a", Q3, title="A")
    new = rock("a", Q4, title="A", carried_from="2026-Q3/a")
    assert paired_rocks([old], [old, new]) == ((old, old), (None, new))
    assert paired_rocks([old], [new]) == ((None, new), (old, None))


def test_the_name_goes_before_all_else() -> None:
    copy = replace(A, quarter=Q3)
    assert paired_rocks([A], [copy, A]) == ((None, copy), (A, A))


def test_numbers_are_paired_by_name_former_name_id_and_title() -> None:
    before = load(
        {
            f"scorecards/team/{name}.yaml": f"title: {name}\nowner: leo\n"
            for name in ("calls", "cash", "mails", "orders")
        }
    ).measurables
    after = load(
        {
            "scorecards/team/calls.yaml": "title: Other calls\nowner: leo\n",
            "scorecards/team/money.yaml": "title: Money\nowner: leo\nformerly: [cash]\n",
            "scorecards/all/mails.yaml": "title: Letters\nowner: ana\n",
            "scorecards/all/bought.yaml": "title: orders\nowner: leo\n",
            "scorecards/all/new.yaml": "title: New\nowner: leo\n",
        }
    ).measurables
    found = [
        tuple(str(each.ref) if each else None for each in pair)
        for pair in paired_measurables(before, after)
    ]
    assert found == [
        ("team/orders", "all/bought"),
        ("team/mails", "all/mails"),
        (None, "all/new"),
        ("team/calls", "team/calls"),
        ("team/cash", "team/money"),
    ]


def test_check_ins_are_paired_by_week_and_person() -> None:
    text = "date: 2026-11-09\n"
    before = load(
        {"checkins/2026-W45/maya.yaml": text, "checkins/2026-W45/leo.yaml": text}
    ).checkins
    after = load({"checkins/2026-W45/maya.yaml": text, "checkins/2026-W46/leo.yaml": text}).checkins
    leo, maya = before
    assert paired_checkins(before, after) == ((maya, after[0]), (None, after[1]), (leo, None))


def test_nothing_is_paired_with_nothing() -> None:
    assert paired_rocks([], []) == ()
    assert paired_rocks([A], []) == ((A, None),)
