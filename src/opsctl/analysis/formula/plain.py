"""Formulas as nearly all are written, read without a library.

What is read here is what the grammar of `parse.py` makes of it. A text that does not follow it,
goes beyond a bound or has many brackets within each other is left to the parser there, which
alone says what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from opsctl.analysis.formula.tree import (
    DEEPEST,
    MOST_DIGITS,
    Literal,
    Name,
    Node,
    Operator,
    in_brackets,
    make_call,
    make_negative,
    make_operation,
)
from opsctl.model.scorecard import Method

MOST_BRACKETS = 20
"""How many brackets may be open at once; reading calls itself for each."""

_TOKEN = re.compile(r"([0-9]+(?:\.[0-9]+)?)|([^\W\d]\w*(?:\.\w+)*)|\S")
"""A number, a name or a sign, which may be one that no formula has; between them is white space."""

_NUMBER, _NAME = 1, 2


class _Otherwise(Exception):
    """The text is not written in the plain way."""


def read_plain(text: str) -> Node | None:
    """Read a formula that is sound and plainly written; none where it may be neither."""
    reader = _Reader(text)
    try:
        root = reader.sum()
    except _Otherwise:
        return None
    return root if reader.is_at_end and root.depth <= DEEPEST else None


class _Reader:
    """Reads from the left, one method for each rule of the grammar.

    Each of them ends with `_Otherwise` where the text is not written in the plain way.
    """

    __slots__ = ("at", "depth", "tokens")

    def __init__(self, text: str) -> None:
        self.tokens = list(_TOKEN.finditer(text))
        self.at = 0
        self.depth = 0

    @property
    def is_at_end(self) -> bool:
        """Whether all tokens are read."""
        return self.at == len(self.tokens)

    def sum(self) -> Node:
        """Read a whole formula, or what stands between brackets."""
        if self.depth > MOST_BRACKETS:
            raise _Otherwise
        self.depth += 1
        node = self._row("+-", self._product)
        self.depth -= 1
        return node

    def _product(self) -> Node:
        return self._row("*/", self._unary)

    def _row(self, signs: str, operand: Callable[[], Node]) -> Node:
        node = operand()
        while sign := self._next(signs):
            node = make_operation(Operator(sign[0]), node, operand())
        return node

    def _unary(self) -> Node:
        signs = []
        while sign := self._next("-"):
            signs.append(sign)
        node = self._atom()
        for sign in reversed(signs):
            node = make_negative(node, sign.start())
        return node

    def _atom(self) -> Node:
        if self.is_at_end:
            raise _Otherwise
        token = self.tokens[self.at]
        self.at += 1
        if token.lastindex == _NUMBER:
            return _literal(token)
        if token.lastindex == _NAME:
            called = self._next("(")
            return self._call(token) if called else Name(token[0], token.start(), token.end())
        if token[0] != "(":
            raise _Otherwise
        return in_brackets(self.sum(), token.start(), self._close())

    def _call(self, name: re.Match[str]) -> Node:
        if name[0] not in list(Method):
            raise _Otherwise
        arguments = [self.sum()]
        while self._next(","):
            arguments.append(self.sum())
        if len(arguments) == 1 and not isinstance(arguments[0], Name):
            raise _Otherwise
        return make_call(Method(name[0]), tuple(arguments), name.start(), self._close())

    def _close(self) -> int:
        """Take the bracket that closes; give where it ends."""
        bracket = self._next(")")
        if bracket is None:
            raise _Otherwise
        return bracket.end()

    def _next(self, signs: str) -> re.Match[str] | None:
        """Take the next token if it is one of some signs."""
        if self.is_at_end or self.tokens[self.at][0] not in signs:
            return None
        self.at += 1
        return self.tokens[self.at - 1]


def _literal(token: re.Match[str]) -> Literal:
    if len(token[0]) - token[0].count(".") > MOST_DIGITS:
        raise _Otherwise
    return Literal(Decimal(token[0]), token.start(), token.end())
