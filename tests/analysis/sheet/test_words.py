"""Scores, status words and quarters as sheets write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from opsctl.analysis.sheet.quarters import sheet_quarter
from opsctl.analysis.sheet.scores import Scale, scale_of, score
from opsctl.analysis.sheet.statuses import Meaning, Running, meaning
from opsctl.model.period import Quarter
from opsctl.model.rock import Say, Status
from opsctl.model.scalar import Unreadable

FOURTH = Quarter(2026, 4)


@pytest.mark.parametrize(
    ("texts", "heading", "scale"),
    [
        (["0.5", "1"], "Score", Scale.ONE),
        (["0", "1"], "Score", Scale.ONE),
        (["0,5", "1"], "% complete", Scale.ONE),
        (["0", "1"], "% complete", Scale.UNCLEAR),
        (["7", "10"], "Score", Scale.TEN),
        (["7", "10"], "Progress", Scale.HUNDRED),
        (["7", "11"], "Score", Scale.HUNDRED),
        (["60%", "1%"], "Score", Scale.HUNDRED),
        (["60%", "0.5"], "Score", Scale.ONE),
    ],
)
def test_the_scale_is_that_of_all_scores_together(
    texts: list[str], heading: str, scale: Scale
) -> None:
    assert scale_of(texts, [heading])[0] is scale


@pytest.mark.parametrize(
    ("text", "scale", "share"),
    [
        ("0,70", Scale.ONE, "0.7"),
        (".5", Scale.ONE, "0.5"),
        ("70 %", Scale.ONE, "0.7"),
        ("7", Scale.TEN, "0.7"),
        ("100", Scale.HUNDRED, "1"),
        ("0", Scale.UNCLEAR, "0"),
    ],
)
def test_a_score_becomes_a_share(text: str, scale: Scale, share: str) -> None:
    assert score(text, scale) == Decimal(share)


@pytest.mark.parametrize("text", ["-1", "1.1", "x", "1e3", "", "٣", "0.5.1", "1,000", "NaN"])
def test_what_is_no_share_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        score(text if text != "1,000" else "1,001", Scale.ONE)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        *(("On-Track", Say.ON_TRACK), ("OFF TRACK", Say.OFF_TRACK), ("At risk", Say.OFF_TRACK)),
        *(("Behind", Say.OFF_TRACK), ("🔴", Say.OFF_TRACK), ("🟢 On track", Say.ON_TRACK)),
        *(("Complete", Status.DONE), ("Done!", Status.DONE), ("Cancelled", Status.DROPPED)),
        *(("Not Started", Status.PLANNED), ("to-do", Status.PLANNED), ("Missed", Status.MISSED)),
        *(("In progress", Running.RUNNING), ("not done", None), ("on trak", None), ("", None)),
    ],
)
def test_a_word_means_what_its_tool_means(text: str, what: Meaning | None) -> None:
    assert meaning(text, three_colours=False) is what


def test_red_is_worse_than_yellow_where_there_is_a_yellow() -> None:
    assert meaning("Red", three_colours=True) is Say.IN_DANGER
    assert meaning("Red", three_colours=False) is Say.OFF_TRACK


@pytest.mark.parametrize(
    "text", ["2026-Q4", "Q4 2026", "Q4-26", "Q4'26", "4Q2026", "FY26 Q4", "Q4", "4. Quartal 2026"]
)
def test_a_quarter_is_read_however_it_is_written(text: str) -> None:
    assert sheet_quarter(text, FOURTH) == FOURTH


@pytest.mark.parametrize("text", ["2026", "Q3", "Q5 2026", "soon", "Rock 4 of 2026"])
def test_what_is_no_quarter_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        sheet_quarter(text, FOURTH)
