"""A link that names its target elsewhere in the page finds it there.

Why: `[text][name]` is a link only if a line `[name]: …` says where it leads. Without it, the reader
sees the square brackets as they are.

Wrong:

    Follow the [size guide][sizes].

Right:

    Follow the [size guide][sizes].

    [sizes]: ../product/size-guide.md

Fix: add the line that says where it leads, or write the target in round brackets right behind the
text. Square brackets that are no link stand in backticks. The rule is off unless asked for: people
write two pairs of square brackets for what is to be filled in as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.model.markdown import Mark, MarkKind
from opsctl.rules.page_rules import page_rule
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.suggestion import in_backticks


def check(anatomy: Anatomy) -> Iterator[Finding]:
    for mark in anatomy.sop.page.marks:
        label = _label(mark) if mark.kind is MarkKind.REFERENCE else None
        if label is not None:
            message = f"nothing in the page says where {in_backticks(mark.text)} leads"
            hint = f"add a line with its target: {in_backticks(f'[{label}]: …')}"
            place = anatomy.sop.at(mark.span)
            yield Finding("SOP041", place, message, hint, subject=mark.text)


def _label(mark: Mark) -> str | None:
    """Give the name of the target; none where there is no text that could be a link."""
    text, _, label = mark.text[1:-1].partition("][")
    return label or text if text.strip() else None


RULE = page_rule(
    "SOP041", "references-defined", Severity.WARNING, __doc__, check, on_by_default=False
)
