"""The blocks of code in the documentation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT

_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def pages() -> list[Path]:
    """List every page of the documentation."""
    return sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/**/*.md")])


def fences(page: str, language: str) -> Iterator[str]:
    """Give the content of a page's blocks in a language, in order."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return (match[2] for match in _FENCE.finditer(text) if match[1] == language)
