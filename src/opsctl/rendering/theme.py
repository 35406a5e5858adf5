"""Signs and colours, in one place.

Every colour has a sign and a word beside it. The colours are ones that can be read on dark and
on light backgrounds.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from opsctl.analysis.scorecard.verdict import Verdict
from opsctl.analysis.standing import Standing
from opsctl.text.diagnostic import Severity

DIM = "grey50"
BOLD = "bold"
COMMAND = "color(67)"
STANDING_STYLES = MappingProxyType(
    {
        Standing.IN_DANGER: "bold color(160)",
        Standing.OFF_TRACK: "color(172)",
        Standing.MISSED: "color(160)",
        Standing.ON_TRACK: "color(35)",
        Standing.PLANNED: DIM,
        Standing.DROPPED: DIM,
        Standing.DONE: "bold color(35)",
    }
)
SEVERITY_STYLES = MappingProxyType(
    {
        Severity.ERROR: "bold color(160)",
        Severity.WARNING: "color(172)",
        Severity.NOTE: "color(67)",
    }
)
VERDICT_STYLES = MappingProxyType(
    {
        Verdict.HIT: "color(35)",
        Verdict.MISS: "bold color(160)",
        Verdict.MISSING: "color(172)",
        Verdict.NOT_APPLICABLE: DIM,
        Verdict.OPEN: DIM,
        Verdict.NO_GOAL: "",
        Verdict.NONE: DIM,
    }
)
VERDICT_WORDS = MappingProxyType(
    {
        Verdict.HIT: "hit",
        Verdict.MISS: "missed",
        Verdict.MISSING: "missing",
        Verdict.NOT_APPLICABLE: "n/a",
        Verdict.OPEN: "open",
        Verdict.NO_GOAL: "no goal",
        Verdict.NONE: "not begun",
    }
)
STANDING_WORDS = MappingProxyType({each: each.value.replace("-", " ") for each in Standing})


@dataclass(frozen=True)
class Signs:
    """The characters that screens are drawn with."""

    standing: MappingProxyType[Standing, str]
    full: str
    rest: str
    expected: str
    dot: str
    arrow: str
    becomes: str
    more: str
    verdict: MappingProxyType[Verdict, str]
    levels: str
    gap: str
    best: str
    at_least: str
    at_most: str


UNICODE = Signs(
    MappingProxyType(
        {
            Standing.IN_DANGER: "◆",
            Standing.OFF_TRACK: "▲",
            Standing.MISSED: "✗",
            Standing.ON_TRACK: "●",
            Standing.PLANNED: "○",
            Standing.DROPPED: "–",
            Standing.DONE: "✓",
        }
    ),
    full="█",
    rest="░",
    expected="▏",
    dot="·",
    arrow="→",
    becomes="→",
    more="…",
    verdict=MappingProxyType(
        {
            Verdict.HIT: "●",
            Verdict.MISS: "✗",
            Verdict.MISSING: "?",
            Verdict.NOT_APPLICABLE: "–",
            Verdict.OPEN: "○",
            Verdict.NO_GOAL: "·",
            Verdict.NONE: " ",
        }
    ),
    levels="▁▂▃▄▅▆▇█",
    gap="·",
    best="★",
    at_least="≥",
    at_most="≤",
)
ASCII = Signs(
    MappingProxyType(
        {
            Standing.IN_DANGER: "!",
            Standing.OFF_TRACK: "^",
            Standing.MISSED: "x",
            Standing.ON_TRACK: "o",
            Standing.PLANNED: ".",
            Standing.DROPPED: "-",
            Standing.DONE: "+",
        }
    ),
    full="#",
    rest=".",
    expected="|",
    dot="-",
    arrow="->",
    becomes="->",
    more="~",
    verdict=MappingProxyType(
        {
            Verdict.HIT: "o",
            Verdict.MISS: "x",
            Verdict.MISSING: "?",
            Verdict.NOT_APPLICABLE: "-",
            Verdict.OPEN: ".",
            Verdict.NO_GOAL: ":",
            Verdict.NONE: " ",
        }
    ),
    levels="_.:-=+*#",
    gap=" ",
    best="*",
    at_least=">=",
    at_most="<=",
)
