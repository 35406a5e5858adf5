"""A block of code ends with the signs that it began with.

Why: a block that is never closed takes in all that follows, headings and steps included. They are
shown as one grey box, and count for nothing.

Wrong:

    1. Restart the service:

    ```
    service shop restart

    ## Expected outcomes

    The shop answers within a minute.

Right:

    1. Restart the service:

    ```
    service shop restart
    ```

    ## Expected outcomes

    The shop answers within a minute.

Fix: put a line with the same signs, and nothing else, behind the last line of the code.
"""

from __future__ import annotations

from collections.abc import Iterator

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.model.markdown import Block
from opsctl.rules.page_blocks import code_of
from opsctl.rules.page_rules import page_rule
from opsctl.rules.procedure_pages import report
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.span import Span
from opsctl.text.suggestion import in_backticks

_SHORTEST = 3


def check(anatomy: Anatomy) -> Iterator[Finding]:
    for block in code_of(anatomy):
        if not block.closed:
            yield _open(anatomy, block)


def _open(anatomy: Anatomy, block: Block) -> Finding:
    first = next((line.strip() for line in block.text.splitlines() if line.strip()), "")
    if not first:
        message = "a block of code begins here, but nothing follows"
        hint = "take the line out, or put the code below it and close it with the same signs"
    else:
        message = f"the block of code that starts with {in_backticks(first)} is never closed"
        hint = "put a line of the same signs, as in ```, behind the last line of the code"
    return report("SOP009", anatomy, _opening(block), message, hint, first or "nothing")


def _opening(block: Block) -> Span:
    at = block.span
    end = at.start + _SHORTEST
    return Span(at.start, end, at.line, at.column, at.line, at.column + _SHORTEST)


RULE = page_rule("SOP009", "fence-closed", Severity.WARNING, __doc__, check)
