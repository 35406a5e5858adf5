"""User text inside Markdown: shown as it is, never taken for markup."""

from __future__ import annotations

import re

from opsctl.rendering.visible import one_line

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|<>&~$^])")
_LEADING_SIGN = re.compile(r"^([-=:])")
_LEADING_NUMBER = re.compile(r"^(\d+)([.)])")
_WORD_JOINER = "\u2060"


def escaped(text: str) -> str:
    """Escape a text for one line of Markdown, so that it shows as written on any git host.

    An invisible joiner behind each `@` keeps a name from notifying the person who bears it.
    """
    safe = _SPECIAL.sub(r"\\\1", one_line(text)).replace("@", f"@{_WORD_JOINER}")
    return _LEADING_NUMBER.sub(r"\1\\\2", _LEADING_SIGN.sub(r"\\\1", safe))
