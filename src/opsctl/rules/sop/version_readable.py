"""A version has three numbers with points between them, as in `1.3.0`.

Why: the three numbers say how much a change means to those who do the work: the first for other
steps, the second for a step that says something else, the third for wording. `1.3` leaves that
open, and a date says nothing of it.

Wrong:

    ---
    version: "1.3"
    ---

Right:

    ---
    version: "1.3.0"
    ---

Fix: write all three numbers, as https://semver.org has them. Nothing is asked of a procedure that
has no version.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from semver import Version

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.rules.page_rules import page_rule
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.fix import written

_NUMBERS = re.compile(
    r"(?:v(?:er(?:sion)?)?[. ]*)?([0-9]{1,9})(?:\.([0-9]{1,9}))?(?:\.([0-9]{1,9}))?", re.IGNORECASE
)
_ANY = 'write three numbers with points between them, as in "1.3.0"'


def check(anatomy: Anatomy) -> Iterator[Finding]:
    version = anatomy.sop.metadata.version
    if version is not None and not Version.is_valid(version.text):
        place = anatomy.sop.origin.value("version")
        message = f"version {version.shown} does not have three numbers"
        meant = _meant(version.text)
        hint = _ANY if meant is None else f"write {meant}"
        fix = None if meant is None else written(place, meant)
        yield Finding("SOP026", place, message, hint, fix, version.text)


def _meant(text: str) -> str | None:
    """Write three numbers from one or two, with or without a `v`; none where it has no such."""
    match = _NUMBERS.fullmatch(text.strip())
    if match is None:
        return None
    return f'"{".".join(str(int(number or 0)) for number in match.groups())}"'


RULE = page_rule("SOP026", "version-readable", Severity.WARNING, __doc__, check)
