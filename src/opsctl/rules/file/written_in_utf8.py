"""A record is written in UTF-8.

Why: the same bytes mean different letters in different encodings. A file in Latin-1 or UTF-16 shows
wrong names on half of the machines that read it, and cannot be merged.

Wrong: a file saved as "Windows-1252" by an older editor, where `ü` is a single byte:

    title: Open a shop in M⟨byte FC⟩nchen

Right: the same file saved as "UTF-8", with or without a byte order mark:

    title: Open a shop in München

Fix: open the file in your editor and save it with the encoding UTF-8.
"""

from __future__ import annotations

from opsctl.rules.base import Rule, found_while_reading
from opsctl.text.diagnostic import Severity

RULE = Rule("FILE001", "written-in-utf8", Severity.ERROR, __doc__, found_while_reading("FILE001"))
