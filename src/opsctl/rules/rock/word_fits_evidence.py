"""The owner's word is not better than the evidence.

Why: a Rock that stays "on track" until the last week is how quarters are lost. opsctl takes
nobody's word away; it shows both, so that the conversation can start.

Wrong: on 20 November 2026, nine days after the milestone was due,

    # rocks/2026-Q4/ship-in-24-hours.yaml
    milestones:
      - title: Second packing line
        due: 2026-11-11
    log:
      - date: 2026-11-16
        by: omar
        say: on-track

Right:

    # rocks/2026-Q4/ship-in-24-hours.yaml
    milestones:
      - title: Second packing line
        due: 2026-11-11
    log:
      - date: 2026-11-16
        by: omar
        say: off-track

Right as well, if the line was built and nobody had written it down:

    # rocks/2026-Q4/ship-in-24-hours.yaml
    milestones:
      - title: Second packing line
        due: 2026-11-11
        done: 2026-11-10
    log:
      - date: 2026-11-16
        by: omar
        say: on-track

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
