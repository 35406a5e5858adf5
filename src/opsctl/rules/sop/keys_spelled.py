"""A key at the top that is meant for opsctl is spelled as opsctl reads it.

Why: keys of other tools are left alone, so `Owner` or `review-every` is taken for one of them. It
looks set, and counts for nothing.

Wrong:

    ---
    Owner: customer-care
    review-every: 6 months
    ---

Right:

    ---
    owner: customer-care
    review_every: 6 months
    ---

Fix: write the key in lower case and with an underscore, as the list of keys in docs/files.md has
it. A key that another tool needs as it is can stay: suppress the finding, with a reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.model.field import written_keys
from opsctl.model.sop import Metadata
from opsctl.rules.page_rules import page_rule
from opsctl.rules.procedures import is_any
from opsctl.rules.slips import slip_of
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.fix import worded
from opsctl.text.suggestion import SHORTEST_KEY, in_backticks, surely_meant

_LIKENESS = 0.84
_OF_OTHER_TOOLS = frozenset(
    """
    aliases author authors categories category classes comments cover cssclasses date description
    draft excerpt former hide id image keywords language languages lastmod layout link menu name
    nav_order navigation order outputs owners parent path permalink profiles related resources
    review reviewer reviews section series sidebar_label sidebar_position slug subtitle summary
    superseded tag tags template theme titles toc translation translations type url versioned
    versions weight
    """.split()  # noqa: SIM905  # a list of one word a line would hide the rule
)


def check(anatomy: Anatomy) -> Iterator[Finding]:
    sop = anatomy.sop
    known = written_keys(Metadata)
    missing = [each for each in known if not sop.origin.has(each)]
    for key in sop.foreign:
        meant = None if _is_foreign(key.name) else slip_of(key.name, missing, _LIKENESS)
        if meant is not None:
            missing.remove(meant)
            place = sop.at(key.span)
            message = f"key {in_backticks(key.name)} is left to other tools"
            sure = surely_meant(key.name, known, SHORTEST_KEY)
            fix = worded(place, meant, safe=meant == sure)
            yield Finding("SOP031", place, message, f"did you mean `{meant}`?", fix, key.name)


def _is_foreign(name: str) -> bool:
    return name.casefold() in _OF_OTHER_TOOLS or name.startswith("x-")


RULE = page_rule("SOP031", "keys-spelled", Severity.WARNING, __doc__, check, of=is_any)
