"""What a YAML syntax error means to the person who wrote the line."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import yaml

from opsctl.loading.source import unfinished_merge
from opsctl.text.diagnostic import Finding
from opsctl.text.fix import Fix, Replacement, written
from opsctl.text.source import Source
from opsctl.text.span import Location

TAG_HINT = "remove it; put text that starts with ! in quotes"
_KEY_VALUE = re.compile(r"(?P<lead>\s*(?:- +)?(?P<key>[^\s:#'\"{\[][^:#]*?): +)(?P<value>\S.*)")
_QUOTE_OPENS = re.compile(r"\s*(?:- +)*(?:[^\s:]+: +)?(?P<quote>['\"])")
_NO_SPACE = re.compile(r"(?P<key>(?:- +)?[\w-]+):(?P<value>[^ ].*)")
_IN_FLOW = re.compile(r"\[.*\]|\{.*\}")
_CONFLICT = re.compile(r"={7}|\|{7}(?: .*)?")
_INDENT = re.compile(r"^[ \t]*\t[ \t]*(?=\S)", re.MULTILINE)
_LONGEST_QUOTE = 60


@dataclass(frozen=True, slots=True)
class _Complaint:
    """What the parser says: where it gave up, and where what it was reading began."""

    source: Source
    problem: str
    at: int
    opened: int

    @property
    def sign(self) -> str:
        return self.source.text[self.at : self.at + 1]

    @property
    def number(self) -> int:
        return self.source.span(self.at, self.at).line

    @property
    def line(self) -> str:
        return self.source.line(self.number)

    @property
    def before(self) -> str:
        """What stands in the line ahead of the place."""
        return self.line[: self.source.span(self.at, self.at).column - 1]

    def finding(self, code: str, message: str, hint: str, fix: Fix | None = None) -> Finding:
        end = min(self.at + 1, len(self.source.text))
        return Finding(code, self.place(self.at, end), message, hint, fix)

    def place(self, start: int, end: int) -> Location:
        return Location(self.source.path, self.source.span(start, end))

    def moved_to(self, at: int) -> _Complaint:
        return _Complaint(self.source, self.problem, at, self.opened)


def explain_syntax(source: Source, error: yaml.YAMLError) -> Finding:
    """Turn the parser's complaint into a finding at the place that a person would mend."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Finding("FILE007", Location(source.path), "this is not YAML", _QUOTE_HINT)
    problem, context = error.problem or "", error.context or ""
    at = min(error.problem_mark.index, len(source.text))
    opened = min(error.context_mark.index, len(source.text)) if error.context_mark else at
    complaint = _Complaint(source, problem, at, opened)
    for place in (opened, at):
        here = complaint.moved_to(place)
        if not here.before and _CONFLICT.fullmatch(here.line):
            return unfinished_merge(source, place)
    for fits, explain in _EXPLANATIONS:
        if fits in problem or fits in context:
            return explain(complaint)
    return complaint.finding("FILE007", f"this is not YAML: {problem}", _QUOTE_HINT)


def _colon(said: _Complaint) -> Finding:
    if said.line.startswith("--- "):
        return said.finding(
            "FILE007", "a key cannot stand behind `---`", "start it on a line of its own"
        )
    if re.fullmatch(r"\s*(- +)?[\w-]+", said.before):
        return _continued(said)
    message, fix = "a colon and a space inside plain text", _quoting(said, safe=True)
    return said.finding("FILE023", message, _quoted(said), fix)


def _continued(said: _Complaint) -> Finding:
    """Explain a key that was read as more of the text above: it is indented, or that is no key."""
    above = _line_above(said)
    if above and _indent(said.source.line(above)) >= _indent(said.line):
        start = said.source.line_starts[above - 1]
        text = said.source.line(above)
        return _no_colon(said.moved_to(start + len(text) - len(text.lstrip(" "))))
    key = len(said.before) - len(said.before.lstrip(" -"))
    start = said.source.line_starts[said.number - 1] + key
    message = "this line is indented as if it continued the one above"
    return said.moved_to(start).finding("FILE007", message, _COLUMN_HINT)


