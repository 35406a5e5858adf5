"""A link to a file writes its path in the same letter case as the file has.

Why: Windows and macOS do not mind, so the link works for its author. Git hosts, websites and Linux
do mind, and it is broken there.

Wrong:

    See [Process a return](Process-a-return.md).

Right:

    See [Process a return](process-a-return.md).

Fix: write the path as the hint has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.analysis.sop.links import Trouble
from opsctl.model.markdown import LinkKind
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.sop_links import link_to, troubled_links
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.fix import Fix, Retarget
from opsctl.text.suggestion import in_backticks

_KINDS = frozenset([LinkKind.LINK])


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    for sop, state in troubled_links(workspace, _KINDS, Trouble.OTHER_CASE):
        target, path = state.link.target, state.path or ""
        message = (
            f"the link {in_backticks(target)} has another letter case than {in_backticks(path)}"
        )
        meant, at = link_to(path, sop, target), sop.at(state.link.span)
        fix = Fix((Retarget(at, target, meant),))
        yield Finding("SOP039", at, message, f"write {in_backticks(meant)}", fix, target)


RULE = Rule("SOP039", "files-in-the-right-case", Severity.ERROR, __doc__, check)
