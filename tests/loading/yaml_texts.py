"""Texts that are YAML, nearly so, or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hypothesis import strategies as st

PIECES = (
    *("a: b", "a:", "b:", "c: d", "- e", "-", "- f: g", "h:", "-   i: j", "- k:", "---", "..."),
    *("# l", "m: n # o", "p: q #r", "s: [t, u]", 'v: "w"', "x: 'y'", "x-z: 1", "'", '"', "[", "{"),
    *("- - a", "? b", ": c", "~", "d: ~", "e: null", "&f", "*g", "!h", "%i", "|", "i: |", ">", "@"),
    *(
        ":",
        "#",
        " #",
        ": ",
        "-1",
        "j: -1",
        "k: l: m",
        "n: http://o",
        "\t",
        "é: ü",
        "a: é",
        "\u00a0",
        *("a: {b: c}", "b: {d: [e, 'f'], \"g\": h}", "c: [{i: j}, [k]]", "d: ['l', m n, \"o: p\"]"),
        *(
            "e: {q: }",
            "f: [r, ]",
            "- {s: t}",
            "'u': v",
            '"w x":',
            "g: {y: z",
            "{",
            "h: {a, b}",
            "}",
        ),
    ),
)
LINES = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "", "", " ", "  ", "  ", "    "]),
    st.one_of(st.sampled_from(PIECES), st.text("ab:-# '\"[],\\~é", max_size=8)),
    st.sampled_from(["", "", "", " ", "  # z"]),
)
TEXTS = st.builds(
    lambda end, lines: end.join(lines),
    st.sampled_from(["\n", "\n", "\n", "\r\n", "\r"]),
    st.lists(LINES, min_size=1, max_size=8),
)


def changed(lines: Sequence[bytes]) -> Iterator[bytes]:
    """Give the text of some lines with each of them changed in one of five ways."""
    for index, line in enumerate(lines):
        indent = line[: len(line) - len(line.lstrip())]
        for instead in ([], [line, line], [indent + b"nme: x"], [line + b" x"], [b" " + line]):
            yield b"\n".join([*lines[:index], *instead, *lines[index + 1 :]])


FLOW = st.recursive(
    st.one_of(
        st.sampled_from(
            ["a", "b c", "'d'", '"e: f"', "1.5", "80%", "null", "~", "é", "-1", "", "g:h"]
        ),
        st.text("ab:, '\"[]{}#é-", max_size=4),
    ),
    lambda inner: st.one_of(
        st.builds("[{}]".format, st.lists(inner, max_size=3).map(", ".join)),
        st.builds(
            "{{{}}}".format,
            st.lists(
                st.builds(
                    "{}: {}".format, st.sampled_from(["a", "b", "'c'", "x-d", '"e f"']), inner
                ),
                max_size=3,
            ).map(", ".join),
        ),
        st.builds("[ {} ]".format, st.lists(inner, max_size=3).map(" ,".join)),
    ),
    max_leaves=6,
)
"""Lists and groups between brackets, many of them broken."""
