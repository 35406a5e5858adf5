"""Which text was in force on a day: both sides of every boundary."""

from __future__ import annotations

from datetime import date

import pytest

from opsctl.analysis.sop.in_force import InForce, MainText, in_force
from opsctl.model.sop import SopStatus

APPROVED, DRAFT, RETIRED = SopStatus.APPROVED, SopStatus.DRAFT, SopStatus.RETIRED


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def text(
    arrived: str,
    version: str,
    status: SopStatus | None = APPROVED,
    effective: str | None = None,
    digest: str | None = "",
) -> MainText:
    """Make a text; unless its digest is given, it says something of its own."""
    takes_effect = day(effective) if effective else None
    said = f"{arrived} {version}" if digest == "" else digest
    return MainText(f"c{version}", day(arrived), version, status, takes_effect, said)


def gone(arrived: str) -> MainText:
    return MainText("gone", day(arrived), None, None, None, None)


def version_on(when: str, *texts: MainText) -> str | None:
    held = in_force(texts, day(when)).held
    return held.version if held else None


FIRST, SECOND = text("10-01", "1"), text("11-01", "2")


@pytest.mark.parametrize(
    ("when", "version"),
    [("09-30", None), ("10-01", "1"), ("10-31", "1"), ("11-01", "2"), ("12-31", "2")],
)
def test_a_text_holds_from_the_day_it_came_until_the_next_came(
    when: str, version: str | None
) -> None:
    assert version_on(when, FIRST, SECOND) == version


@pytest.mark.parametrize(("when", "version"), [("11-01", "1"), ("11-14", "1"), ("11-15", "2")])
def test_a_text_that_takes_effect_later_leaves_the_older_in_force(when: str, version: str) -> None:
    assert version_on(when, FIRST, text("11-01", "2", effective="11-15")) == version


@pytest.mark.parametrize(("when", "version"), [("10-31", "1"), ("11-01", "2")])
def test_no_text_holds_before_it_was_there(when: str, version: str) -> None:
    assert version_on(when, FIRST, text("11-01", "2", effective="01-01")) == version


@pytest.mark.parametrize("status", [DRAFT, SopStatus.IN_REVIEW])
def test_a_text_that_is_not_approved_leaves_the_older_in_force(status: SopStatus) -> None:
    assert version_on("11-02", FIRST, text("11-01", "2", status)) == "1"
    assert version_on("11-02", text("11-01", "2", status)) is None


def test_a_page_without_a_status_holds() -> None:
    assert version_on("11-02", FIRST, text("11-01", "2", None)) == "2"


@pytest.mark.parametrize("end", [text("11-01", "2", RETIRED), gone("11-01")])
def test_a_page_that_is_retired_or_deleted_ends_it_from_its_day(end: MainText) -> None:
    assert version_on("10-31", FIRST, end) == "1"
    assert version_on("11-01", FIRST, end) is None
    found = in_force((FIRST, end), day("12-01"))
    assert (found.text, found.since, found.until) == (end, day("11-01"), None)


def test_a_page_is_retired_on_the_day_that_it_names() -> None:
    end = text("11-01", "2", RETIRED, effective="11-15")
    assert version_on("11-14", FIRST, end) == "1"
    assert version_on("11-15", FIRST, end) is None


def test_a_page_that_was_retired_may_come_back() -> None:
    texts = (FIRST, text("10-10", "1", RETIRED), text("10-20", "3"))
    assert [version_on(each, *texts) for each in ("10-19", "10-20")] == [None, "3"]
    assert in_force(texts, day("10-15")).until == day("10-19")


def test_of_two_texts_of_one_day_the_later_holds() -> None:
    assert version_on("10-01", FIRST, text("10-01", "2")) == "2"


def test_a_text_that_is_overtaken_before_it_takes_effect_never_holds() -> None:
    texts = (FIRST, text("11-01", "2", effective="11-15"), text("11-10", "3"))
    assert [version_on(each, *texts) for each in ("11-09", "11-10", "11-15")] == ["1", "3", "3"]


def test_since_and_until_are_the_first_and_the_last_day() -> None:
    assert in_force((FIRST, SECOND), day("10-15")) == InForce(
        day("10-15"), FIRST, day("10-01"), day("10-31"), SECOND
    )
    found = in_force((FIRST, SECOND), day("11-01"))
    assert (found.since, found.until, found.following) == (day("11-01"), None, None)


def test_before_the_first_text_it_is_known_until_when_nothing_was_in_force() -> None:
    found = in_force((FIRST,), day("09-01"))
    assert (found.text, found.since, found.until) == (None, None, day("09-30"))
    assert found.following == FIRST


def test_without_any_text_nothing_is_known() -> None:
    assert in_force((), day("10-01")) == InForce(day("10-01"), None, None, None, None)


def test_a_change_of_keys_alone_does_not_begin_it_anew() -> None:
    same = [text(each, "1", digest="same") for each in ("10-01", "10-10")]
    found = in_force((*same, SECOND), day("10-15"))
    assert (found.held, found.since, found.until) == (same[1], day("10-01"), day("10-31"))
    assert in_force((*same, SECOND), day("10-05")).held == same[0]


def test_a_new_version_of_the_same_words_begins_anew() -> None:
    texts = (text("10-01", "1", digest="same"), text("10-10", "2", digest="same"))
    assert in_force(texts, day("10-15")).since == day("10-10")
    assert in_force(texts, day("10-05")).until == day("10-09")


def test_the_same_text_before_and_after_another_held_twice() -> None:
    texts = (text("10-01", "1", digest="x"), SECOND, text("11-10", "1", digest="x"))
    found = in_force(texts, day("11-20"))
    assert (found.since, found.until) == (day("11-10"), None)
