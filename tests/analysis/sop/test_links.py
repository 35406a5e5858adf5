"""Where the links of a procedure lead, and what is wrong with those that lead nowhere."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from opsctl.analysis.sop.links import LinkState, Trouble, link_states
from tests.analysis.sop.pages import workspace

PAGE = "# B c\n\n## Steps\n\n## Steps\n\n<a name='own'></a>\n"
FILES = {
    "sops/b.md": PAGE,
    "sops/p.png": "",
    "docs/Guide.md": PAGE,
    "people.yaml": "maya:\n  name: Maya Okafor\n",
    "teams.yaml": "manila:\n  title: Manila\n",
}


def state(
    target: str, files: Mapping[str, str] = FILES, more: str = "", path: str = "sops/a.md"
) -> LinkState:
    """Judge the only link of a page, which has a heading `A b`."""
    loaded = workspace({path: f"# A b\n\n[x]({target})\n", **files}, more)
    (page,) = (each for each in loaded.sops if each.path == path)
    (found,) = link_states(page, loaded)
    return found


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("b.md", "sops/b.md"),
        ("./b.md", "sops/b.md"),
        ("b.md#b-c", "sops/b.md"),
        ("b.md#steps-1", "sops/b.md"),
        ("b.md#own", "sops/b.md"),
        ("b.md#user-content-b-c", "sops/b.md"),
        ("b.md#", "sops/b.md"),
        ("b.md#top", "sops/b.md"),
        ("b.md#L10", "sops/b.md"),
        ("b.md#L10-L12", "sops/b.md"),
        ("b.md#:~:text=steps", "sops/b.md"),
        ("#a-b", "sops/a.md"),
        ("#", "sops/a.md"),
        ("p.png", "sops/p.png"),
        ("../docs", "docs"),
        ("../docs/Guide.md#own", "docs/Guide.md"),
        ("/docs/Guide.md", "docs/Guide.md"),
        ("../people.yaml", "people.yaml"),
        ("../people.yaml#maya", "people.yaml"),
        ("../teams.yaml#manila", "teams.yaml"),
    ],
)
def test_a_link_to_what_is_there_is_sound(target: str, path: str) -> None:
    found = state(target)
    assert (found.ok, found.trouble, found.path) == (True, None, path)


@pytest.mark.parametrize(
    ("target", "trouble", "path", "meant"),
    [
        ("c.md", Trouble.NO_FILE, "sops/c.md", None),
        ("c.png", Trouble.NO_FILE, "sops/c.png", None),
        ("b", Trouble.NO_FILE, "sops/b", None),
        ("b.md/c.md", Trouble.NO_FILE, "sops/b.md/c.md", None),
        ("B.md", Trouble.OTHER_CASE, "sops/b.md", None),
        ("B.md#nowhere", Trouble.OTHER_CASE, "sops/b.md", None),
        ("../docs/guide.md", Trouble.OTHER_CASE, "docs/Guide.md", None),
        ("/docs/guide.md", Trouble.OTHER_CASE, "docs/Guide.md", None),
        ("b.md#c", Trouble.NO_PLACE, "sops/b.md", None),
        ("b.md#steps-2", Trouble.NO_PLACE, "sops/b.md", None),
        ("#c", Trouble.NO_PLACE, "sops/a.md", None),
        ("b.md#B-c", Trouble.PLACE_IN_OTHER_CASE, "sops/b.md", "b-c"),
        ("#A-B", Trouble.PLACE_IN_OTHER_CASE, "sops/a.md", "a-b"),
        ("../people.yaml#leo", Trouble.NO_PLACE, "people.yaml", None),
        ("../people.yaml#Maya", Trouble.PLACE_IN_OTHER_CASE, "people.yaml", "maya"),
        ("../teams.yaml#berlin", Trouble.NO_PLACE, "teams.yaml", None),
    ],
)
def test_a_link_that_leads_nowhere_says_why(
    target: str, trouble: Trouble, path: str, meant: str | None
) -> None:
    found = state(target)
    assert (found.ok, found.trouble, found.path) == (False, trouble, path)
    assert found.meant == meant


@pytest.mark.parametrize(
    "target",
    [
        "https://a.b/c.md",
        "//a.b/c.md",
        "mailto:a@b.c",
        "../../c.md",
        "../../../etc/passwd",
        "{{site.url}}/c.md",
        "/c.md",
        "/c",
        "../docs#c",
        "p.png#c",
    ],
)
def test_what_cannot_be_told_is_not_judged(target: str) -> None:
    found = state(target)
    assert (found.ok, found.trouble) == (None, None)


def test_places_of_a_list_that_is_not_there_are_not_judged() -> None:
    assert state("../people.yaml", {}).trouble is Trouble.NO_FILE


SITE = {"docs/b.md": PAGE, "docs/c/index.md": PAGE, "docs/d/README.md": PAGE}
ROOT = "sops:\n  site_root: docs\n"


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("/b", "docs/b.md"),
        ("/b.md", "docs/b.md"),
        ("/b.html", "docs/b.md"),
        ("/b/", "docs/b.md"),
        ("/b#own", "docs/b.md"),
        ("/c", "docs/c"),
        ("/d/", "docs/d"),
        ("../docs/b", "docs/b.md"),
    ],
)
def test_a_link_into_the_site_starts_at_its_root(target: str, path: str) -> None:
    found = state(target, SITE, ROOT)
    assert (found.ok, found.path) == (True, path)


@pytest.mark.parametrize(
    ("target", "trouble"),
    [
        ("/x", Trouble.NO_FILE),
        ("/sops/a.md", Trouble.NO_FILE),
        ("/b#x", Trouble.NO_PLACE),
        ("/B.md", Trouble.OTHER_CASE),
        ("/b#Own", Trouble.PLACE_IN_OTHER_CASE),
    ],
)
def test_a_link_into_the_site_is_judged_where_its_root_is_known(
    target: str, trouble: Trouble
) -> None:
    assert state(target, SITE, ROOT).trouble is trouble


def test_a_page_at_the_top_of_the_workspace_links_from_there() -> None:
    found = state("sops/b.md#own", path="a.md", more="sops:\n  include: ['*.md']\n")
    assert (found.ok, found.path) == (True, "sops/b.md")


def test_every_link_of_a_page_is_judged_in_its_order() -> None:
    text = "[x](b.md) ![y](p.png)\n\n<a href='c.md'>z</a>\n"
    loaded = workspace({"sops/a.md": text, **FILES})
    states = list(link_states(loaded.sops[0], loaded))
    assert [(each.link.target, each.ok) for each in states] == [
        ("b.md", True),
        ("p.png", True),
        ("c.md", False),
    ]


@pytest.mark.parametrize(
    ("heading", "place"),
    [
        ("Steps & checks!", "steps--checks"),
        ("Steps & checks!", "steps-checks"),
        ("What's next?", "whats-next"),
        ("1. Über uns", "1-über-uns"),
        ("`code` and *stars*", "code-and-stars"),
        ("snake_case", "snake_case"),
        ("A - b", "a---b"),
        ("目的", "目的"),
        ("[Link](x.md) text", "link-text"),
        ("A <!-- b --> c", "a-c"),
        ("A {#own}", "own"),
        ("A {: #own }", "own"),
        ("A ![b](c.png)", "a"),
    ],
)
def test_a_heading_has_the_place_that_its_host_makes(heading: str, place: str) -> None:
    files = {"sops/b.md": f"## {heading}\n"}
    assert state(f"b.md#{place}", files).ok is True
