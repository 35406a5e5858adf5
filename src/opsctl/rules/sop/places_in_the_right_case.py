"""A link to a place in a page writes it in the same letter case as the page does.

Why: places are made from headings in lower case. Some sites forgive a capital letter, others land
at the top of the page.

Wrong:

    See [Scope](process-a-return.md#Scope).

Right:

    See [Scope](process-a-return.md#scope).

Fix: write the place as the hint has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.analysis.sop.links import Trouble
from opsctl.model.markdown import LinkKind
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.sop_links import troubled_links
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.fix import Fix, Retarget
from opsctl.text.suggestion import in_backticks


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    kinds = frozenset(LinkKind)
    for sop, state in troubled_links(workspace, kinds, Trouble.PLACE_IN_OTHER_CASE):
        place = state.link.target.partition("#")[2]
        message = f"the place {in_backticks(f'#{place}')} is there in another letter case"
        hint = f"write {in_backticks(f'#{state.meant}')}"
        at, target = sop.at(state.link.span), state.link.target
        meant = f"{target.partition('#')[0]}#{state.meant}"
        fix = Fix((Retarget(at, target, meant),))
        yield Finding("SOP038", at, message, hint, fix, target)


RULE = Rule("SOP038", "places-in-the-right-case", Severity.WARNING, __doc__, check)
