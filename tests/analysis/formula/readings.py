"""A formula read in both ways: plainly, and by the grammar that says what one is."""

from __future__ import annotations

from itertools import accumulate

from opsctl.analysis.formula.parse import parse_by_grammar
from opsctl.analysis.formula.plain import MOST_BRACKETS, read_plain
from opsctl.analysis.formula.problem import Problem


def is_read_plainly(text: str) -> bool:
    """Tell whether a text needs no grammar; whatever it is, both ways must agree on it."""
    plain, whole = read_plain(text), parse_by_grammar(text)
    if isinstance(whole, Problem):
        assert plain is None
    elif plain is None:
        assert brackets_within_each_other(text) > MOST_BRACKETS
    else:
        assert plain == whole.root
        assert repr(plain) == repr(whole.root)  # 1.0 and 1.00 are equal, and not the same
    return plain is not None


def brackets_within_each_other(text: str) -> int:
    return max(accumulate((each == "(") - (each == ")") for each in text), default=0)
