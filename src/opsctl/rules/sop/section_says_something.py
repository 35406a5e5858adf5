"""A required section says something.

Why: a heading with nothing below it, or with `TBD`, looks as if somebody had thought about it. The
reader finds out at the worst moment that nobody has.

Wrong:

    ## Scope

    TBD

    ## Responsibilities

    | Role | Answers for |
    |---|---|
    | <role> | <what this role answers for> |

Right:

    ## Scope

    Every return by a customer, exchanges included.

    ## Responsibilities

    | Role | Answers for |
    |---|---|
    | Goods in | booking in, inspecting, and putting the goods away |

Fix: write below the heading what it promises. Comments, placeholders and further headings count as
nothing; a picture, a table or a link counts. If the page is not finished, set `status: draft`.
"""

from __future__ import annotations

from collections.abc import Iterator

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.analysis.sop.sections import Section
from opsctl.model.section import Matched
from opsctl.rules.page_rules import page_rule
from opsctl.rules.procedure_pages import answer_of, gaps, placeholder_in, report
from opsctl.rules.procedures import is_finished
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.suggestion import in_backticks


def check(anatomy: Anatomy) -> Iterator[Finding]:
    for _, empty in gaps(anatomy):
        if empty is not None and empty.matched is not Matched.TABLE:
            yield _says_nothing(anatomy, empty)


def _says_nothing(anatomy: Anatomy, section: Section) -> Finding:
    held = placeholder_in(anatomy, section)
    state = f"holds only the placeholder {in_backticks(held)}" if held else "is empty"
    message = f"the section {in_backticks(section.title)} {state}"
    hint = f"write {answer_of(section.section)}"
    return report("SOP003", anatomy, section.span, message, hint, section.section)


RULE = page_rule("SOP003", "section-says-something", Severity.ERROR, __doc__, check, of=is_finished)
