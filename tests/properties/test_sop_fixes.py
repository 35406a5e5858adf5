"""A fix of a procedure, applied twice, is the fix applied once; and it mends what it was for."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from opsctl.editing.fixes import overlap, plan_fix
from opsctl.loading.workspace import load_workspace
from opsctl.rules.engine import run_rules
from opsctl.rules.registry import RULES
from opsctl.text.diagnostic import Diagnostic
from opsctl.text.edit import Edit, splice
from opsctl.text.source import Source
from opsctl.text.tree import OverlayTree

PATH = "sops/a.md"
KEYS = st.sampled_from(
    [
        *(
            "title: A",
            "onwer: ana",
            "owner: ana",
            "version: 1.10",
            "version: 2",
            'version: "1.0.0"',
        ),
        *("Status: draft", "status: approved", "review-every: 6 months", "verison: 1.2.0"),
        *("layout: page", "reviewed: 2026-10-01", "profile: runbok", "profile: standard"),
    ]
)
LINES = st.sampled_from(
    [
        *("# T", "##Scope", "#\u00a0Purpose", "## Procedure", "1. Open", "2. Count", "", ""),
        *("#Title", "[a](#scope)", "[a](#Scope)", "```", "> ##Quote", "text", "- ##Item", "---"),
    ]
)


def diagnostics(text: str) -> tuple[Diagnostic, ...]:
    files = {
        "opsctl.yaml": b"format: 1\ncompany: A\n",
        "people.yaml": b"ana: {name: Ana}\n",
        "teams.yaml": b"care: {title: Care}\n",
        PATH: text.encode("utf-8"),
    }
    found = run_rules(load_workspace(OverlayTree(None, files)), RULES, date(2026, 11, 20))
    return tuple(each for each in found if each.finding.location.path == PATH)


def fixed(text: str) -> str:
    """Apply every fix of a page that does not overlap one before it."""
    source = Source(PATH, text)
    edits: list[Edit] = []
    for each in diagnostics(text):
        planned = plan_fix(source, each.finding.fix) if each.finding.fix else None
        if planned and not overlap(planned, edits):
            edits += planned
    return splice(text, edits)


@st.composite
def pages(draw: st.DrawFn) -> str:
    keys = draw(st.lists(KEYS, max_size=4, unique_by=lambda each: each.partition(":")[0]))
    top = "".join(f"{key}\n" for key in keys)
    opened = draw(st.booleans())
    head = f"{'---' if opened else ''}{chr(10) if opened else ''}{top}---\n" if keys else ""
    return head + "".join(f"{line}\n" for line in draw(st.lists(LINES, max_size=8)))


@given(pages())
def test_fixing_twice_is_fixing_once(text: str) -> None:
    once = fixed(text)
    again = fixed(once)
    assert fixed(again) == again
    left = {each.finding.code for each in diagnostics(again) if each.finding.fix is not None}
    assert left == set()
