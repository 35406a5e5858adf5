"""The keys at the top of a page end with a line of `---`.

Why: without it, nothing tells where the keys end and the page begins. None of them is read: the
procedure has no owner, no version and no status.

Wrong:

    ---
    title: Process a return
    owner: customer-care

    # Process a return

Right:

    ---
    title: Process a return
    owner: customer-care
    ---

    # Process a return

Fix: add a line of `---` behind the last key. It starts at the left edge and has exactly three
hyphens.
"""

from __future__ import annotations

from collections.abc import Iterator

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.rules.page_rules import page_rule
from opsctl.rules.procedures import is_any
from opsctl.text.diagnostic import Finding, Severity


def check(anatomy: Anatomy) -> Iterator[Finding]:
    sop = anatomy.sop
    top = sop.page.front_matter
    if top is not None and not top.closed:
        message = "the keys at the top begin here and do not end, so none of them is read"
        hint = "add a line of `---` behind the last key"
        yield Finding("SOP029", sop.at(top.span), message, hint, subject="---")


RULE = page_rule("SOP029", "top-closed", Severity.ERROR, __doc__, check, of=is_any)
