"""The owner's word is not better than the evidence.

Why: a Rock that stays "on track" until the last week is how quarters are lost. opsctl takes
nobody's word away; it shows both, so that the conversation can start.

Wrong: the newest word is `on-track`, and a milestone has been overdue for nine days.

Right: the word says `off-track`, or the milestone carries the day it was `done`.

Fix: say how it stands (`opsctl rock log ID off-track --note "…"`), or bring the milestones up to
date.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.analysis.standing import judge
from opsctl.analysis.words import newest_word
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, as_of: date) -> Iterator[Finding]:
    for rock in workspace.rocks:
        judgement = judge(rock, workspace, as_of)
        word = newest_word(rock, as_of)
        if judgement.word_is_better and word is not None:
            reasons = "; ".join(reason.text for reason in judgement.reasons)
            yield Finding(
                "ROCK016",
                rock.place_of(word, "say"),
                f"the word is `{word.say}`, the evidence says otherwise: {reasons}",
                f"opsctl rock show {rock.id}",
            )


RULE = Rule("ROCK016", "word-fits-evidence", Severity.NOTE, __doc__, check)
