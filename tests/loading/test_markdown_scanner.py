"""What is read line by line is what the reference reads, and the common forms need no reference."""

from __future__ import annotations

from pathlib import Path

import pytest

from opsctl.loading.markdown import Parsed, parse_by_reference, parse_markdown
from opsctl.loading.markdown_reference import Stepping, TooMuch
from opsctl.text.source import Source
from tests.conftest import ROOT
from tests.loading.test_markdown import installed, real_sops, text_of


def read(text: str) -> Parsed | None:
    try:
        return parse_markdown(Source("a.md", text))
    except TooMuch:
        return None


def referred(text: str) -> Parsed | None:
    try:
        return parse_by_reference(Source("a.md", text))
    except TooMuch:
        return None


def different(paths: list[Path]) -> list[str]:
    texts = {path: text_of(path) for path in paths}
    return [
        path.name
        for path, text in texts.items()
        if text is not None and read(text) != referred(text)
    ]


@pytest.mark.skipif(not real_sops(), reason="the real procedures are not there")
def test_real_procedures_are_read_as_by_the_reference() -> None:
    assert different(real_sops()) == []


def test_installed_pages_are_read_as_by_the_reference() -> None:
    assert different(list(installed())) == []


def test_our_own_pages_are_read_as_by_the_reference() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")]
    assert different(pages) == []


COMMON = """# Process a return

Take the parcel in, *not* the label,
**Owner:** Maya

## Procedure

1. Open [the order](../orders.md#open) in `shop`.
   1. Look for **damage**.
   2. Look at the price.

   It may be a `gift`.
2. Print the label.

   ```sh
   label --all

   ```
10. Done.

* [ ] Tell the customer
* [x] Tell the shop

***

| What | Who |
|------|:---:|
| a_b  | 1 & 2 |
| c | |

- one
- two
  - three
  - four

    more of four
"""


def test_the_common_forms_of_blocks_need_no_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = referred(COMMON)

    def refuse(_stepping: Stepping, line: int) -> None:
        pytest.fail(f"line {line + 1} was left to the reference")

    monkeypatch.setattr(Stepping, "block", refuse)
    assert read(COMMON) == expected


def test_the_common_forms_of_text_need_no_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    text = COMMON.replace("*not*", "not")
    expected = referred(text)

    def refuse(_stepping: Stepping, content: str, _line: int) -> None:
        pytest.fail(f"{content!r} was left to the reference")

    monkeypatch.setattr(Stepping, "inline", refuse)
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("a\n===", "a\n---", "- a\n---", "- a\n  ---", "a\n***", "a\n- - -", "a\n    ---"),
        *("- a\nb", "1. a\n2. b\nc", "> a\nb", "- a\n> b", "- a\n\n> b", "- a\n\n  > b"),
        *("a\n2. b", "a\n1. b", "a\n01. b", "- a\n2. b", "a\n- ", "a\n1.", "- a\n-\n- b"),
        *("- a\n - b\n  - c\n   - d\n    - e", "1. a\n    - b", "10. a\n    - b\n   - c"),
        *(
            "- - a",
            "- 1. a",
            "- # a",
            "- ```\n  a\n  ```",
            "-     a",
            "-\ta",
            "\t- a",
            "- a\n\n\tb",
        ),
        *("# a #", "# a#", "#", "#\ta", "a\n# b", "- a\n# b", "# a | b\n|---|---|", "    # a"),
        *("```\na", "```\na\n````", "````\na\n```\n````", "```\n\ta\n```", "  ```\n\ta\n  ```"),
        *("``` a`b\n```", "~~~ a`b\n~~~", "- a\n\n  ```\n b\n  ```", "``` a|b\n|---|---|\n```"),
        *("a | b\n--- | ---\nc", "a | b\n--- | ---\n- c", "|a\\|b|\n|---|\n|c|", "|\n|---|"),
        *("- a | b\n  |---|---|", "a|b\n- -|-", "|a|b|\n|---|\n", "|a|b|\n|---|---|\n|c|\n|d|e|f|"),
        *("x\na | b\n|---|---|", "a | b\n:-- | --:\n    c", "| a |\n| - |\n> b", "|a|\n---"),
        *("[a]: b\n\n[a]", "[a][b]", "![a](b)", '[a](b "c")', "[a](<b>)", "[](b)", "[a](//b)"),
        *("**a** **b**", "**a**b**c**", "**a.**b", "**a**:b", "a**.b**", "***a***", "**a`b`**"),
        *(
            "`a``b`",
            "``a`b``",
            "` a `",
            "`  `",
            "`a",
            "a_b_c",
            "_a_",
            "__a__b",
            "a &amp; b",
            "a &b",
        ),
        *(
            "a  \nb",
            "a \nb",
            "a\n b",
            "a\\\nb",
            "a\n**b**",
            "a\n__b__",
            "a <b> c",
            "a < b",
            "<b@c.d>",
        ),
        *("[ ] a", "- [ ] a", "- \\[ ] a", "- [x]", "[x](y)", "[x][y]", "TBD", "- `TBD` TODO: b"),
        *(
            "\u00a0",
            "\u00a0a",
            "a\u3000",
            "- a\u00a0",
            "|a\u00a0|\n|---|",
            "\x0b",
            "a\r\rb\r\n- c\r",
        ),
        *("```\r", "\0", "a\0b", "- a\n\n\n", " - a\n\n   b\n\n  c", "- a\n\n\n  b\n-  c\n\n    d"),
        *(
            "<!-- a -->\n- b",
            "- <b>\n- c",
            "a\n<div>\n\n# b",
            "#a\n#b",
            "##a",
            "- #a",
            "-",
            "- a\n+ b",
        ),
    ],
)
def test_a_rare_form_is_read_as_by_the_reference(text: str) -> None:
    assert read(text) == referred(text)
    assert read(f"# a\n\n{text}\n\nb\n") == referred(f"# a\n\n{text}\n\nb\n")


@pytest.mark.parametrize(
    "line", ["- a\n", "a|", "[a](b) ", "**a** ", "[", "> ", "|a|b|\n", "- " * 9 + "a\n"]
)
@pytest.mark.parametrize("count", [3, 3000, 12000])
def test_the_same_pages_are_too_much(line: str, count: int) -> None:
    text = line * count if line.endswith("\n") else f"{line * count}\n"
    assert read(text) == referred(text)
