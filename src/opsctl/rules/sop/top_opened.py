"""The keys at the top of a page begin with a line of `---`.

Why: without it, the keys are text: every website and every editor shows them as the first paragraph
of the page, and other tools do not read them.

Wrong:

    title: Process a return
    owner: customer-care
    ---
    # Process a return

Right:

    ---
    title: Process a return
    owner: customer-care
    ---
    # Process a return

Fix: add a line of `---` before the first key.
"""

from __future__ import annotations

from collections.abc import Iterator

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.model.suppression import CommentForm
from opsctl.rules.page_rules import page_rule
from opsctl.rules.procedures import is_any
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.fix import written
from opsctl.text.span import Location


def check(anatomy: Anatomy) -> Iterator[Finding]:
    sop = anatomy.sop
    top = sop.page.front_matter
    if top is not None and not top.opened:
        place = Location(sop.path)
        message = "the line of `---` before the keys at the top is missing"
        hint, fix = "add it as the first line of the page", written(place, "---\n")
        yield Finding("SOP028", place, message, hint, fix, "---")


RULE = page_rule(
    "SOP028", "top-opened", Severity.WARNING, __doc__, check, comments=CommentForm.NONE, of=is_any
)
