"""A link to another file leads to one that is there.

Why: somebody in the middle of the work follows the link and meets an error page. Links break in
silence when a page is renamed, moved or deleted.

Wrong:

    Write to the customer as in [Answer a message](answer-message.md).

Right:

    Write to the customer as in [Answer a message](../customer-care/answer-a-message.md).

Fix: write the path of the file as seen from the folder of this page. Links to other sites are not
asked about. A link that starts with `/` is judged once `site_root` under `sops` in `opsctl.yaml`
says where the pages of your site begin. One without an ending, such as `../returns/`, may lead to
what only the site has: it is reported where it surely means a page and leaves out its `.md`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.analysis.sop.links import Trouble
from opsctl.model.markdown import LinkKind
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.sop_links import KnownFiles, hint_for, meant_target, troubled_links
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.fix import Fix, Retarget
from opsctl.text.suggestion import in_backticks

_HINT = "correct the link, or take it out"
_KINDS = frozenset([LinkKind.LINK])


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    files = KnownFiles(workspace)
    for sop, state in troubled_links(workspace, _KINDS, Trouble.NO_FILE):
        target, path = state.link.target, state.path or ""
        message = f"the link leads to {in_backticks(path)}, which is not there"
        hint = hint_for(state, sop, files) or _HINT
        subject, place = target.partition("#")[0], sop.at(state.link.span)
        meant = meant_target(state, sop, files)
        fix = None if meant is None else Fix((Retarget(place, target, meant),), safe=False)
        yield Finding("SOP036", place, message, hint, fix, subject)


RULE = Rule("SOP036", "links-lead-somewhere", Severity.ERROR, __doc__, check)
