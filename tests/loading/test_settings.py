"""What stands in for settings that cannot be read."""

from __future__ import annotations

from decimal import Decimal

import pytest

from opsctl.loading.workspace import load_workspace
from opsctl.model.settings import NEWEST_FORMAT
from opsctl.model.workspace import Workspace
from opsctl.text.errors import UsageProblem
from opsctl.text.tree import OverlayTree

ROCK = "rocks/2026-Q4/open-germany.yaml"


def load(settings: str | None) -> Workspace:
    files = {ROCK: b"title: A\nowner: maya\n"}
    if settings is not None:
        files["opsctl.yaml"] = settings.encode("utf-8")
    return load_workspace(OverlayTree(None, files))


@pytest.mark.parametrize("written", ["2", "3", "99", "'2'", '"2"', "02", "999999999"])
def test_a_format_of_the_future_stops_the_command(written: str) -> None:
    with pytest.raises(UsageProblem, match="this opsctl reads up to format 1") as caught:
        load(f"company: A\nformat: {written}\n")
    assert caught.value.hint == "install a newer opsctl"


def test_a_format_of_the_future_stops_it_whatever_else_is_new() -> None:
    with pytest.raises(UsageProblem):
        load("format: 2\ncompany: [A]\nnew_key: {a: b}\n")


@pytest.mark.parametrize(
    "written", ["0", "-2", "2.0", "two", "[2]", "{a: 2}", "", "9" * 5000, "２"]
)
def test_what_is_no_format_is_a_finding_and_no_more(written: str) -> None:
    workspace = load(f"format: {written}\ncompany: Acme\n")
    assert [each.code for each in workspace.findings] == ["CFG001"]
    assert workspace.settings.company == "Acme"
    assert workspace.settings.format == NEWEST_FORMAT


def test_without_a_file_the_defaults_apply() -> None:
    workspace = load(None)
    assert [each.code for each in workspace.findings] == ["CFG001"]
    assert workspace.settings.timezone == "UTC"
    assert len(workspace.rocks) == 1


@pytest.mark.parametrize("settings", ["", "format: [\n", "- a\n", "a: b: c\n", "\tformat: 1\n"])
def test_a_file_that_cannot_be_read_hides_nothing_else(settings: str) -> None:
    workspace = load(settings)
    assert len(workspace.findings) == 1
    assert workspace.unread == ("opsctl.yaml",)
    assert workspace.settings.standards.rock_completion == Decimal("0.8")
    assert len(workspace.rocks) == 1


def test_the_default_stands_in_for_one_broken_setting_alone() -> None:
    workspace = load(
        "format: 1\n"
        "company: |\n  Acme\n"
        "timzone: Europe/London\n"
        "fiscal_year_starts: Januar\n"
        "standards:\n  silent_after: 7 days\n"
        "rules:\n  ignore: [ROCK001]\n"
    )
    assert {each.code for each in workspace.findings} == {"FILE017", "FILE019"}
    settings = workspace.settings
    assert settings.company == "Acme"
    assert settings.fiscal_year_starts == 1
    assert settings.standards.silent_after == 7
    assert settings.rules.ignore == ("ROCK001",)


def test_an_unknown_time_zone_is_read_as_utc() -> None:
    workspace = load("format: 1\ntimezone: Europe/Londn\n")
    assert [each.code for each in workspace.findings] == ["CFG005"]
    assert workspace.settings.timezone == "UTC"


def test_an_empty_key_means_the_default() -> None:
    workspace = load("format: 1\ncompany:\ntimezone: ~\nstandards:\n  rock_completion:\n")
    assert workspace.findings == ()
    assert workspace.settings.timezone == "UTC"
    assert workspace.settings.standards.rock_completion == Decimal("0.8")


def test_the_places_of_settings_are_known_even_where_some_are_broken() -> None:
    origin = load("format: 1\ncompany: [A]\nrules:\n  ignore: [A]\n").settings.origin
    assert origin.value("format").span.line == 1
    assert origin.value("rules", "ignore", 0).span.column == 12
