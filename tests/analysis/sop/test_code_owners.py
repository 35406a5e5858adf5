"""Lines of CODEOWNERS: whatever the paths, the line that wins names the owner."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from opsctl.analysis.sop.code_owners import (
    Gap,
    Host,
    OwnerRules,
    SopOwners,
    Unasked,
    owner_rules,
    sop_owners,
)
from tests.analysis.sop.last_match import owner_on_github, owners_on_gitlab
from tests.analysis.sop.pages import workspace

DAY = date(2026, 11, 20)
NAMES = st.text(st.sampled_from("ab #![]*?\\{}-é\t\n\u00a0"), min_size=1, max_size=4)
PATHS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)
ACCOUNTS = st.dictionaries(PATHS, st.sampled_from(["@x", "@y", "z@a.example"]), max_size=8)


def lines(*paths: str, host: Host = Host.GITHUB, others: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Give the lines for `path owner` pairs."""
    accounts = dict(each.rsplit("=", 1) for each in paths)
    return owner_rules(accounts, others, host).lines


def winner(rules: OwnerRules, host: Host, path: str) -> str | None:
    text = "\n".join(rules.lines)
    if host is Host.GITHUB:
        return owner_on_github(text, path)
    return owners_on_gitlab(text, path).get("codeowners")


def asked(people: str, teams: str = "", **owners: str) -> SopOwners:
    """Ask about pages `sops/<name>.md` with the keys given."""
    pages = {f"sops/{name}.md": f"---\n{keys}\n---\n# P\n" for name, keys in owners.items()}
    return sop_owners(workspace({"people.yaml": people, "teams.yaml": teams, **pages}), DAY)


# Lines


@pytest.mark.parametrize("host", Host)
@given(accounts=ACCOUNTS, others=st.lists(PATHS, max_size=3))
@example(accounts={"a/b\\ c.md": "@x", "a/b\\": "@y", "a/ b": "@y"}, others=[])
@example(accounts={"a/b*.md": "@x", "a/bc.md": "@y", "a/[b].md": "@y", "a/?.md": "@x"}, others=[])
def test_the_line_that_wins_names_the_owner(
    host: Host, accounts: dict[str, str], others: list[str]
) -> None:
    inside = {path for path in accounts if any(other.startswith(f"{path}/") for other in accounts)}
    for path in inside:  # a file is no folder
        del accounts[path]
    rules = owner_rules(accounts, others, host)
    for path, account in accounts.items():
        expected = None if path in rules.left_out else account
        assert winner(rules, host, path) == expected, (path, rules)


@given(accounts=ACCOUNTS, others=st.lists(PATHS, max_size=3))
def test_no_line_of_a_folder_speaks_of_anything_else(
    accounts: dict[str, str], others: list[str]
) -> None:
    rules = owner_rules(accounts, others, Host.GITLAB)
    folders = [line for line in rules.lines if line.rpartition(" ")[0].endswith("/")]
    only = OwnerRules(tuple(folders), (), ())
    assert all(winner(only, Host.GITLAB, each) is None for each in others)


@given(accounts=ACCOUNTS, others=st.lists(PATHS, max_size=3))
def test_the_order_of_files_does_not_matter(accounts: dict[str, str], others: list[str]) -> None:
    turned = dict(reversed(accounts.items()))
    for host in Host:
        assert owner_rules(accounts, others, host) == owner_rules(turned, others[::-1], host)


def test_a_folder_is_one_line_only_when_one_account_has_all_of_it() -> None:
    assert lines("sops/a/1.md=@x", "sops/a/2.md=@x", "sops/b/1.md=@x", "sops/b/2.md=@y") == (
        "/sops/a/ @x",
        "/sops/b/1.md @x",
        "/sops/b/2.md @y",
    )


def test_a_folder_above_takes_those_below_it_in() -> None:
    found = lines("sops/a/1.md=@x", "sops/b/c/2.md=@x", others=("opsctl.yaml",))
    assert found == ("/sops/ @x",)


def test_general_lines_come_before_those_of_files() -> None:
    found = lines("a/1.md=@x", "a/2.md=@y", "b/1.md=@x", "z/1.md=@y")
    assert found == ("/b/ @x", "/z/ @y", "/a/1.md @x", "/a/2.md @y")


def test_what_is_no_procedure_keeps_its_folder_apart() -> None:
    found = lines("docs/run/1.md=@x", "docs/run/2.md=@x", others=("docs/guide.md",))
    assert found == ("/docs/run/ @x",)
    found = lines("docs/1.md=@x", "docs/2.md=@x", others=("docs/src/guide.py",))
    assert found == ("/docs/1.md @x", "/docs/2.md @x")


def test_the_top_of_a_repository_never_becomes_one_line() -> None:
    assert lines("1.md=@x", "2.md=@x") == ("/1.md @x", "/2.md @x")


