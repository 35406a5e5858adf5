"""Ids: what can be one, and how one is made of a free text."""

from __future__ import annotations

import re
import unicodedata

LONGEST_SLUG = 64
_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
SLUG_PATTERN = f"^{_SLUG.pattern}$"
"""What every id matches; a few words that do are no ids."""
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", "y", "n", "yes", "no", "on", "off", "true", "false", "null"]
    + [f"{port}{number}" for port in ("com", "lpt") for number in range(10)]
)


def is_slug(text: str) -> bool:
    """Tell whether a text can be an id."""
    return _SLUG.fullmatch(text) is not None and len(text) <= LONGEST_SLUG and text not in _RESERVED


def why_no_slug(text: str) -> str:
    """Say why a text cannot be an id."""
    if text in _RESERVED:
        return "this word is kept by Windows or by YAML"
    if _SLUG.fullmatch(text):
        return f"it has {len(text)} characters, and {LONGEST_SLUG} is the most"
    return "an id is lower-case words joined by hyphens, and starts with a letter"


def slug_of(text: str) -> str:
    """Make an id from a free text; `x` stands in where nothing of the text can serve."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    words = re.findall(r"[a-z0-9]+", folded.encode("ascii", "ignore").decode("ascii"))
    while words and not words[0][0].isalpha():
        words.pop(0)
    slug = "-".join(words)[:LONGEST_SLUG].rstrip("-")
    if len("-".join(words)) > LONGEST_SLUG and "-" in slug:
        slug = slug.rsplit("-", 1)[0]
    if not slug:
        return "x"
    return slug if is_slug(slug) else f"{slug}-x"
