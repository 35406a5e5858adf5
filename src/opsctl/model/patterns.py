"""Patterns of paths, written as in a `.gitignore`."""

from __future__ import annotations

import re
from functools import cache

from pathspec import GitIgnoreSpec


@cache
def matcher(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    """Make what tells whether a path is named; a pattern that cannot be read names none."""
    return GitIgnoreSpec.from_lines([each for each in patterns if is_readable(each)])


def is_readable(pattern: str) -> bool:
    """Tell whether a pattern means anything."""
    try:
        GitIgnoreSpec.from_lines([pattern])
    except (ValueError, re.error):
        return False
    return True
