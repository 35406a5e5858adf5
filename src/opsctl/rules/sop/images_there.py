"""A picture in a procedure is there.

Why: where the picture should be, the reader sees a broken frame, mostly at the very step that words
could not explain. It happens when a page is moved without its pictures, or when a file is named in
another letter case.

Wrong:

    ![The return form](images/Return-Form.png)

Right:

    ![The return form](images/return-form.png)

Fix: add the picture to the repository, or write its path as seen from the folder of this page.
Pictures on other sites are not asked about.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.analysis.sop.links import LinkState, Trouble
from opsctl.model.markdown import LinkKind
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.sop_links import KnownFiles, hint_for, meant_target, troubled_links
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.fix import Fix, Retarget
from opsctl.text.suggestion import in_backticks

_KINDS = frozenset([LinkKind.IMAGE])
_HINT = "add the picture there, or correct its path"


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    files = KnownFiles(workspace)
    for sop, state in troubled_links(workspace, _KINDS, Trouble.NO_FILE, Trouble.OTHER_CASE):
        place, target = sop.at(state.link.span), state.link.target
        meant, hint = meant_target(state, sop, files), hint_for(state, sop, files) or _HINT
        safe = state.trouble is Trouble.OTHER_CASE
        fix = None if meant is None else Fix((Retarget(place, target, meant),), safe)
        yield Finding("SOP040", place, _message(state), hint, fix, target)


def _message(state: LinkState) -> str:
    target, path = state.link.target, state.path or ""
    if state.trouble is Trouble.OTHER_CASE:
        shown = in_backticks(target)
        return f"the picture {shown} has another letter case than {in_backticks(path)}"
    return f"the picture {in_backticks(path)} is not there"


RULE = Rule("SOP040", "images-there", Severity.ERROR, __doc__, check)
