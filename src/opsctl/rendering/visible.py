"""Text that users wrote, made safe to show."""

from __future__ import annotations

import re

_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_COMMAND = re.compile(r"##(\w*)\[")
_SPACE_RUN = re.compile(r"[ \t\r\n]+")


def visible(text: str) -> str:
    """Show control characters, direction marks and broken Unicode as escapes."""
    return _UNSAFE.sub(_escape, text)


def one_line(text: str) -> str:
    """Show a text in one line; line ends and runs of spaces become one space."""
    return visible(_SPACE_RUN.sub(" ", text.strip()))


def no_command(line: str) -> str:
    """Show what a CI system would take for a command to it as what it is: text.

    GitHub takes a line that starts with `::`, and whatever follows `##[`; Azure, `##vso[`.
    """
    start = len(line) - len(line.lstrip())
    if line.startswith("::", start):
        line = f"{line[:start]}\\x3a{line[start + 1 :]}"
    return _COMMAND.sub(r"#\\x23\1[", line)


def _escape(match: re.Match[str]) -> str:
    number = ord(match.group())
    short = {0x09: "\\t", 0x0A: "\\n", 0x0D: "\\r"}.get(number)
    if short:
        return short
    if number <= 0xFF:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"
