"""Which sections a kind of procedure must have, and which kind a procedure is of."""

from __future__ import annotations

import pytest

from opsctl.analysis.sop.profiles import (
    BUILT_IN,
    STANDARD,
    known_profiles,
    profile_name,
    requirements,
)
from opsctl.model.settings import Profile, SopSettings
from tests.analysis.sop.pages import anatomy, sop

SIX = ("purpose", "scope", "responsibilities", "resources", "procedure", "outcomes")


@pytest.mark.parametrize(
    ("name", "required", "recommended"),
    [
        ("standard", SIX, ("quality", "change-log")),
        ("runbook", ("purpose", "procedure", "outcomes"), ("context", "communication")),
        ("policy", ("purpose", "scope", "responsibilities"), ("definitions", "change-log")),
        ("checklist", ("procedure",), ("purpose", "outcomes")),
        ("partner", (*SIX, "communication"), ("quality", "training")),
    ],
)
def test_the_built_in_profiles_ask_for_their_sections(
    name: str, required: tuple[str, ...], recommended: tuple[str, ...]
) -> None:
    asked = requirements(name, SopSettings())
    assert (asked.required, asked.recommended) == (required, recommended)
    assert name in BUILT_IN


def test_a_profile_that_nobody_knows_asks_for_what_the_standard_does() -> None:
    asked = requirements("audit", SopSettings())
    assert (asked.name, asked.required) == ("audit", SIX)


@pytest.mark.parametrize(
    ("own", "required", "recommended"),
    [
        (Profile(), ("purpose", "procedure", "outcomes"), ("context", "communication")),
        (Profile(required=("procedure",)), ("procedure",), ("context", "communication")),
        (Profile(required=()), (), ("context", "communication")),
        (Profile(recommended=()), ("purpose", "procedure", "outcomes"), ()),
        (Profile(paths=("x/**",)), ("purpose", "procedure", "outcomes"), None),
        (Profile(required=("customs-form",), recommended=("risk",)), ("customs-form",), ("risk",)),
    ],
)
def test_settings_say_otherwise_only_where_they_say_something(
    own: Profile, required: tuple[str, ...], recommended: tuple[str, ...] | None
) -> None:
    asked = requirements("runbook", SopSettings(profiles={"runbook": own}))
    assert asked.required == required
    assert recommended in (None, asked.recommended)


def test_a_profile_of_ones_own_starts_from_the_standard() -> None:
    own = {"export": Profile(recommended=("customs-form",))}
    asked = requirements("export", SopSettings(profiles=own))
    assert (asked.required, asked.recommended) == (SIX, ("customs-form",))


PATHS = {
    "runbook": Profile(paths=("runbooks/", "/sops/alerts/**")),
    "policy": Profile(paths=("sops/policies/*.md",)),
    "audit": Profile(required=("scope",)),
}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("sops/a.md", STANDARD),
        ("sops/runbooks/a.md", "runbook"),
        ("runbooks/b/a.md", "runbook"),
        ("sops/alerts/b/a.md", "runbook"),
        ("docs/sops/alerts/a.md", STANDARD),
        ("sops/policies/a.md", "policy"),
        ("sops/policies/b/a.md", STANDARD),
        ("sops/runbooks.md", STANDARD),
    ],
)
def test_a_path_tells_the_profile(path: str, expected: str) -> None:
    assert profile_name(sop("# A\n", path), SopSettings(profiles=PATHS)) == expected


@pytest.mark.parametrize("path", ["sops/a.md", "sops/runbooks/a.md"])
def test_its_own_word_goes_before_its_path(path: str) -> None:
    page = sop("---\nprofile: checklist\n---\n# A\n", path)
    assert profile_name(page, SopSettings(profiles=PATHS)) == "checklist"


def test_of_two_profiles_that_name_a_path_the_first_counts() -> None:
    both = {"policy": Profile(paths=("sops/**",)), "runbook": Profile(paths=("sops/a.md",))}
    assert profile_name(sop("# A\n"), SopSettings(profiles=both)) == "policy"


def test_a_pattern_may_take_a_path_out_again() -> None:
    own = {"runbook": Profile(paths=("sops/**", "!sops/a.md"))}
    assert profile_name(sop("# A\n"), SopSettings(profiles=own)) == STANDARD


def test_built_in_profiles_and_those_of_the_settings_are_known() -> None:
    assert known_profiles(SopSettings(profiles=PATHS)) == {*BUILT_IN, "audit"}


@pytest.mark.parametrize(
    ("profile", "missing"),
    [
        ("checklist", []),
        ("runbook", ["purpose", "outcomes"]),
        ("policy", ["purpose", "scope", "responsibilities"]),
        ("audit", ["customs-form"]),
    ],
)
def test_a_page_is_asked_for_the_sections_of_its_profile(profile: str, missing: list[str]) -> None:
    text = f"---\nprofile: {profile}\n---\n# A\n\n## Procedure\n1. a\n"
    own = {"audit": Profile(required=("procedure", "customs-form"))}
    assert [str(each) for each in anatomy(text, profiles=own).missing] == missing


def test_a_section_of_ones_own_is_found() -> None:
    text = "---\nprofile: audit\n---\n# A\n\n## Customs form\na\n"
    own = {"audit": Profile(required=("customs-form",))}
    read = anatomy(text, profiles=own)
    assert ([each.section for each in read.sections], read.missing) == (["customs-form"], ())


def test_a_page_is_taken_apart_anew_for_other_settings() -> None:
    text = "# A\n\n## How we do it\n1. a\n"
    assert anatomy(text).section("procedure") is None
    assert anatomy(text, aliases={"procedure": ("How we do it",)}).section("procedure") is not None
