"""A link to a place in a page leads to a heading that is there.

Why: whoever follows the link lands at the top of the page and has to search. Such links break in
silence when a heading is reworded.

Wrong:

    Continue with [step 3](process-a-return.md#the-procedure).

Right:

    Continue with [step 3](process-a-return.md#procedure).

Fix: write the text of the heading in lower case, with a hyphen for each space and without
punctuation; a second heading of the same text has `-1` behind it. For `people.yaml` and
`teams.yaml`, the place is the id of the person or the team. Where only the hyphens differ, nothing
is said: some sites set them in another way.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.analysis.sop.links import Trouble
from opsctl.model.markdown import LinkKind
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.sop_links import places_in, troubled_links
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.fix import Fix, Retarget
from opsctl.text.suggestion import closest, in_backticks

_MOST_GUESSED = 20
_HINT = "write the words of a heading there, in lower case and joined by hyphens"


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    guessed: dict[str, int] = {}
    for sop, state in troubled_links(workspace, frozenset(LinkKind), Trouble.NO_PLACE):
        path, place = state.path or sop.path, state.link.target.partition("#")[2]
        where = "this page" if path == sop.path else in_backticks(path)
        message = f"there is no place {in_backticks(f'#{place}')} in {where}"
        guessed[sop.path] = guessed.get(sop.path, 0) + 1
        may_guess = guessed[sop.path] <= _MOST_GUESSED
        near = closest(place, places_in(path, workspace)) if may_guess else None
        hint = f"did you mean `#{near}`?" if near else _HINT
        at, target = sop.at(state.link.span), state.link.target
        meant = f"{target.partition('#')[0]}#{near}"
        fix = Fix((Retarget(at, target, meant),), safe=False) if near else None
        yield Finding("SOP037", at, message, hint, fix, target)


RULE = Rule("SOP037", "places-there", Severity.ERROR, __doc__, check)