def _bad_start(said: _Complaint) -> Finding:
    if said.sign == "\t":
        return _tab(said)
    if not said.sign.strip():
        return _never_closed(said)
    shown = "a backtick" if said.sign == "`" else f"`{said.sign}`"
    fix = _quoting(said, safe=said.sign in "`@%*&")
    return said.finding("FILE007", f"text cannot start with {shown} here", _quoted(said), fix)


def _reference(said: _Complaint) -> Finding:
    return _bad_start(said.moved_to(said.opened))


def _tab(said: _Complaint) -> Finding:
    message, hint = "a tab indents this line", "indent with spaces"
    return said.finding("FILE012", message, hint, _without_tabs(said.source))


def _without_tabs(source: Source) -> Fix | None:
    """Write two spaces for each tab that indents: how wide it was meant to be, nobody can tell."""
    steps = tuple(
        Replacement(Location(source.path, source.span(*match.span())), "  " * len(match.group()))
        for line in _INDENT.finditer(source.text)
        for match in re.compile(r"\t+").finditer(source.text, *line.span())
    )
    return Fix(steps, safe=False) if steps else None


def _tag(said: _Complaint) -> Finding:
    return said.moved_to(said.opened).finding("FILE011", "a tag starts with `!` here", TAG_HINT)


def _directive(said: _Complaint) -> Finding:
    start = said.source.line_starts[said.number - 1]
    hint = "remove the line; put text that starts with % in quotes"
    return said.moved_to(start).finding("FILE007", "a line cannot start with `%`", hint)


def _block_scalar(said: _Complaint) -> Finding:
    said = said.moved_to(said.opened)
    message = f"`{said.sign}` at the start of a value announces lines of text below"
    return said.finding("FILE022", message, _quoted(said), _quoting(said, safe=True))


def _unclosed_quote(said: _Complaint) -> Finding:
    return said.moved_to(said.opened).finding(
        "FILE007", "the quote that opens here is never closed", "close it"
    )


def _escape(said: _Complaint) -> Finding:
    return said.finding(
        "FILE007",
        "a backslash within double quotes has a meaning, and this is none that is known",
        "write \\\\ for a backslash, or use single quotes",
    )


def _never_closed(said: _Complaint) -> Finding:
    """Explain a file that ends within brackets."""
    text = said.source.text
    return _unclosed_flow(
        _Complaint(said.source, said.problem, len(text), max(text.rfind("["), text.rfind("{"), 0))
    )


def _unclosed_flow(said: _Complaint) -> Finding:
    opening = said.moved_to(said.opened)
    if said.sign == ":" and said.number == opening.number:
        return said.finding("FILE023", "a colon and a space inside plain text", _QUOTE_HINT)
    cut = " #" in opening.line[len(opening.before) :]
    hint = "close it; what follows ` #` in the line is a comment" if cut else _CLOSE_HINT
    message = f"the `{opening.sign}` that opens here is not closed where it should be"
    return opening.finding("FILE007", message, hint)


def _expected_key(said: _Complaint) -> Finding:
    if not said.before.strip():
        return _out_of_line(said)
    opens = _QUOTE_OPENS.fullmatch(said.before)
    if opens:
        opened = said.source.text.rfind(opens["quote"], 0, said.at - 1)
        if said.source.span(opened, opened).line < said.number:
            return said.moved_to(opened).finding(
                "FILE007", "the quote that opens here is not closed in its line", "close it"
            )
    message, fix = "text goes on after the end of the value", _quoting(said, safe=False)
    return said.finding("FILE007", message, _quoted(said), fix)


def _out_of_line(said: _Complaint) -> Finding:
    if said.sign == ":":
        return said.finding("FILE007", "there is no key before the colon", "write `key: value`")
    above = _line_above(said)
    if above and said.source.line(above).startswith("..."):
        return said.finding(
            "FILE008",
            "the file goes on after its end, which is marked with `...`",
            "remove the `...`",
        )
    return said.finding("FILE007", "this line does not fit in with the ones above", _COLUMN_HINT)


