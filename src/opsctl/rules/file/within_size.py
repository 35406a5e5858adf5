"""A record has at most 1 MB (1,048,576 bytes).

Why: a record is a few lines that a person wrote. A file a hundred times as large is something else
that came under this name: an export, a log, a picture. It is not opened, so that one slip does not
make every command slow.

Wrong: a spreadsheet export that was pasted into a Rock:

    title: Open the marketplace in Germany
    owner: lena
    x-prices: "⟨1,048,577 times 7⟩"

Right: the Rock in its file, and the export in a folder that opsctl does not read:

    title: Open the marketplace in Germany
    owner: lena
    x-prices: exports/germany.csv
    # exports/germany.csv
    ⟨1,048,577 times 7⟩

Fix: move what is not the record elsewhere, and link to it from a note. A procedure has at most 1 MB
too, and at most 20,000 blocks, 50,000 lines and 8,000 links: split one that has more.
"""

from __future__ import annotations

from opsctl.rules.base import Rule, found_while_reading
from opsctl.text.diagnostic import Severity

RULE = Rule("FILE002", "within-size", Severity.ERROR, __doc__, found_while_reading("FILE002"))
