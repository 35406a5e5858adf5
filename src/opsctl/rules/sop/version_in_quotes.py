"""A version that looks like a number stands in quotes.

Why: without quotes, many tools read `1.10` as the number 1.1, and `1.0` as 1. The version that a
website, a spreadsheet or a script shows is then another than the one on the page.

Wrong:

    ---
    version: 1.10
    ---

Right:

    ---
    version: "1.10.0"
    ---

Fix: put the version in quotes, and write all three numbers, as SOP026 asks. `1.10.0` is safe even
without quotes: no tool takes it for a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.rules.page_rules import page_rule
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.fix import written

_NUMBER = re.compile(
    r"[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?"
    r"|0x[0-9a-fA-F_]+|0b[01_]+|[0-9]+(?::[0-5]?[0-9])+"
)
_DECIMAL = re.compile(r"[0-9]{1,9}\.[0-9]{1,9}")


def check(anatomy: Anatomy) -> Iterator[Finding]:
    version = anatomy.sop.metadata.version
    if version is not None and version.plain and _NUMBER.fullmatch(version.text):
        place, quoted = anatomy.sop.origin.value("version"), f'"{version.text}"'
        message = f"version {version.shown} has no quotes: {_reading(version.text)}"
        hint, fix = f"write {quoted}", written(place, quoted)
        yield Finding("SOP027", place, message, hint, fix, version.text)


def _reading(text: str) -> str:
    """Say what other tools make of it."""
    number = format(Decimal(text).normalize(), "f") if _DECIMAL.fullmatch(text) else text
    return "other tools read a number" if number == text else f"other tools read {number}"


RULE = page_rule("SOP027", "version-in-quotes", Severity.WARNING, __doc__, check)
