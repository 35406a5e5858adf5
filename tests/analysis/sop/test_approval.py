"""Whose approvals hold for a text and what is missing, clause by clause of docs/approvals.md."""

from __future__ import annotations

from datetime import date

import pytest

from opsctl.analysis.sop.anatomy import Anatomy, anatomy_of
from opsctl.analysis.sop.approval import (
    ApprovalState,
    approval_state,
    must_read_again,
    policy_of,
)
from opsctl.analysis.sop.difference import digest_of
from opsctl.model.approval import Approval, Role
from opsctl.model.settings import ApprovalPolicy, Settings
from opsctl.model.sop import Sop
from opsctl.model.weight import Weight
from opsctl.model.workspace import Workspace
from opsctl.text.span import Origin
from tests.analysis.sop.pages import anatomy, sop, workspace

TEXT = """\
---
title: Process a return
owner: {owner}
---
## Procedure

1. Find the order
2. Inspect the item within 24 hours

## Notes

It is quick.
"""
PEOPLE = """\
maya: {name: Maya Okafor, team: leadership, handle: Maya-Ok}
omar: {name: Omar Haddad, team: fulfilment, formerly: [omar-h]}
grace: {name: Grace Adeyemi, team: night}
ana: {name: Ana Reyes, team: care, email: ana@acme.example}
dan: {name: Daniel Frost, left: 2026-08-14}
"""
TEAMS = """\
leadership: {title: Leadership}
fulfilment: {title: Warehouse, lead: omar, formerly: [warehouse]}
night: {title: Night shift, parent: fulfilment}
care: {title: Customer care}
empty: {title: Nobody leads it}
"""


def page(text: str = TEXT, owner: str = "ana") -> Anatomy:
    return anatomy(text.replace("{owner}", owner))


def company(people: str | None = PEOPLE, teams: str | None = TEAMS) -> Workspace:
    files = {"people.yaml": people, "teams.yaml": teams}
    return workspace({path: text for path, text in files.items() if text is not None})


def approval(
    person: str,
    day: str = "2026-11-10",
    as_: str = "approver",
    text: Anatomy | None = None,
    version: str = "1.3.0",
) -> Approval:
    digest = digest_of(text or page())
    origin = Origin(f"approvals/a/{version}--{person}.yaml")
    return Approval("a", version, person, origin, date.fromisoformat(day), Role(as_), digest)


ONE = ApprovalPolicy(roles={"approver": 1})


def state(
    *approvals: Approval,
    policy: ApprovalPolicy | None = ONE,
    text: Anatomy | None = None,
    among: Workspace | None = None,
    history: tuple[Anatomy, ...] = (),
) -> ApprovalState:
    earlier = {digest_of(each): each for each in history}
    return approval_state(text or page(), approvals, policy, among or company(), earlier.get)


def people(found: ApprovalState) -> list[str]:
    return [each.person for each in found.given]


def missing(found: ApprovalState) -> dict[str, int]:
    return {each.role.value: each.missing for each in found.missing}


# An approval holds for its text


def test_an_approval_holds_for_its_text_and_for_no_other() -> None:
    other = page(TEXT.replace("24 hours", "48 hours"))
    mine, hers = approval("maya"), approval("omar", text=other)
    found = state(mine, hers)
    assert (found.given, found.void, missing(found)) == ((mine,), (hers,), {})


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("1. ", "1) ").replace("2. ", "7) "),
        TEXT.replace("\n", "\r\n"),
        TEXT.replace("It is quick.", "It   is\nquick."),
        TEXT.replace("owner: {owner}", "owner: omar\nversion: 2.0.0"),
    ],
)
def test_another_way_to_write_the_file_takes_nothing_back(text: str) -> None:
    assert people(state(approval("maya"), text=page(text))) == ["maya"]


@pytest.mark.parametrize(
    ("limit", "change", "holds"),
    [
        ("major", "It is quick indeed.", True),
        ("major", "Inspect the item within 48 hours", True),
        ("major", "Inspect the item within 24 hours\n3. Pay the refund", False),
        ("minor", "It is quick indeed.", True),
        ("minor", "Inspect the item within 48 hours", False),
        ("minor", "Inspect the item within 24 hours\n3. Pay the refund", False),
        ("patch", "It is quick indeed.", False),
        ("patch", "Inspect the item within 48 hours", False),
    ],
)
def test_a_change_lighter_than_the_limit_takes_nothing_back(
    limit: str, change: str, holds: bool
) -> None:
    before = "It is quick." if change.startswith("It") else "Inspect the item within 24 hours"
    now = page(TEXT.replace(before, change))
    policy = ApprovalPolicy(roles={"approver": 1}, reapprove_on=Weight(limit))
    given = approval("maya")
    found = state(given, policy=policy, text=now, history=(page(),))
    assert people(found) == (["maya"] if holds else [])
    assert found.carried == ({given.digest} if holds else set())
    assert missing(found) == ({} if holds else {"approver": 1})


def test_what_history_does_not_show_is_not_carried_over() -> None:
    now = page(TEXT.replace("It is quick.", "It is quick indeed."))
    found = state(approval("maya"), text=now)
    assert (people(found), found.carried) == ([], frozenset())


