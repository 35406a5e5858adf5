"""A step has at most 60 words, or as many as the settings allow.

Why: people read a step, look up, and do it. What does not fit in the head at once is done by
halves, and nobody can say which half.

Wrong:

    1. Find the order by its number, or by the customer's e-mail address if there is no number, and
       then check whether the time limit has passed, which is 60 days after delivery for unused
       goods and 2 years for faulty ones, and if it has, offer a repair with our partner in Leeds,
       or else choose one of the six reasons and ask for two photos if the goods are damaged.

Right:

    1. Find the order by its number.
       - Look for the customer's e-mail address if there is no number.
    2. Check the time limit: 60 days for unused goods, 2 years for faulty ones.
       - Offer a repair with our partner in Leeds if it has passed.
    3. Choose one of the six reasons.
       - Ask for two photos if the goods are damaged.

Fix: make several steps of it, or put conditions and details as points below the step: they are not
counted. The limit is `sops.longest_step` in `opsctl.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.model.section import SectionKind
from opsctl.rules.page_rules import page_rule
from opsctl.rules.procedure_pages import report
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.suggestion import in_backticks

_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)


def check(anatomy: Anatomy) -> Iterator[Finding]:
    most = anatomy.settings.longest_step
    if anatomy.section(SectionKind.PROCEDURE) is None:
        return  # a list may be anything there
    for step in anatomy.steps:
        words = len(_TAG.sub(" ", step.text).split())
        if words > most:
            message = f"the step has {words} words: {in_backticks(step.text)}"
            hint = f"at most {most}: make two steps of it, or put details as points below it"
            yield report("SOP011", anatomy, step.span, message, hint, step.text)


RULE = page_rule("SOP011", "steps-short", Severity.WARNING, __doc__, check)
