"""A procedure names who answers for it: a person or a team.

Why: when the work changes, somebody has to change the page, and whoever finds a mistake has to know
whom to tell. A procedure of nobody is out of date within a year, and nobody notices.

Wrong:

    ---
    title: Process a return
    ---

Right:

    ---
    title: Process a return
    owner: customer-care
    ---

Fix: add `owner` at the top, with the id of a person in `people.yaml` or of a team in `teams.yaml`.
An owner who is named in a table or a bold line near the title counts as well, and so does a key
such as `process_owner`. Any other key is one of other tools.
"""

from __future__ import annotations

from collections.abc import Iterator

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.analysis.sop.content import is_placeholder
from opsctl.model.sop import ForeignKey
from opsctl.rules.page_rules import page_rule
from opsctl.rules.procedures import lacks, place_of, place_of_lack
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.span import Location
from opsctl.text.suggestion import in_backticks

_HINT = "add the id of a person or a team at the top, as in `owner: customer-care`"


def check(anatomy: Anatomy) -> Iterator[Finding]:
    found = _lack(anatomy)
    if found is not None:
        place, message = found
        yield Finding("SOP020", place, message, _HINT, subject="owner")


def _lack(anatomy: Anatomy) -> tuple[Location, str] | None:
    """Say where nobody is named, and what stands there instead."""
    sop, owner = anatomy.sop, anatomy.owner
    if owner is not None:
        is_named = not is_placeholder(owner, anatomy.words)
        message = f"{in_backticks(owner)} does not say who answers for this procedure"
        return None if is_named else (place_of(anatomy, "owner"), message)
    if not lacks(sop, "owner"):
        return None
    key = _key_of_other_tools(anatomy)
    if key is not None:
        return sop.at(key.span), f"who answers stands under {in_backticks(key.name)} only"
    return place_of_lack(anatomy, "owner"), "nothing says who answers for this procedure"


def _key_of_other_tools(anatomy: Anatomy) -> ForeignKey | None:
    """Give a key such as `owner_slack`, unless it only holds the place for a name."""
    named = (each for each in anatomy.sop.foreign if each.name.casefold().startswith("owner"))
    return next((each for each in named if not is_placeholder(each.text, anatomy.words)), None)


RULE = page_rule("SOP020", "owner-named", Severity.WARNING, __doc__, check)
