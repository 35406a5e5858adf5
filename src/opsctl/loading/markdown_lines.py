"""What a line of a Markdown page can begin, by its first signs alone."""

from __future__ import annotations

import re

SHAPE = re.compile(
    r"""
    (\ *)                                               # its indent
    (?:
      (?P<blank>[ \t]*$)
    | (?P<text>[^\s0-9\#>`~+*_=<|:-])                   # no sign that a block begins with
    | (?P<rule>(?:(?:\*\ *){3,}|(?:-\ *){3,}|(?:_\ *){3,})$)
    | (?P<item>(?P<sign>[-+*]|[0-9]{1,9}[.)])\ {1,4}(?=\S))
    | (?P<heading>\#{1,6}\ +(?=\S))
    | (?P<fence>`{3,}(?=[^`]*$)|~{3,})
    | (?P<bar>\|)
    | (?P<marked>\*+(?=[^\s*])|`{1,2}(?=[^`])|_+(?=[^\s_])|\+(?=\S)
      |[0-9]+(?:[.)](?=\S)|(?=[^0-9.)])|$))            # text that begins with a sign
    | (?P<listed>[-+*0-9])                              # perhaps an item, in a rare form
    | (?P<tab>\t)
    | (?P<odd>)
    )
    """,
    re.VERBOSE,
)
"""Matches every line. The last group names its shape; `odd` is what the others leave."""

TEXTS = frozenset(["text", "marked"])
"""The shapes of lines that are text, whatever stands around them.

A line of digits and `.` is one only where no space follows. A `[` starts no definition in a page
that has none.
"""
