"""Read a formula: a grammar for lark, and what is said where a text does not follow it.

Nothing here runs a formula: a text becomes a tree, or a problem with its place. The parser keeps
a stack of its own, so that no nesting exhausts Python's. What `plain.py` can read needs no parser.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from opsctl.analysis.formula.plain import read_plain
from opsctl.analysis.formula.problem import Problem, ProblemKind
from opsctl.analysis.formula.tree import (
    DEEPEST,
    MOST_DIGITS,
    Call,
    Formula,
    Literal,
    Name,
    Negative,
    Node,
    Operation,
    Operator,
    in_brackets,
    make_call,
    make_negative,
    make_operation,
)
from opsctl.model.scorecard import Method
from opsctl.text.suggestion import did_you_mean, in_backticks

if TYPE_CHECKING:
    from lark import Lark, Token, UnexpectedInput

LONGEST = 2000
"""The most characters of a formula."""

_GRAMMAR = r"""
    ?start: sum
    ?sum: product
        | sum (PLUS | MINUS) product        -> operation
    ?product: unary
        | product (TIMES | OVER) unary      -> operation
    ?unary: atom
        | MINUS unary                       -> negative
    ?atom: NUMBER                           -> literal
        | NAME                              -> name
        | NAME LEFT sum ("," sum)* RIGHT    -> call
        | LEFT sum RIGHT                    -> group

    PLUS: "+"
    MINUS: "-"
    TIMES: "*"
    OVER: "/"
    LEFT: "("
    RIGHT: ")"
    NUMBER: /[0-9]+(\.[0-9]+)?/
    NAME: /[^\W\d]\w*(\.\w+)*/
    %ignore /\s+/
