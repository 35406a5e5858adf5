"""An approved procedure says when it was last reviewed.

Why: a review is somebody reading the page against the work as it is done. Without its day, nobody
knows when the next one is due, and the page is trusted for ever.

Wrong:

    ---
    status: approved
    ---

Right:

    ---
    status: approved
    reviewed: 2026-10-01
    ---

Fix: add `reviewed` at the top, with the day on which somebody last read the procedure against the
work. A day near the title, as in `Last reviewed: 2026-10-01`, counts as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.model.sop import SopStatus
from opsctl.rules.page_rules import page_rule
from opsctl.rules.procedures import lacks, place_of_lack
from opsctl.text.diagnostic import Finding, Severity

_HINT = "add the day on which somebody last read it against the work, as in `reviewed: 2026-10-01`"


def check(anatomy: Anatomy) -> Iterator[Finding]:
    is_said = anatomy.reviewed is not None or anatomy.find("reviewed") is not None
    if anatomy.status is SopStatus.APPROVED and not is_said and lacks(anatomy.sop, "reviewed"):
        place = place_of_lack(anatomy, "reviewed")
        message = "the procedure is approved, and nothing says when it was last reviewed"
        yield Finding("SOP032", place, message, _HINT, subject="reviewed")


RULE = page_rule("SOP032", "review-set", Severity.WARNING, __doc__, check)
