"""Texts that try to break out of whatever shows them."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

CONTROLS = "\x00\x07\b\t\n\v\f\r\x1b\x1c\x7f\x85\x9b"
DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
INVISIBLE = "\u200b\u2028\u2029\u2060\ufeff\ufff9\ufffb\U000e0001\U000e0041\U000e007f"
SURROGATES = "\ud800\udbff\udc80\udcff\udfff"
STEERING = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
MARKUP = "[]()<>{}*_~`#+-=|\\!&;:@$^%,.\"'/1 "
WIDE = "日本語ｱ한😀👩\u200d🚀🇩🇪e\u0301\ufe0f"


def texts(max_size: int = 30) -> st.SearchStrategy[str]:
    """Draw any text at all, broken Unicode included, rich in what does harm."""
    harmful = st.sampled_from(CONTROLS + DIRECTIONS + INVISIBLE + SURROGATES + MARKUP + WIDE)
    return st.text(harmful | st.characters(exclude_categories=()), max_size=max_size)


def is_harmful(sign: str) -> bool:
    """Tell whether a character steers a terminal, turns a line around or is half of a pair."""
    return (
        unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp")
        or unicodedata.bidirectional(sign) in STEERING
        or sign in DIRECTIONS
    )
