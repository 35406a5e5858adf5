"""A text directly above a line of `---` is a heading, and is meant as one.

Why: three dashes below a text do not draw a line: they turn the text into a heading, in large
letters, and it counts as the start of a section.

Wrong:

    Ask Priya if you are not sure.
    ---
    Questions go to customer care.

Right:

    Ask Priya if you are not sure.

    ---
    Questions go to customer care.

Fix: put a blank line between the text and the `---`. If it is a heading, write `## ` before it
instead. Only what cannot be a heading is reported: several lines, a full sentence, `key: value`, or
more than 80 characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.analysis.sop.words.vocabulary import folded
from opsctl.model.markdown import Block
from opsctl.rules.page_blocks import headings_of
from opsctl.rules.page_rules import page_rule
from opsctl.rules.procedure_pages import report
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.suggestion import in_backticks

_LONGEST = 80
_PAIR = re.compile(r"([^\s:][^:]{0,40}):\s+\S")
_KEY = re.compile(r"[a-z][a-z0-9_-]*")
_SLACK = 2


def check(anatomy: Anatomy) -> Iterator[Finding]:
    for heading in _underlined(anatomy):
        if _is_a_text(heading, anatomy):
            message = f"{in_backticks(heading.plain)} turns into a heading by the line below it"
            hint = "put a blank line between the text and the `---`"
            yield report("SOP007", anatomy, heading.span, message, hint, heading.plain)


def _underlined(anatomy: Anatomy) -> Iterator[Block]:
    """Give headings above a line of dashes; the keys at the top are a matter of their own."""
    page = anatomy.sop.page
    top = page.front_matter.span.end_line if page.front_matter else 0
    headings = (each for each in headings_of(anatomy) if each.underlined and each.level == 2)
    return (each for each in headings if each.line > top)


def _is_a_text(heading: Block, anatomy: Anatomy) -> bool:
    text = heading.plain
    if any(run.text == "\n" for run in heading.runs):
        return True
    if anatomy.words.meanings(text) or _is_underlined_to_its_end(heading):
        return False
    return len(text) > _LONGEST or text.endswith((".", ",", ":", ";")) or _is_pair(text, anatomy)


def _is_underlined_to_its_end(heading: Block) -> bool:
    """Tell a line that somebody drew as long as the text above it."""
    drawn = heading.span.end_column - heading.span.column
    return drawn > 3 and abs(drawn - len(heading.plain)) <= _SLACK


def _is_pair(text: str, anatomy: Anatomy) -> bool:
    """Tell `owner: Maya` from `Step 1: Label the parcel`."""
    pair = _PAIR.match(text)
    return pair is not None and (
        _KEY.fullmatch(pair[1]) is not None or folded(pair[1]) in anatomy.words.metadata
    )


RULE = page_rule("SOP007", "headings-meant", Severity.WARNING, __doc__, check)
