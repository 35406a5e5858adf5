"""A file that is read holds a record.

Why: an empty file is mostly one whose text was lost: a save that failed, a merge that went wrong, a
template that nobody filled in. Taken in silence, its Rock would be missing from every count.

Wrong: a file of comments alone, of blank lines, or of 0 bytes:

    # TODO: write down what we agreed on Monday

Right:

    title: Open the marketplace in Germany
    owner: lena

Fix: write the record, bring it back from the history (`git log -- FILE`), or delete the file.
"""

from __future__ import annotations

from opsctl.rules.base import Rule, found_while_reading
from opsctl.text.diagnostic import Severity

RULE = Rule("FILE005", "not-empty", Severity.ERROR, __doc__, found_while_reading("FILE005"))