def test_an_approval_of_this_very_text_is_not_carried_over() -> None:
    assert state(approval("maya"), history=(page(),)).carried == frozenset()


# Whose approval is needed


def test_without_a_policy_nobody_is_needed() -> None:
    found = state(approval("maya"), policy=None)
    assert (found.is_needed, found.needs, people(found)) == (False, (), ["maya"])


def test_all_roles_are_needed_and_each_as_often_as_it_says() -> None:
    policy = ApprovalPolicy(roles={"approver": 2, "quality": 1, "tester": 0})
    found = state(approval("maya"), approval("grace", as_="author"), policy=policy)
    assert found.is_needed
    assert [(each.role, each.count, each.missing) for each in found.needs] == [
        (Role.APPROVER, 2, 1),
        (Role.QUALITY, 1, 1),
    ]
    full = state(
        *(approval("maya"), approval("omar"), approval("grace", as_="quality")), policy=policy
    )
    assert (full.missing, people(full)) == ((), ["grace", "maya", "omar"])


def test_more_than_enough_is_enough() -> None:
    found = state(approval("maya"), approval("omar"))
    assert [(each.count, each.missing) for each in found.needs] == [(1, 0)]


def test_a_word_that_is_no_role_asks_for_nobody() -> None:
    assert state(policy=ApprovalPolicy(roles={"boss": 1})).needs == ()


def test_a_person_speaks_once_and_the_last_word_counts() -> None:
    policy = ApprovalPolicy(roles={"approver": 1, "quality": 1})
    first = approval("maya", "2026-11-10", "quality", version="1.3.0")
    last = approval("maya", "2026-11-11", "approver", version="1.3.1")
    found = state(last, first, policy=policy)
    assert (found.given, found.void, missing(found)) == ((last,), (first,), {"quality": 1})


def test_a_person_who_was_renamed_speaks_once() -> None:
    policy = ApprovalPolicy(roles={"approver": 2})
    found = state(approval("omar-h", version="1.2.0"), approval("omar"), policy=policy)
    assert (people(found), missing(found)) == (["omar"], {"approver": 1})


def test_on_one_day_the_word_on_this_very_text_goes_first() -> None:
    before = page(TEXT.replace("It is quick.", "It was quick."))
    old = approval("maya", as_="approver", text=before, version="1.4.0")
    new = approval("maya", as_="quality", version="1.3.1")
    assert state(new, old, history=(before,)).given == (new,)


def test_on_one_day_the_word_on_the_higher_version_goes_first() -> None:
    high, low = approval("maya", version="1.10.0"), approval("maya", version="1.9.0")
    assert state(high, low).given == (high,)


@pytest.mark.parametrize(
    ("who", "person", "counts"),
    [
        (("maya",), "maya", True),
        (("maya",), "omar", False),
        (("omar-h",), "omar", True),
        (("omar",), "omar-h", True),
        (("fulfilment",), "omar", True),
        (("fulfilment",), "grace", True),
        (("warehouse",), "grace", True),
        (("night",), "grace", True),
        (("night",), "omar", False),
        (("leadership", "night"), "grace", True),
        ((), "maya", False),
        (("nobody",), "maya", False),
    ],
)
def test_who_says_which_people_and_teams_may_speak(
    who: tuple[str, ...], person: str, counts: bool
) -> None:
    policy = ApprovalPolicy(roles={"approver": 1}, who={"approver": who})
    found = state(approval(person), policy=policy)
    assert people(found) == ([person] if counts else [])
    assert found.needs[0].who == who


def test_who_is_said_for_one_role_only() -> None:
    policy = ApprovalPolicy(roles={"approver": 1}, who={"quality": ("omar",)})
    assert people(state(approval("maya"), policy=policy)) == ["maya"]


def test_teams_in_a_circle_end_nowhere() -> None:
    teams = "a: {title: A, parent: b}\nb: {title: B, parent: a}\nc: {title: C}\n"
    among = company("maya: {name: Maya, team: a}\n", teams)
    policy = ApprovalPolicy(roles={"approver": 1}, who={"approver": ("c",)})
    assert people(state(approval("maya"), policy=policy, among=among)) == []


@pytest.mark.parametrize(
    ("owner", "person"),
    [
        ("maya", "maya"),
        ("omar", "omar-h"),
        ("omar-h", "omar"),
        ("fulfilment", "omar"),
        ("warehouse", "omar"),
        ("Maya Okafor", "maya"),
        ("'@maya-ok'", "maya"),
        ("ANA@acme.example", "ana"),
        ("Warehouse", "omar"),
    ],
)
@pytest.mark.parametrize("may", [True, False])
def test_the_owners_own_approval_counts_only_where_it_may(
    owner: str, person: str, may: bool
) -> None:
    policy = ApprovalPolicy(roles={"approver": 1}, owner_may_approve=may)
    found = state(approval(person), policy=policy, text=page(owner=owner))
    assert people(found) == ([person] if may else [])


