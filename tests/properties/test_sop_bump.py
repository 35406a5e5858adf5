"""Bumping a procedure: twice is once, and what was owed is taken then, whatever changed."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from opsctl.analysis.sop.anatomy import Anatomy, anatomy_of
from opsctl.analysis.sop.bump import Asked, planned_bump
from opsctl.analysis.sop.change_log import change_log_of
from opsctl.analysis.sop.difference import difference
from opsctl.analysis.sop.log_entries import has_entry
from opsctl.analysis.sop.versions import version_step
from opsctl.cli.sop_bump_writing import bumped_text
from opsctl.loading.sops import parse_sop
from opsctl.model.settings import Settings
from opsctl.model.weight import Weight
from opsctl.rendering.sop.log_entry import NewEntry, changes_told
from opsctl.text.source import Source
from opsctl.text.span import Origin

COMPANY = Settings(Origin("opsctl.yaml"))
DAY = date(2026, 11, 27)
LOGS = st.sampled_from(
    [
        "",
        "## Change log\n\n",
        "## Change log\n\n- 1.3.0: Two\n- 1.2.0: One\n\n",
        "## Revisions\n\n1. 1.2.0 One\n2. 1.3.0 Two\n\n",
        "## Change log\n\n| Version | Change |\n|---|---|\n| 1.3.0 | Two |\n\n",
        "## Change log\n\n### 1.3.0\n\nTwo\n\n",
        "## Change log\n\n<details>\n\n* 1.3.0: Two\n\n</details>\n\n",
    ]
)
TEXTS = st.text(st.sampled_from("ab 12 |*_`[]<>&\\#.-+!é"), min_size=1, max_size=20)
STEPS = st.lists(TEXTS.map(lambda text: f"Do {text}"), min_size=1, max_size=4)
TOPS = st.sampled_from(['version: "1.3.0"\n', "version: 1.3\n", "status: draft\n", "owner: omar\n"])


def page(top: str, log: str, scope: str, steps: list[str]) -> str:
    listed = "".join(f"{number}. {text}\n" for number, text in enumerate(steps, 1))
    return f"---\ntitle: T\n{top}---\n# T\n\n## Scope\n\n- {scope}\n\n{log}## Procedure\n\n{listed}"


def anatomy(text: str) -> Anatomy:
    return anatomy_of(parse_sop(Source("sops/a.md", text))[0], COMPANY)


def bumped(before: Anatomy, text: str, asked: Asked) -> str:
    after = anatomy(text)
    changed = difference(before, after)
    target = planned_bump(before, after, changed.weight, asked).target
    if target is None:
        return text
    log = change_log_of(after)
    is_said = log is not None and has_entry(log.entries, target)
    told = changes_told(changed, is_first=False)
    entry = None if is_said else NewEntry(target, DAY, None, told)
    return bumped_text(Source("sops/a.md", text), COMPANY, after, target, entry).text


@given(TOPS, LOGS, TEXTS, STEPS, TEXTS, STEPS, st.none() | st.just(Weight.MAJOR))
@settings(max_examples=150)
def test_bumping_twice_is_bumping_once(
    top: str,
    log: str,
    scope: str,
    steps: list[str],
    other: str,
    others: list[str],
    step: Weight | None,
) -> None:
    before, text = anatomy(page(top, log, scope, steps)), page(top, log, other, others)
    asked = Asked(step if "version" in top else None)
    once = bumped(before, text, asked)
    assert bumped(before, once, asked) == once
    weights = [difference(before, anatomy(each)).weight for each in (text, once)]
    assert weights[0] == weights[1] or weights == [None, Weight.PATCH]
    assert version_step(before, anatomy(once), weights[1]).is_taken
