"""User text inside Markdown: shown as it is, never taken for markup."""

from __future__ import annotations

import re

from opsctl.rendering.visible import one_line

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|<>&~$^])")
_TAKEN = re.compile(r"[\\`*\[<~$]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)")
_TAKEN_FIRST = re.compile(r"^([-+#=:>|]|\d+(?=[.)](?:\s|$)))")
_LEADING_SIGN = re.compile(r"^([-=:])")
_LEADING_NUMBER = re.compile(r"^(\d+)([.)])")
_WORD_JOINER = "\u2060"
_ACTIVE = re.compile(r"(?<!\w)@(?=\w)|<(?=[A-Za-z/!?])|\](?=[(\[:])|[!#](?=[\[\d])|\{(?=\d)")


def escaped(text: str) -> str:
    """Escape a text for one line of Markdown, so that it shows as written on any git host.

    An invisible joiner behind each `@` keeps a name from notifying the person who bears it.
    """
    safe = _SPECIAL.sub(r"\\\1", one_line(text)).replace("@", f"@{_WORD_JOINER}")
    return _LEADING_NUMBER.sub(r"\1\\\2", _LEADING_SIGN.sub(r"\\\1", safe))


def inert(text: str) -> str:
    """Write a text for a reader that may take it for plain text, or for Markdown.

    It looks as it is written, without a backslash more. An invisible joiner breaks up what
    would notify somebody, hide where a link leads, load a picture or be a tag or a placeholder.
    """
    return _ACTIVE.sub(rf"\g<0>{_WORD_JOINER}", one_line(text))


def written(text: str, *, cell: bool = False) -> str:
    """Write a text into one line of a Markdown file that people go on writing.

    Only what would not be read as it stands is escaped; `cell` is for a cell of a table.
    """
    safe = _TAKEN.sub(r"\\\g<0>", one_line(text))
    return safe.replace("|", "\\|") if cell else _TAKEN_FIRST.sub(_kept, safe)


def _kept(match: re.Match[str]) -> str:
    first = match[1]
    return f"{first}\\" if first[0].isdigit() else f"\\{first}"
