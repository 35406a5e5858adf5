"""A procedure that another one replaces, or is a translation of, is there under this id.

Why: `supersedes`, `superseded_by` and `translation_of` lead the reader from one page to the other.
An id that nothing has leads nowhere, and a translation that lost its original is never brought up
to date.

Wrong:

    ---
    translation_of: answer-a-message.md
    ---

Right:

    ---
    translation_of: customer-care/answer-a-message
    ---

Fix: write the id: the path of the other page below `sops/`, without `.md`, whatever folder this
page lies in. An id that the other procedure had before, listed there under `formerly`, is fine.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.sop import Sop
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.procedures import living
from opsctl.rules.sop_names import SopNames
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.span import Location


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    names = SopNames(workspace)
    for anatomy in living(workspace):
        for name, place in _named(anatomy.sop):
            if not names.knows(name):
                yield names.unknown("SOP024", name, place)


def _named(sop: Sop) -> Iterator[tuple[str, Location]]:
    """Give every place at the top that names another procedure."""
    for key in ("supersedes", "superseded_by"):
        for index, name in enumerate(getattr(sop.metadata, key)):
            yield name, sop.origin.value(key, index)
    if sop.metadata.translation_of is not None:
        yield sop.metadata.translation_of, sop.origin.value("translation_of")


RULE = Rule("SOP024", "other-procedures-known", Severity.ERROR, __doc__, check)