def _no_colon(said: _Complaint) -> Finding:
    if said.at != said.opened and said.problem.startswith("could not find"):
        said = said.moved_to(said.opened)
    match = _NO_SPACE.fullmatch(said.line.strip(" "))
    if match and len(match["value"]) <= _LONGEST_QUOTE:
        hint = f"write {match['key']}: {match['value'].strip()}"
        colon = said.source.text.index(":", said.source.line_starts[said.number - 1])
        fix = written(said.place(colon, colon + 1), ": ")
        return said.finding("FILE007", "a space is missing after the colon", hint, fix)
    return said.finding("FILE007", "a key has no colon after it", _KEY_HINT)


_EXPLANATIONS: tuple[tuple[str, Callable[[_Complaint], Finding]], ...] = (
    ("found a tab character", _tab),
    ("mapping values are not allowed", _colon),
    ("cannot start any token", _bad_start),
    ("did not find expected node content", _bad_start),
    ("mapping keys are not allowed", _bad_start),
    ("block sequence entries are not allowed", _bad_start),
    ("while scanning a block scalar", _block_scalar),
    ("while scanning an alias", _reference),
    ("while scanning an anchor", _reference),
    ("directive", _directive),
    ("found incompatible YAML document", _directive),
    ("a tag", _tag),
    ("undefined tag handle", _tag),
    ("while scanning a quoted scalar", _unclosed_quote),
    ("while parsing a quoted scalar", _escape),
    ("while parsing a flow", _unclosed_flow),
    ("did not find expected key", _expected_key),
    ("did not find expected '-' indicator", _expected_key),
    ("did not find expected <document start>", _expected_key),
    ("could not find expected ':'", _no_colon),
)
_QUOTE_HINT = "put text with special signs in double quotes"
_COLUMN_HINT = "start it in the same column as its neighbours"
_CLOSE_HINT = "close it, or put the whole text in quotes"
_KEY_HINT = "write `key: value`; indent text that goes on from the line above"


def in_quotes(text: str) -> str:
    """Write a text in double quotes, as YAML has it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _quoted(said: _Complaint) -> str:
    """Show the line as it should be, or say what to do where that would be too much to show."""
    match = _KEY_VALUE.fullmatch(said.line.rstrip())
    value = _value_to_quote(said, match) if match else None
    if match is None or value is None or len(match["value"]) > _LONGEST_QUOTE:
        return _QUOTE_HINT
    return f"put the text in quotes: {match['key']}: {in_quotes(_without_quotes(value))}"


def _quoting(said: _Complaint, *, safe: bool) -> Fix | None:
    """Put the value of a line in quotes; a comment behind it stays."""
    match = _KEY_VALUE.fullmatch(said.line.rstrip())
    value = _value_to_quote(said, match) if match else None
    if match is None or value is None:
        return None
    start = said.source.line_starts[said.number - 1] + match.start("value")
    place = said.place(start, start + len(value))
    return written(place, in_quotes(_without_quotes(value)), safe=safe)


def _value_to_quote(said: _Complaint, match: re.Match[str]) -> str | None:
    """Give the value of a line without the comment behind it, unless it goes on below."""
    if _indent(said.source.line(said.number + 1)) > match.start("key"):
        return None
    value = re.sub(r" +#.*$", "", match["value"])
    return None if _IN_FLOW.fullmatch(value) else value


def _without_quotes(value: str) -> str:
    """Take away single quotes around a text that holds one more."""
    if value.startswith("'") and value.endswith("'") and value.count("'") > 2:
        return value[1:-1] if value.count("'") % 2 else value
    return value


def _line_above(said: _Complaint) -> int:
    """Number the nearest line above that holds more than a comment; 0 where there is none."""
    for number in range(said.number - 1, 0, -1):
        text = said.source.line(number).strip()
        if text and not text.startswith("#"):
            return number
    return 0


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