"""
_MEANT = MappingProxyType(
    {
        "avg": Method.MEAN,
        "average": Method.MEAN,
        "total": Method.SUM,
        "latest": Method.LAST,
        "newest": Method.LAST,
        "minimum": Method.MIN,
        "maximum": Method.MAX,
    }
)
_INSTEAD = MappingProxyType(
    {
        "%": "percent values are as typed: 24.1 is 24.1 %; a tenth of x is x * 10 / 100",
        "^": "there is no power: multiply, as in x * x",
        "=": "write the calculation alone, as in repeat_orders / orders * 100",
        "×": "write *",
        "÷": "write /",
        "−": "write -",
        "–": "write -",
        "[": "only ( ) group",
        "{": "only ( ) group",
    }
)
_HOW = "a formula has numbers, names, + - * / ( ) and sum, mean, last, min, max"


class _Refused(Exception):
    def __init__(self, message: str, start: int, end: int, hint: str | None = None) -> None:
        super().__init__(message)
        self.problem = Problem(ProblemKind.SYNTAX, message, start, end, hint)


@lru_cache(maxsize=4096)
def parse_formula(text: str) -> Formula | Problem:
    """Read a formula; give what is wrong with it, and where, if it is none."""
    if len(text) > LONGEST:
        message = f"this formula has {len(text):,} characters, and {LONGEST:,} is the most"
        hint = "name parts of it as measurables of their own"
        return Problem(ProblemKind.SYNTAX, message, 0, len(text), hint)
    root = read_plain(text)
    return parse_by_grammar(text) if root is None else Formula(text, root)


def parse_by_grammar(text: str) -> Formula | Problem:
    """Read a formula, however it is written, that is not too long."""
    from lark.exceptions import UnexpectedInput  # where a formula is not plain

    try:
        root = _parser().parse(text)
    except _Refused as refused:
        return refused.problem
    except UnexpectedInput as error:
        return _unexpected(text, error)
    return Formula(text, cast("Node", root))  # the builder below makes nodes only


@cache
def _parser() -> Lark:
    from lark import Lark, Token, Transformer, v_args  # where a formula is not plain

    class Builder(Transformer[Token, Node]):
        """Makes a node of each rule, as soon as the parser has all of it."""

        @v_args(inline=True)
        def literal(self, token: Token) -> Node:
            return _literal(token)

        @v_args(inline=True)
        def name(self, token: Token) -> Node:
            return Name(str(token), _start(token), _end(token))

        @v_args(inline=True)
        def negative(self, sign: Token, operand: Node) -> Node:
            return _within(make_negative(operand, _start(sign)))

        @v_args(inline=True)
        def operation(self, left: Node, sign: Token, right: Node) -> Node:
            return _within(make_operation(Operator(str(sign)), left, right))

        @v_args(inline=True)
        def group(self, left: Token, inner: Node, right: Token) -> Node:
            return in_brackets(inner, _start(left), _end(right))

        @v_args(inline=True)
        def call(self, name: Token, _left: Token, *rest: Node | Token) -> Node:
            *arguments, right = rest  # nodes, then a bracket
            return _within(_call(name, cast("list[Node]", arguments), cast("Token", right)))

    return Lark(_GRAMMAR, parser="lalr", transformer=Builder())


def _start(token: Token) -> int:
    return token.start_pos or 0


def _end(token: Token) -> int:
    return token.end_pos or 0


def _literal(token: Token) -> Literal:
    digits = len(token) - token.count(".")
    if digits > MOST_DIGITS:
        message = f"this number has {digits:,} digits, and {MOST_DIGITS} is the most"
        raise _Refused(message, _start(token), _end(token))
    return Literal(Decimal(str(token)), _start(token), _end(token))


def _within(node: Negative | Operation | Call) -> Node:
    if node.depth > DEEPEST:
        message = f"more than {DEEPEST} operations wait for each other here"
        hint = "write sum(a, b, c) for a long row, or name parts of it as measurables of their own"
        raise _Refused(message, node.start, node.end, hint)
    return node


def _call(name: Token, arguments: list[Node], right: Token) -> Call:
    start, end = _start(name), _end(name)
    if name not in list(Method):
        meant = _MEANT.get(name.casefold())
        hint = f"did you mean `{meant}`?" if meant else did_you_mean(name, list(Method))
        listed = "there are sum, mean, last, min and max"
        raise _Refused(f"there is no function {in_backticks(name)}", start, end, hint or listed)
    if len(arguments) == 1 and not isinstance(arguments[0], Name):
        message = f"`{name}` of one thing runs over its periods, so it takes a name"
        hint = f"write the rest outside, as in {name}(orders) * 2"
        raise _Refused(message, arguments[0].start, arguments[0].end, hint)
    return make_call(Method(str(name)), tuple(arguments), start, _end(right))


def _unexpected(text: str, error: UnexpectedInput) -> Problem:
    """Say in our words where a text stops being a formula."""
    from lark.exceptions import UnexpectedCharacters, UnexpectedToken  # there already

    if isinstance(error, UnexpectedCharacters):
        return _strange_sign(text, error.pos_in_stream or 0)
    if isinstance(error, UnexpectedToken) and error.token.type != "$END":
        return _misplaced(text, error.token)
    open_one = _never_closed(text)
    if open_one is not None:
        return _syntax("this bracket is never closed", open_one, open_one + 1, "add a `)`")
    return _syntax("the formula ends before it is complete", len(text), len(text), _HOW)


def _strange_sign(text: str, at: int) -> Problem:
    sign = text[at]
    message = f"{in_backticks(sign)} has no place in a formula"
    if sign == "." and text[at + 1 : at + 2].isdigit():
        return _syntax(message, at, at + 1, "write a digit before the point, as in 0.5")
    return _syntax(message, at, at + 1, _INSTEAD.get(sign, _HOW))


def _misplaced(text: str, token: Token) -> Problem:
    start, end = _start(token), _end(token)
    shown = in_backticks(str(token))
    before = text[:start].rstrip()
    if token == ")" and _never_opened(text[:end]):
        return _syntax("this bracket closes nothing", start, end, "remove it, or add a `(`")
    if token == "," and re.search(r"[0-9]$", before) and re.match(r"[0-9]", text[end:]):
        hint = "write a number without separators, and with a point for decimals"
        return _syntax("this comma stands in no function", start, end, hint)
    if token == "*" and before.endswith("*"):
        return _syntax("`**` is no operation", start, end, _INSTEAD["^"])
    if token.type in ("NAME", "NUMBER", "LEFT") and before:
        hint = "put one of + - * / between; in names, `_` stands for `-` and for spaces"
        return _syntax(f"nothing stands between {shown} and what is before it", start, end, hint)
    return _syntax(f"{shown} is not expected here", start, end, _HOW)


def _syntax(message: str, start: int, end: int, hint: str | None = None) -> Problem:
    return Problem(ProblemKind.SYNTAX, message, start, end, hint)


def _never_closed(text: str) -> int | None:
    """Find the last bracket that nothing closes."""
    opened: list[int] = []
    for at, sign in enumerate(text):
        if sign == "(":
            opened.append(at)
        elif sign == ")" and opened:
            opened.pop()
    return opened[-1] if opened else None


def _never_opened(text: str) -> bool:
    return text.count(")") > text.count("(")
