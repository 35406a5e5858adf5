"""Procedures are reviewed one by one, not stamped with a day in bulk.

Why: reading a page against the work takes a quarter of an hour and somebody who does the work.
Eighteen pages on one day were not read; but from then on nobody will look at them for half a year.

Before:

    # sops/marketing/page-1.md … page-18.md
    ---
    owner: leo
    profile: checklist
    reviewed: 2026-06-01
    ---
    # One of eighteen checklists

    ## Procedure

    1. Leo opens every link.

Wrong: one change stamps them all,

    # sops/marketing/page-1.md … page-18.md
    reviewed: 2026-11-20

Right: only the one that somebody has read, and a record of that,

    # sops/marketing/page-1.md
    reviewed: 2026-11-20

    # reviews/marketing/page-1/2026-11-20--leo.yaml
    outcome: no-change
    digest: v1:sha256:…

Fix: keep the day for those that somebody read, and leave the others as they were:
`opsctl sop due --plan 2` spreads them over the coming weeks. Up to five pages of one day by the
same people are believed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.analysis.sop.revision import revisions
from opsctl.analysis.sop.stamps import BELIEVABLE
from opsctl.model.change import Change
from opsctl.model.suppression import CommentForm
from opsctl.rules.base import change_rule
from opsctl.rules.procedures import place_of
from opsctl.text.diagnostic import Finding, Severity

_NAMED = 3


def check_change(change: Change) -> Iterator[Finding]:
    stamped: dict[tuple[date, frozenset[str]], list[Anatomy]] = {}
    for revision in sorted(revisions(change), key=lambda each: each.id):
        before, after = revision.before, revision.after
        if before is None or after is None or after.reviewed is None:
            continue
        if before.reviewed != after.reviewed:
            who = change.authors_of(after.sop.path)
            stamped.setdefault((after.reviewed, who), []).append(after)
    for (day, _who), pages in stamped.items():
        if len(pages) > BELIEVABLE:
            named = ", ".join(each.sop.id for each in pages[:_NAMED])
            message = f"{len(pages)} procedures got {day} as the day of their review: {named}, …"
            hint = "opsctl sop due --plan 2 spreads reviews over the weeks"
            yield Finding("CHG007", place_of(pages[0], "reviewed"), message, hint)


RULE = change_rule(
    "CHG007",
    "reviewed-one-by-one",
    Severity.WARNING,
    __doc__,
    check_change,
    comments=CommentForm.MARKDOWN,
)
