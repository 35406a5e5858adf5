"""Tell findings apart over time: a name for each that no line number and no day is part of."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from hashlib import sha256

from opsctl.model.baseline import Gap
from opsctl.rules.baseline import gap_of
from opsctl.text.diagnostic import Diagnostic


def fingerprints(
    diagnostics: Sequence[Diagnostic], path_of: Callable[[str], str]
) -> tuple[str, ...]:
    """Give each finding 64 hexadecimal digits that no other one has, in the same order.

    They are made of the path that `path_of` gives, the rule and the subject. Findings that agree
    in all of these are numbered as they come.
    """
    seen: Counter[Gap] = Counter()
    names = []
    for gap in map(gap_of, diagnostics):
        told = json.dumps([path_of(gap.path), gap.code, gap.subject, seen[gap]])
        names.append(sha256(told.encode("ascii")).hexdigest())
        seen[gap] += 1
    return tuple(names)
