"""The reference of what Markdown means: markdown-it-py, bounded, and told to keep its places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

MOST_TOKENS = 60_000
MOST_MARKS = 100_000
_BRACKET = 5
_DEEPEST = 100
_BUDGET = "opsctl"
_PLACED = frozenset(["link_open", "image", "html_inline", "code_inline"])


class TooMuch(Exception):
    """The page holds more than is parsed."""


def all_tokens(text: str) -> list[Token]:
    """Parse a whole page.

    Raises:
        TooMuch: it has more tokens than are parsed, or more marks inside its text.
    """
    return _parser().parse(text, {_BUDGET: [0]})


@dataclass
class Stepping:
    """Parses a page where it is asked to: a block that no other holds, or a text.

    The parser looks at such a block without regard to what stands before it, as long as the page
    defines no references. `tokens` and `marks` count what was parsed so far.
    """

    text: str
    tokens: int = 0
    _env: dict[str, Any] = field(default_factory=lambda: {_BUDGET: [0]})

    @property
    def marks(self) -> int:
        """What the texts have spent of `MOST_MARKS`."""
        spent: list[int] = self._env[_BUDGET]
        return spent[0]

    def block(self, line: int) -> tuple[list[Token], int]:
        """Parse the block that starts in a line, and give the line behind it; both from 0."""
        state, rules = self._state, _parser().block.ruler.getRules("")
        state.tokens, state.line = [], line
        next(rule for rule in rules if rule(state, line, state.lineMax, False))
        self.tokens += len(state.tokens)
        return self._with_texts(state.tokens), state.line

    def inline(self, content: str, line: int) -> Token:
        """Parse an inline text that starts in a line."""
        from markdown_it.token import Token  # pages written in the common way need no library

        token = Token("inline", "", 0, content=content, map=[line, line + 1], children=[])
        return self._with_texts([token])[0]

    @cached_property
    def _state(self) -> StateBlock:
        from markdown_it.rules_block import StateBlock  # as above

        return StateBlock(self.text, _parser(), self._env, [])

    def _with_texts(self, tokens: list[Token]) -> list[Token]:
        from markdown_it.rules_core import StateCore, inline, text_join  # as above

        state = StateCore("", _parser(), self._env, tokens)
        inline(state)
        text_join(state)
        return state.tokens


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # as above

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table")
    every: Any = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("table", "bounded", _bounded_blocks, every)
    parser.inline.ruler.after("newline", "bounded", _bounded_marks)
    for name in ("link", "image", "autolink", "html_inline", "backticks"):
        _keep_positions(parser, name)
    return parser


def _bounded_blocks(state: Any, _start: int, _end: int, _silent: bool) -> bool:
    if len(state.tokens) > MOST_TOKENS:
        raise TooMuch
    return False


def _bounded_marks(state: Any, _silent: bool) -> bool:
    """Count what the parser has to look at; a bracket may cost a search for its partner."""
    spent = state.env.get(_BUDGET)
    if spent is not None:
        spent[0] += _BRACKET if state.src[state.pos] in "[!<" else 1
        if spent[0] > MOST_MARKS:
            raise TooMuch
    return False


def _keep_positions(parser: MarkdownIt, name: str) -> None:
    """Let a rule note where in the text what it finds begins and ends: the parser does not."""
    rules = parser.inline.ruler
    rule: Callable[[Any, bool], bool] = next(
        each.fn for each in rules.__rules__ if each.name == name
    )

    def noting(state: Any, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        found = rule(state, silent)
        if found and not silent:
            for token in state.tokens[before:]:
                if token.type in _PLACED and "place" not in token.meta:
                    token.meta["place"] = (start, state.pos)
                    break
        return found

    rules.at(name, noting)
