"""Read a sheet: from the bytes of any CSV file to rows of text, with what was guessed."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from types import MappingProxyType

from opsctl.model.sheet import Guess, Sheet, SheetRow
from opsctl.text.errors import UsageProblem
from opsctl.text.suggestion import did_you_mean

LARGEST_SHEET = 8 * 1024 * 1024
_DELIMITERS = MappingProxyType({",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"})
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SHOWN = MappingProxyType({"cp1252": "Windows-1252"})
_KNOWN_ENCODINGS = ("utf-8", "utf-16", "windows-1252", "iso-8859-1", "iso-8859-15", "mac-roman")
_NO_SHEETS = (
    (b"PK\x03\x04", "an Excel workbook or another zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"%PDF", "a PDF"),
)
_ROWS_TO_GUESS_BY = 200
_END = "\0end"


def read_sheet(
    path: str, content: bytes, encoding: str | None = None, delimiter: str | None = None
) -> Sheet:
    """Read the rows of a sheet; what is not given is guessed, and said.

    Raises:
        UsageProblem: no rows can be read from it, or what was given does not fit.
    """
    if len(content) > LARGEST_SHEET:
        limit = LARGEST_SHEET // 1024 // 1024
        raise UsageProblem(f"{path} is larger than {limit} MB", "export fewer rows")
    for start, kind in _NO_SHEETS:
        if content.startswith(start):
            raise UsageProblem(f"{path} is {kind}", "save the sheet as CSV first")
    text, by = _decoded(path, content, encoding)
    if "\0" in text:
        raise UsageProblem(f"{path} is not a text file", "save the sheet as CSV first")
    text, told = _without_separator_line(text)
    guess = _delimiter(text, told, delimiter)
    read = _read(path, text, guess[0], 1 if told is None else 0)
    rows = tuple(row for row in read if not row.is_blank)
    if not rows:
        raise UsageProblem(f"{path} is empty", "export it with its header row")
    return Sheet(path, rows, (by, guess[1]))


def _decoded(path: str, content: bytes, given: str | None) -> tuple[str, Guess]:
    name, why, body = _encoding(content) if given is None else (given, "as given", content)
    try:
        text = body.decode(name)
    except LookupError:
        hint = did_you_mean(name, _KNOWN_ENCODINGS) or f"as {', '.join(_KNOWN_ENCODINGS)}"
        raise UsageProblem(f"there is no encoding `{name}`", hint) from None
    except ValueError as error:
        raise UsageProblem(_undecodable(path, body, name, error), _ENCODING_HINT) from None
    return text.removeprefix("\ufeff"), Guess("encoding", _SHOWN.get(name, name.upper()), why)


_ENCODING_HINT = "name its encoding, as in --encoding mac-roman; or save the sheet as UTF-8"


def _encoding(content: bytes) -> tuple[str, str, bytes]:
    """Guess by the byte order mark, else by zero bytes, else by what can be decoded."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return name, "by the byte order mark", content[len(mark) :]
    head = content[:4096]
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = head[offset::2].count(0)
        if zeros * 2 > len(head[offset::2]) and head[1 - offset :: 2].count(0) == 0:
            return name, "every second byte is zero", content
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return "cp1252", f"a byte in line {line} is not UTF-8", content
    return "utf-8", "all of it can be read so", content


def _undecodable(path: str, content: bytes, name: str, error: ValueError) -> str:
    shown = _SHOWN.get(name, name)
    if isinstance(error, UnicodeDecodeError):
        line = content.count(b"\n", 0, error.start) + 1
        return f"{path}, line {line}: the text cannot be read as {shown}"
    return f"{path} cannot be read as {shown}"


def _without_separator_line(text: str) -> tuple[str, str | None]:
    """Take away the first line of Excel, `sep=;`, which names the delimiter.

    Its line end stays, so that lines are counted as the file has them.
    """
    first = text[:8].splitlines()[0] if text else ""
    if first.casefold().startswith("sep=") and len(first) == len("sep=;"):
        return text[len(first) :], first[-1]
    return text, None


def _delimiter(text: str, told: str | None, given: str | None) -> tuple[str, Guess]:
    if given is not None:
        delimiter = _named_delimiter(given)
        return delimiter, Guess("delimiter", _shown(delimiter), "as given")
    if told is not None and told not in '"':
        return told, Guess("delimiter", _shown(told), "by the line `sep=` at the top")
    fits = {each: _fit(text, each) for each in _DELIMITERS}
    best = max(fits, key=lambda each: (fits[each], each != ","))  # it may also mark decimals
    if not fits[best]:
        return ",", Guess("delimiter", "none", "there is one column only")
    return best, Guess("delimiter", _shown(best), "it cuts the rows most evenly")


def _named_delimiter(given: str) -> str:
    names = {name: sign for sign, name in _DELIMITERS.items()} | {"\\t": "\t"}
    delimiter = names.get(given.casefold(), given)
    if len(delimiter) != 1 or delimiter in '"\r\n\0':
        hint = did_you_mean(given, names) or "give one sign, or comma, semicolon, tab or pipe"
        raise UsageProblem(f"--delimiter: `{given}` cannot part cells", hint)
    return delimiter


def _shown(delimiter: str) -> str:
    return _DELIMITERS.get(delimiter, delimiter)


def _fit(text: str, delimiter: str) -> float:
    """Tell how evenly a delimiter cuts the rows; 0 where it cuts none."""
    try:
        rows = [row for row in islice(_rows(text, delimiter), _ROWS_TO_GUESS_BY) if any(row.cells)]
    except csv.Error:
        return 0.0
    widths = Counter(len(row.cells) for row in rows)
    return max(((width - 1) * count / len(rows) for width, count in widths.items()), default=0.0)


def _rows(text: str, delimiter: str, first: int = 1) -> Iterator[SheetRow]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    for number, cells in enumerate(reader, start=first):
        yield SheetRow(line, tuple(cells), number)
        line = reader.line_num + 1


def _read(path: str, text: str, delimiter: str, first: int) -> list[SheetRow]:
    """Read all rows; a row behind the last shows whether a quotation mark was left open.

    `first` is the number of the first row: 0 for the line `sep=`, which is none of the sheet.
    """
    rows: list[SheetRow] = []
    ended = text if text.endswith(("\n", "\r")) else f"{text}\n"
    try:
        rows.extend(_rows(f"{ended}{_END}", delimiter, first))
    except csv.Error as error:
        line = rows[-1].line + 1 if rows else 1
        message = f"{path}, in the row behind line {line - 1}: {error}"
        raise UsageProblem(
            message, "is it a CSV file? --delimiter names what parts cells"
        ) from None
    if rows[-1].cells != (_END,):
        raise UsageProblem(
            f"{path}, line {rows[-1].line}: a quotation mark in this row is never closed",
            "close it, or write it twice where it belongs to the text",
        )
    return rows[:-1]
