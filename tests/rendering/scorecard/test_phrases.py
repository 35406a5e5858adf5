"""Periods with their days, and what is said of them."""

from __future__ import annotations

import pytest

from opsctl.analysis.scorecard.verdict import Tally
from opsctl.model.cadence import days_of, parse_period
from opsctl.model.period import Calendar
from opsctl.rendering.scorecard.phrases import period_heads, period_text, rate_text
from tests.factories import day


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("2026-W46", "9–15 Nov, W46"),
        ("2026-W44", "26 Oct–1 Nov, W44"),
        ("2026-W53", "28 Dec 2026–3 Jan 2027, W53"),
        ("2027-W01", "4–10 Jan 2027, W01"),
        ("2026-W01", "29 Dec 2025–4 Jan 2026, W01"),
        ("2026-10", "1–31 Oct"),
        ("2025-12", "1–31 Dec 2025"),
        ("2026-Q4", "1 Oct–31 Dec, 2026-Q4"),
        ("2026-11-19", "19 Nov"),
    ],
)
def test_a_period_carries_its_days(name: str, shown: str) -> None:
    period = parse_period(name)
    assert period is not None
    assert period_text(period, days_of(period, Calendar()), day("11-20")) == shown


@pytest.mark.parametrize(
    ("name", "heads"),
    [
        ("2026-W53", ("W53", "28 Dec–3 Jan")),
        ("2026-W46", ("W46", "9–15 Nov")),
        ("2026-10", ("Oct", "2026")),
        ("2026-Q4", ("2026-Q4", "1 Oct–31 Dec")),
        ("2026-11-19", ("Thu", "19 Nov")),
    ],
)
def test_a_column_is_headed_by_a_name_and_by_days(name: str, heads: tuple[str, str]) -> None:
    period = parse_period(name)
    assert period is not None
    assert period_heads(period, days_of(period, Calendar())) == heads


@pytest.mark.parametrize(
    ("tally", "shown"),
    [
        (Tally(9, 2, 2), "9 of 11, 2 missing"),
        (Tally(9, 2, 0), "9 of 11"),
        (Tally(0, 0, 3), "0 of 0, 3 missing"),
        (Tally(0, 0, 0), ""),
    ],
)
def test_a_rate_is_always_said_with_what_is_missing(tally: Tally, shown: str) -> None:
    assert rate_text(tally) == shown
