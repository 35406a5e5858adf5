"""Everything that a template asked for is filled in.

Why: a page that says `<name of the manager>` or `TODO` where the reader needs a name stops the work
there, and looks as if nobody had read it to its end.

Wrong:

    4. Call <name of the shift lead> before 16:00. Number: TBD

Right:

    4. Call Grace before 16:00. Number: 0113 496 0000

Fix: write the answer, or take the line out. Signs that belong to what people type stand in code:
`` `Hello <first name>` `` is left alone, and so are drafts, quotations, and sections that are
reported as empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.analysis.sop.sections import covered_lines, is_covered
from opsctl.model.markdown import BlockKind, Mark, MarkKind, Page
from opsctl.rules.page_rules import page_rule
from opsctl.rules.procedure_pages import report
from opsctl.rules.procedures import is_finished
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.suggestion import in_backticks

_LONGEST = 2000


def check(anatomy: Anatomy) -> Iterator[Finding]:
    for mark in _left(anatomy):
        message = f"the placeholder {in_backticks(mark.text)} is not filled in"
        hint = "write what belongs there, or take it out"
        yield report("SOP010", anatomy, mark.span, message, hint, mark.text)


def _left(anatomy: Anatomy) -> Iterator[Mark]:
    """Give placeholders outside of empty sections and of what is to be said to somebody."""
    empty = covered_lines(each for each in anatomy.sections if each.empty)
    quoted, texts = _around(anatomy.sop.page)
    for mark in anatomy.sop.page.marks:
        line = mark.span.line
        if mark.kind is MarkKind.PLACEHOLDER and not is_covered(line, empty):
            said = line in quoted or _in_quotes(texts.get(line, ""), mark.text)
            if not (said and mark.text.startswith("<")):
                yield mark


def _around(page: Page) -> tuple[set[int], dict[int, str]]:
    """Give the lines of quotations, and the text of each line that has a mark, or its start."""
    lines = {each.span.line for each in page.marks}
    quoted: set[int] = set()
    texts: dict[int, str] = {}
    for block in page.walk() if lines else ():
        if block.kind is BlockKind.QUOTE:
            quoted.update(range(block.line, block.end_line + 1))
        elif block.runs:
            for run in block.runs:
                if run.line in lines and len(texts.get(run.line, "")) < _LONGEST:
                    texts[run.line] = texts.get(run.line, "") + run.text
    return quoted, texts


def _in_quotes(text: str, placeholder: str) -> bool:
    """Tell a text that somebody is to say or write, as in “Dear <customer name>”."""
    return re.search(rf"[“„«\"][^”“»\"]*{re.escape(placeholder)}", text) is not None


RULE = page_rule(
    "SOP010", "nothing-left-to-fill-in", Severity.WARNING, __doc__, check, of=is_finished
)
