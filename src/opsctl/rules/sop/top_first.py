"""The keys at the top of a page begin in its very first line.

Why: opsctl reads them below a comment or a blank line as well, other tools do not: websites and
editors show them as text then.

Wrong:

    <!-- Ask Priya before you change this page -->
    ---
    title: Process a return
    owner: customer-care
    ---

Right:

    ---
    title: Process a return
    owner: customer-care
    ---
    <!-- Ask Priya before you change this page -->

Fix: move a comment below the keys, and remove blank lines before them.
"""

from __future__ import annotations

from collections.abc import Iterator

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.rules.page_rules import page_rule
from opsctl.rules.procedures import is_any
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.fix import written
from opsctl.text.span import Span


def check(anatomy: Anatomy) -> Iterator[Finding]:
    sop = anatomy.sop
    top = sop.page.front_matter
    if top is not None and not top.first:
        keys = top.span
        before = Span(0, keys.start, 1, 1, keys.line, keys.column)
        message = "this stands before the keys at the top, so other tools do not read them"
        hint = "move a comment below the keys; remove blank lines"
        is_blank = all(block.span.start > keys.start for block in sop.page.blocks)
        fix = written(sop.at(before), "") if is_blank else None
        yield Finding("SOP030", sop.at(before), message, hint, fix, "top")


RULE = page_rule("SOP030", "top-first", Severity.WARNING, __doc__, check, of=is_any)
