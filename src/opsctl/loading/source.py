"""Bytes to text."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from opsctl.text.diagnostic import Finding
from opsctl.text.errors import SurroundingsRefuse
from opsctl.text.fix import Fix, Replacement
from opsctl.text.source import Source
from opsctl.text.span import Location
from opsctl.text.tree import Entry, Kind, Tree

LARGEST_RECORD = 1024 * 1024
_UTF16 = re.compile(rb"\xff\xfe|\xfe\xff|[^\0]\0[^\0]\0|\0[^\0]\0[^\0]", re.DOTALL)
_NOT_TEXT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_WITHOUT_WIDTH = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")
_PLAIN = b"\t\n\r" + bytes(range(0x20, 0x7F))
_CONFLICT = re.compile(r"(?:\A|(?<=[\r\n]))(<{7}|>{7})(?=[ \r\n]|\Z)")
_CONFLICT_CODE = "FILE006"
_REFUSED = (
    (Kind.LINK_OUTSIDE, "FILE013", "put a copy of the file here instead of a link"),
    (Kind.LINK_BROKEN, "FILE014", "remove the link, or mend where it points to"),
    (Kind.LINK_FOLDER, "FILE014", "put the files here: links to folders are not followed"),
    (Kind.FOLDER, "FILE014", "rename it: a file is read by this name"),
    (Kind.SPECIAL, "FILE014", "only ordinary files are read"),
    (Kind.WORKSPACE, "FILE016", "remove its opsctl.yaml, or move the folder elsewhere"),
)


def read_source(tree: Tree, entry: Entry) -> tuple[Source | None, list[Finding]]:
    """Read and decode one file; no source where a finding says why it cannot be read."""
    content, findings = read_content(tree, entry)
    return decode(entry.path, content) if content is not None else (None, findings)


def read_content(tree: Tree, entry: Entry) -> tuple[bytes | None, list[Finding]]:
    """Read the bytes of one file; none where a finding says why it cannot be read."""
    refused = refuse(entry) or _too_large(entry)
    if refused:
        return None, [refused]
    try:
        return tree.read(entry.path), []
    except SurroundingsRefuse as error:
        return None, [_cannot_open(entry.path, error)]


def _cannot_open(path: str, error: SurroundingsRefuse) -> Finding:
    hint = "let your user read it; every other file is read all the same"
    return Finding("FILE014", Location(path), error.message, hint)


def refuse(entry: Entry) -> Finding | None:
    """Say why an entry is not opened, unless it is an ordinary file."""
    for kind, code, hint in _REFUSED:
        if entry.kind is kind:
            return Finding(code, Location(entry.path), f"this is {kind.value}", hint)
    return None


def read_page(tree: Tree, entry: Entry) -> tuple[Source | None, list[Finding]]:
    """Read and decode a Markdown page; no source where nothing can be shown."""
    content, findings = read_content(tree, entry)
    return decode_page(entry.path, content) if content is not None else (None, findings)


def decode_page(path: str, content: bytes) -> tuple[Source, list[Finding]]:
    """Decode a Markdown page as far as it can be: its findings need not stop a reader.

    What is not UTF-8 is shown as the sign for it.
    """
    source, findings = decode(path, content)
    if source is not None:
        return source, findings
    findings = [each for each in findings if each.code != _CONFLICT_CODE]
    is_utf16 = _UTF16.match(content) is not None
    text = _as_utf16(content) if is_utf16 else content.decode("utf-8-sig", "replace")
    shown = Source(path, text.removeprefix("\ufeff"), content.startswith(codecs.BOM_UTF8))
    return shown, findings


def _as_utf16(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    return content.decode("utf-16-be" if content[0] == 0 else "utf-16-le", "replace")


def decode(path: str, content: bytes) -> tuple[Source | None, list[Finding]]:
    """Decode the bytes of a file as UTF-8, with or without a byte order mark."""
    if _UTF16.match(content):
        return None, [
            Finding("FILE001", Location(path), "the file is in UTF-16", "save it as UTF-8")
        ]
    has_bom = content.startswith(codecs.BOM_UTF8)
    body = content[3:] if has_bom else content
    try:
        source = Source(path, body.decode("utf-8"), has_bom)
    except UnicodeDecodeError as error:
        return None, [_not_utf8(path, body, error.start)]
    rest = body.translate(None, _PLAIN)
    problem = _not_text(source) if rest else None
    problem = problem or next(conflicts(source), None)
    return (None, [problem]) if problem else (source, [])


def has_hidden(text: str) -> bool:
    """Tell whether a text holds a character that is invisible and has no place in a record."""
    return _NOT_TEXT.search(text) is not None


def _too_large(entry: Entry) -> Finding | None:
    if entry.size <= LARGEST_RECORD:
        return None
    return Finding(
        "FILE002",
        Location(entry.path),
        f"the file has {entry.size:,} bytes; a record has at most {LARGEST_RECORD:,} (1 MB)",
        "keep one record in a file, and attachments elsewhere",
    )


def _not_utf8(path: str, body: bytes, at: int) -> Finding:
    before = Source(path, body[:at].decode("utf-8"))
    here = before.span(len(before.text), len(before.text))
    return Finding(
        "FILE001",
        Location(path, here),
        f"the byte 0x{body[at]:02X} is not UTF-8",
        "save the file as UTF-8; it looks like Latin-1 or Windows-1252",
    )


def _not_text(source: Source) -> Finding | None:
    match = _NOT_TEXT.search(source.text)
    if match is None:
        return None
    number = ord(match.group())
    return Finding(
        "FILE004",
        Location(source.path, source.span(match.start(), match.end())),
        f"the character U+{number:04X} is invisible and has no place in a record",
        "delete it; it often comes with text pasted from elsewhere",
        _without_hidden(source) if _WITHOUT_WIDTH.match(match.group()) else None,
    )


def _without_hidden(source: Source) -> Fix:
    """Take away the characters that have neither a width nor a meaning in a record, all at once."""
    places = (source.span(*match.span()) for match in _WITHOUT_WIDTH.finditer(source.text))
    return Fix(tuple(Replacement(Location(source.path, each), "") for each in places))


def conflicts(source: Source) -> Iterator[Finding]:
    """Find the signs of a merge conflict, in the order of the file."""
    if "<<<<<<<" not in source.text and ">>>>>>>" not in source.text:
        return
    for match in _CONFLICT.finditer(source.text):
        yield unfinished_merge(source, match.start())


def unfinished_merge(source: Source, at: int) -> Finding:
    """Report the sign of a merge conflict at the start of a line."""
    return Finding(
        _CONFLICT_CODE,
        Location(source.path, source.span(at, at + 7)),
        "a merge was left unfinished here",
        "keep the lines of one side, and delete the lines with <<<<<<<, ======= and >>>>>>>",
    )
