"""A heading has a space between its `#` and its text.

Why: without an ordinary space there, most programs show the line as plain text with a `#` in front
of it. The section is not found, and links to it lead nowhere.

Wrong:

    ##Scope

    Every return by a customer, exchanges included.

Right:

    ## Scope

    Every return by a customer, exchanges included.

Fix: type one space behind the `#`. A space that was copied from a web page or a text processor can
be of another kind that looks the same: delete it, and type it again.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.model.markdown import Mark, MarkKind
from opsctl.model.sop import Sop
from opsctl.rules.page_rules import page_rule
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.fix import written
from opsctl.text.suggestion import in_backticks

_FACTS = MappingProxyType(
    {
        MarkKind.HEADING_WITHOUT_SPACE: "the space behind its `#` is missing",
        MarkKind.HEADING_WITH_HARD_SPACE: "the sign behind its `#` only looks like a space",
    }
)


def check(anatomy: Anatomy) -> Iterator[Finding]:
    for mark in anatomy.sop.page.marks:
        if mark.kind in _FACTS:
            yield _no_heading(anatomy.sop, mark)


def _no_heading(sop: Sop, mark: Mark) -> Finding:
    text = mark.text.lstrip("#")
    signs = "#" * (len(mark.text) - len(text))
    meant = f"{signs} {text.strip()}"
    place = sop.at(mark.span)
    whole = mark.span.end - mark.span.start == len(mark.text)
    fix = written(place, meant) if whole else None
    message = f"{in_backticks(mark.text)} is no heading: {_FACTS[mark.kind]}"
    return Finding("SOP008", place, message, f"write {in_backticks(meant)}", fix, meant[:60])


RULE = page_rule("SOP008", "heading-has-a-space", Severity.WARNING, __doc__, check)