@pytest.mark.parametrize("owner", ["fulfilment", "empty", "somebody", "''"])
def test_those_who_are_not_the_owner_may_approve(owner: str) -> None:
    assert people(state(approval("grace"), text=page(owner=owner))) == ["grace"]


def test_an_owner_whom_no_file_lists_is_still_the_owner() -> None:
    among = company(None, None)
    found = state(approval("zoe"), approval("kim"), text=page(owner="zoe"), among=among)
    assert people(found) == ["kim"]


def test_a_missing_owner_bars_nobody() -> None:
    bare = page("## Procedure\n\n1. Find the order\n")
    assert people(state(approval("maya", text=bare), text=bare)) == ["maya"]


@pytest.mark.parametrize(
    ("days", "counts"), [(30, ["grace", "maya"]), (31, ["grace", "maya"]), (29, ["grace"])]
)
def test_the_days_between_the_first_and_the_last_are_bounded(days: int, counts: list[str]) -> None:
    policy = ApprovalPolicy(roles={"approver": 2}, within=days)
    found = state(approval("maya", "2026-10-11"), approval("grace", "2026-11-10"), policy=policy)
    assert people(found) == counts
    assert missing(found) == ({} if len(counts) == 2 else {"approver": 1})


def test_a_later_approval_never_takes_back_what_was_complete() -> None:
    policy = ApprovalPolicy(roles={"approver": 1, "quality": 1}, within=30)
    first = (approval("maya", "2026-01-01"), approval("omar", "2026-01-10", "quality"))
    late = approval("grace", "2026-03-01")
    found = state(*first, late, policy=policy)
    assert (found.missing, found.given, found.void) == ((), first, (late,))


def test_of_days_that_are_equally_good_the_newest_count() -> None:
    policy = ApprovalPolicy(roles={"approver": 1}, within=30)
    old, new = approval("maya", "2026-01-01"), approval("grace", "2026-03-01")
    assert state(old, new, policy=policy).given == (new,)


# Who does not count


@pytest.mark.parametrize(
    ("day", "counts"), [("2026-08-13", True), ("2026-08-14", False), ("2026-08-15", False)]
)
def test_somebody_who_had_left_by_that_day_does_not_count(day: str, counts: bool) -> None:
    assert people(state(approval("dan", day))) == (["dan"] if counts else [])


def test_somebody_whom_people_yaml_does_not_list_does_not_count() -> None:
    assert people(state(approval("zoe"))) == []
    assert people(state(approval("zoe"), among=company(people=None))) == ["zoe"]


def test_somebody_whose_entry_cannot_be_read_is_still_listed() -> None:
    among = company("maya: {nam: Maya}\n")
    assert people(state(approval("maya"), among=among)) == ["maya"]


# Policies


def policies(**named: ApprovalPolicy) -> Settings:
    return Settings(Origin("opsctl.yaml"), approvals=named)


def at(path: str, keys: str = "") -> Sop:
    return sop(f"---\ntitle: A\n{keys}---\n# A\n", path)


STANDARD = ApprovalPolicy(roles={"approver": 1})
SAFETY = ApprovalPolicy(roles={"quality": 1}, paths=("sops/safety/**",))
ALL = ApprovalPolicy(roles={"author": 1}, paths=("sops/**",))


def test_a_policy_is_for_the_profile_of_its_name() -> None:
    found = policies(standard=STANDARD)
    assert policy_of(at("sops/a.md"), found) is STANDARD
    assert policy_of(at("sops/a.md", "profile: checklist\n"), found) is None


def test_paths_go_first_and_of_these_the_first() -> None:
    found = policies(standard=STANDARD, safety=SAFETY, every=ALL)
    assert policy_of(at("sops/safety/fire.md"), found) is SAFETY
    assert policy_of(at("sops/a.md"), found) is ALL
    assert policy_of(at("handbook/a.md"), found) is STANDARD


def test_a_policy_with_paths_is_for_no_profile() -> None:
    named = ApprovalPolicy(roles={"approver": 1}, paths=("sops/safety/**",))
    assert policy_of(at("sops/a.md"), policies(standard=named)) is None


# Reading again


@pytest.mark.parametrize(
    ("limit", "weight", "again"),
    [
        ("major", Weight.MAJOR, True),
        ("major", Weight.MINOR, False),
        ("minor", Weight.MINOR, True),
        ("minor", Weight.PATCH, False),
        ("patch", Weight.PATCH, True),
        ("patch", None, False),
    ],
)
def test_a_change_of_a_weight_is_read_again(limit: str, weight: Weight | None, again: bool) -> None:
    page = anatomy_of(at("sops/a.md", "audience: [care]\n"), policies())
    assert must_read_again(page, weight, ApprovalPolicy(reread_on=Weight(limit))) is again


def test_nobody_reads_again_what_has_no_readers() -> None:
    assert not must_read_again(anatomy_of(at("sops/a.md"), policies()), Weight.MAJOR, None)


def test_without_a_policy_a_major_change_is_read_again() -> None:
    page = anatomy_of(at("sops/a.md", "audience: [care]\n"), policies())
    assert must_read_again(page, Weight.MAJOR, None)
    assert not must_read_again(page, Weight.MINOR, None)