@pytest.mark.parametrize(
    ("path", "github", "gitlab"),
    [
        ("a b.md", r"/a\ b.md", r"/a\ b.md"),
        ("a  b.md", r"/a\ \ b.md", r"/a\ \ b.md"),
        ("a*?.md", r"/a\*\?.md", r"/a\*\?.md"),
        ("[a].md", r"/\[a\].md", r"/\[a].md"),
        ("a\\b.md", r"/a\\b.md", r"/a\\b.md"),
        ("a\\ b.md", r"/a\\\ b.md", r"/a\\\ b.md"),
        ("#1.md", None, "/#1.md"),
        ("a #1.md", None, r"/a\ #1.md"),
        ("!a.md", None, "/!a.md"),
        ("a\tb.md", None, None),
        ("a\nb @evil.md", None, None),
        ("a\u00a0b.md", None, None),
        ("a\udc80.md", None, None),
        ("a.md\\", None, None),
        ("größe-10%.md", "/größe-10%.md", "/größe-10%.md"),
    ],
)
def test_a_path_is_escaped_as_its_host_wants_it(
    path: str, github: str | None, gitlab: str | None
) -> None:
    for host, pattern in ((Host.GITHUB, github), (Host.GITLAB, gitlab)):
        rules = owner_rules({path: "@x"}, (), host)
        if pattern is None:
            assert rules == OwnerRules((), (), (path,))
        else:
            assert rules == OwnerRules((f"{pattern} @x",), (), ())


def test_a_path_that_cannot_be_written_is_covered_by_its_folder_if_that_has_its_owner() -> None:
    covered = owner_rules({"s/#1.md": "@x", "s/2.md": "@x"}, (), Host.GITHUB)
    assert covered == OwnerRules(("/s/ @x",), ("s/#1.md",), ())
    left_out = owner_rules({"s/#1.md": "@x", "s/2.md": "@y"}, (), Host.GITHUB)
    assert left_out == OwnerRules(("/s/2.md @y",), (), ("s/#1.md",))


def test_a_folder_that_cannot_be_written_leaves_out_what_is_in_it() -> None:
    rules = owner_rules({"s/#a/1.md": "@x", "s/b/2.md": "@y"}, (), Host.GITHUB)
    assert rules == OwnerRules(("/s/b/ @y",), (), ("s/#a/1.md",))


# Accounts


def test_a_person_has_a_handle_else_an_address() -> None:
    people = (
        "ana: {name: A, handle: ana-r, email: a@x.example}\nbo: {name: B, email: b@x.example}\n"
    )
    found = asked(people, a="owner: ana", b="owner: bo")
    assert found.accounts == {"sops/a.md": "@ana-r", "sops/b.md": "b@x.example"}


def test_a_handle_may_have_its_sign_already_or_be_that_of_a_team() -> None:
    people = "ana: {name: A, handle: '@ana'}\nbo: {name: B, handle: acme/ops}\n"
    found = asked(people, a="owner: ana", b="owner: bo")
    assert found.accounts == {"sops/a.md": "@ana", "sops/b.md": "@acme/ops"}


def test_a_team_has_the_account_of_its_lead_and_a_partner_that_of_its_contact() -> None:
    people = "ana: {name: A, handle: ana}\nbo: {name: B, handle: bo}\n"
    teams = (
        "care: {title: C, lead: ana, contact: bo}\n"
        "manila: {title: M, lead: ana, contact: bo, partner: true}\n"
        "cebu: {title: D, lead: ana, partner: true}\n"
        "alone: {title: E}\n"
    )
    owners = {each: f"owner: {each}" for each in ("care", "manila", "cebu", "alone")}
    found = asked(people, teams, **owners)
    assert found.accounts == {
        "sops/care.md": "@ana",
        "sops/cebu.md": "@ana",
        "sops/manila.md": "@bo",
    }
    assert found.unasked == (Unasked("sops/alone.md", Gap.NO_ACCOUNT, "alone"),)


def test_a_former_id_leads_to_the_person_of_today() -> None:
    people = "ana: {name: A, handle: ana, formerly: [anita]}\n"
    assert asked(people, a="owner: anita").accounts == {"sops/a.md": "@ana"}


def test_those_whom_nobody_can_ask_are_told_apart() -> None:
    people = "ana: {name: A}\n"
    found = asked(people, a="title: A", b="owner: nobody", c="owner: ana")
    assert found.accounts == {}
    assert found.unasked == (
        Unasked("sops/a.md", Gap.NO_OWNER),
        Unasked("sops/b.md", Gap.UNKNOWN_OWNER, "nobody"),
        Unasked("sops/c.md", Gap.NO_ACCOUNT, "ana"),
    )


@pytest.mark.parametrize(
    "handle",
    ["a b", "a\\n* @evil", "a#b", "#a", "@@maintainer", "a\\u00a0b", "a,b", "ä", "a@b", "@a @b.c"],
)
def test_an_account_that_is_none_is_never_written(handle: str) -> None:
    found = asked(f'ana: {{name: A, handle: "{handle}", email: a@x.example}}\n', a="owner: ana")
    assert found.accounts == {}
    assert [each.gap for each in found.unasked] == [Gap.BAD_ACCOUNT]


def test_a_retired_procedure_asks_nobody() -> None:
    found = asked("ana: {name: A, handle: ana}\n", a="owner: ana\nstatus: retired")
    assert (found.accounts, found.unasked) == ({}, ())
    assert found.retired == {"sops/a.md"}


def test_an_owner_who_has_left_is_asked_and_named() -> None:
    people = (
        "ana: {name: A, handle: ana, left: 2026-11-20}\nbo: {name: B, handle: bo, left: 2026-11-21}"
    )
    found = asked(people, a="owner: ana", b="owner: bo")
    assert set(found.accounts) == {"sops/a.md", "sops/b.md"}
    assert found.departed == ("sops/a.md",)
