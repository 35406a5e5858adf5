"""A Rock says how anybody can tell that it is reached: by a figure, an outcome or milestones.

Why: the M of SMART goals. "Improve the website" can be called done on any day, or on none, and
the talk at the end of the quarter is about words. One figure settles it.

Wrong:

    # rocks/2026-Q4/newsletter.yaml
    title: Improve our newsletter
    owner: leo

Right:

    # rocks/2026-Q4/newsletter.yaml
    title: Grow the newsletter to 60 000 readers
    owner: leo

Right as well, since the milestones tell:

    # rocks/2026-Q4/newsletter.yaml
    title: Improve our newsletter
    owner: leo
    milestones:
      - title: Sign-up on the order confirmation
        due: 2026-12-04

Fix: name a figure in `title` or `done_means`, or add an `outcome` with `from` and `to`, or add
milestones. Any digit counts as a figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.analysis.progress import is_measurable
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    for rock in workspace.rocks:
        if not is_measurable(rock):
            yield Finding(
                "ROCK001",
                rock.origin.value("title"),
                "nothing tells when this Rock is reached: no figure, no outcome, no milestone",
                "name a figure, e.g. 1,000 downloads, or add milestones",
            )


RULE = Rule("ROCK001", "measurable", Severity.WARNING, __doc__, check)
