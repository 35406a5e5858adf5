"""What does the work of a section in a page, and what only looks like one."""

from __future__ import annotations

import pytest

from opsctl.model.summary import TitleFrom
from tests.analysis.sop.pages import anatomy


def sections(text: str) -> list[str]:
    """Say for each section what it is, its lines, what tells it, and whether it is empty."""
    return [
        f"{each.section} {each.line}-{each.end_line} {each.matched}{' empty' * each.empty}"
        for each in anatomy(text).sections
    ]


def kinds(text: str) -> list[str]:
    return [each.section for each in anatomy(text).sections if not each.empty]


def missing(text: str) -> list[str]:
    return [str(each) for each in anatomy(text).missing]


ALL_SIX = """\
# Process a return

## Purpose
a
## Scope
a
## Responsibilities
a
## Resources
a
## Procedure
1. a
## Expected outcomes
a
"""


def test_a_page_with_the_six_sections_is_complete() -> None:
    assert missing(ALL_SIX) == []


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Purpose", "purpose"),
        ("Scope", "scope"),
        ("Responsibilities", "responsibilities"),
        ("Resources", "resources"),
        ("Procedure", "procedure"),
        ("Expected outcomes", "outcomes"),
    ],
)
def test_a_section_that_is_not_there_is_missing(heading: str, kind: str) -> None:
    assert missing(ALL_SIX.replace(f"## {heading}\n", "## Anything else\n")) == [kind]


def test_missing_sections_are_named_in_the_order_of_the_profile() -> None:
    assert missing("# A\n\n## Scope\na\n## Resources\na\n") == [
        *("purpose", "responsibilities", "procedure", "outcomes"),
    ]


@pytest.mark.parametrize("level", range(1, 7))
def test_the_level_of_a_heading_is_free(level: int) -> None:
    text = f"# A\n\n{'#' * level} Scope\na\n\n{'#' * level} Purpose\nb\n"
    assert sections(text) == ["scope 3-5 name", "purpose 6-7 name"]


def test_levels_may_be_mixed() -> None:
    assert sections("# A\n\n#### Scope\na\n## Purpose\nb\n") == [
        "scope 3-4 name",
        "purpose 5-6 name",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# A\n\n## Objective\na\n", ["purpose 3-4 alias"]),
        ("# A\n\n## 1. Purpose\na\n", ["purpose 3-4 name"]),
        ("# A\n\n## Purpose and scope\na\n", ["purpose 3-4 alias", "scope 3-4 alias"]),
        ("# A\n\nPurpose\n-------\na\n", ["purpose 3-5 name"]),
        ("# A\n\n## **Purpose**\na\n", ["purpose 3-4 name"]),
        ("# A\n\n## [Purpose](#a)\na\n", ["purpose 3-4 name"]),
        ("# A\n\n## Purpose <!-- b -->\na\n", ["purpose 3-4 name"]),
        ("# A\n\n## Zweck\na\n", ["purpose 3-4 alias"]),
    ],
)
def test_a_heading_is_a_section_by_its_whole_text(text: str, expected: list[str]) -> None:
    assert sections(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# A\n\n## Purpose\na\n\n\n## B\n\nc\n", ["purpose 3-6 name"]),
        ("# A\n\n## Purpose\na\n\n### B\nc\n", ["purpose 3-7 name"]),
        ("# A\n\n## Purpose\na\n\n# B\nc\n", ["purpose 3-5 name"]),
        ("# A\n\n## Purpose\na\n\n\n", ["purpose 3-6 name"]),
        ("# A\r\n\r\n## Purpose\r\na\r\n", ["purpose 3-4 name"]),
        ("---\ntitle: A\n---\n## Purpose\na\n", ["purpose 4-5 name"]),
    ],
)
def test_a_section_runs_up_to_the_next_heading_of_its_level(text: str, expected: list[str]) -> None:
    assert sections(text) == expected


@pytest.mark.parametrize("title", ["Roles", "Scope and purpose", "Overview"])
def test_the_title_is_no_section(title: str) -> None:
    assert sections(f"# {title}\n\na\n\n## B\nc\n") == []


def test_a_title_that_is_a_section_by_name_is_that_section() -> None:
    assert sections("# Purpose\n\na\n\n## Scope\n\nc\n") == [
        "purpose 1-7 name",
        "scope 5-7 name",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# A\n\n# Purpose\na\n", ["purpose 3-4 name"]),
        ("# Purpose\na\n\n# Scope\nb\n", ["purpose 1-3 name", "scope 4-5 name"]),
        ("## Purpose\na\n", ["purpose 1-2 name"]),
        ("## B\n\n# Purpose\na\n", ["purpose 3-4 name"]),
    ],
)
def test_a_page_may_have_no_title_in_its_text(text: str, expected: list[str]) -> None:
    assert sections(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "# A\n\n> ## Purpose\n> a\n",
        "# A\n\n- ## Purpose\n  a\n",
        "# A\n\n```\n## Purpose\na\n```\n",
        "# A\n\n    ## Purpose\n",
        "# A\n\n<details>\n## Purpose\na\n</details>\n",
        "# A\n\n!!! note\n    ## Purpose\n",
        "# A\n\n<h2>Purpose</h2>\n",
        "# A\n\nPurpose\n\na\n",
        "# A\n\n##Purpose\na\n",
    ],
)
def test_what_stands_within_something_else_is_no_section(text: str) -> None:
    assert sections(text) == []


LABELS = {
    "a bold line alone": ("**Purpose**\n\na\n", ["purpose 3-5 label"]),
    "a bold line alone, over several blocks": (
        "**Purpose**\n\na\n\n- b\n\n```\nc\n```\n",
        ["purpose 3-11 label"],
    ),
    "a bold line alone, up to the next": (
        "**Purpose**\n\na\n\n**Scope**\n\nb\n",
        ["purpose 3-5 label", "scope 7-9 label"],
    ),
    "a bold line alone, up to a label that is none of ours": (
        "**Purpose**\n\na\n\n**Anything**\n\nb\n",
        ["purpose 3-5 label"],
    ),
    "a bold line alone, up to a rule": ("**Purpose**\n\na\n\n---\n\nb\n", ["purpose 3-5 label"]),
    "a bold line alone, with a colon": ("**Purpose:**\n\na\n", ["purpose 3-5 label"]),
    "underscores": ("__Purpose__\n\na\n", ["purpose 3-5 label"]),
    "a text behind a colon": ("**Purpose:** a\n", ["purpose 3-3 label"]),
    "a colon behind the bold text": ("**Purpose**: a\n", ["purpose 3-3 label"]),
    "a colon of another script": ("**Purpose**：a\n", ["purpose 3-3 label"]),
    "a dash": ("**Purpose** – a\n", ["purpose 3-3 label"]),
    "a hyphen": ("**Purpose** - a\n", ["purpose 3-3 label"]),
    "a text that goes on": ("**Purpose:** a\nb\nc\n", ["purpose 3-5 label"]),
    "a line each": ("**Purpose:** a\n**Scope:** b\n", ["purpose 3-3 label", "scope 4-4 label"]),
    "a line each, with hard breaks": (
        "**Purpose:** a  \n**Scope:** b\\\n**Roles:** c\n",
        ["purpose 3-3 label", "scope 4-4 label", "responsibilities 5-5 label"],
    ),
    "a line that goes on before the next": (
        "**Purpose:** a\nb\n**Scope:** c\n",
        ["purpose 3-4 label", "scope 5-5 label"],
    ),
    "a line behind others": ("a\n**Purpose:** b\n", ["purpose 4-4 label"]),
    "items": ("- **Purpose:** a\n- **Scope**: b\n  c\n", ["purpose 3-3 label", "scope 4-5 label"]),
    "an item with more below": ("- **Purpose:**\n\n  a\n", ["purpose 3-5 label"]),
    "items with stars": (
        "* **Purpose:** a\n* **Scope:** b\n",
        ["purpose 3-3 label", "scope 4-4 label"],
    ),
    "a row": ("| a | b |\n|---|---|\n| Purpose | c |\n", ["purpose 5-5 table"]),
    "the first row": (
        "| Purpose | a |\n|---|---|\n| Scope | b |\n",
        ["purpose 3-3 table", "scope 5-5 table"],
    ),
    "a bold row": ("| a | b |\n|---|---|\n| **Purpose:** | c |\n", ["purpose 5-5 table"]),
    "two in one": ("**Purpose and scope:** a\n", ["purpose 3-3 label", "scope 3-3 label"]),
    "a number before it": ("**1. Purpose:** a\n", ["purpose 3-3 label"]),
    "behind one heading that is no section": ("## B\n\nc\n", []),
}


@pytest.mark.parametrize(("text", "expected"), LABELS.values(), ids=LABELS)
def test_a_label_does_the_work_of_a_heading(text: str, expected: list[str]) -> None:
    assert sections(f"# A\n\n{text}") == expected


@pytest.mark.parametrize(
    "text",
    [
        "Purpose: a\n",
        "*Purpose:* a\n",
        "`Purpose:` a\n",
        "**Purpose** a\n",
        "a **Purpose:** b\n",
        "**Purpose of life:** a\n",
        "**a** **Purpose:** b\n",
        f"**Purpose{'.' * 90}:** a\n",
        "1. **Purpose:** a\n",
        "> **Purpose:** a\n",
        "- a\n  - **Purpose:** b\n",
        "- a\n\n  **Purpose:** b\n",
        "- Purpose: a\n",
        "| Purpose | a | b |\n|---|---|---|\n",
        "| a | Purpose |\n|---|---|\n| b | c |\n",
        "<b>Purpose:</b> a\n",
    ],
)
def test_what_is_no_label_is_no_section(text: str) -> None:
    assert sections(f"# A\n\n{text}") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# A\n\n**Scope:** a\n", ["scope 3-3 label"]),
        ("a\n\n**Scope:** a\n\n## B\n", ["scope 3-3 label"]),
        ("## B\n\n**Scope:** a\n", ["scope 3-3 label"]),
        ("# A\n\n## B\n\n**Scope:** a\n", []),
        ("## B\n\n## C\n\n**Scope:** a\n", []),
        ("# A\n\n| Scope | a |\n|---|---|\n\n## B\n", ["scope 3-3 table"]),
        ("# A\n\n## B\n\n| Scope | a |\n|---|---|\n", []),
    ],
)
def test_a_label_counts_above_the_second_heading(text: str, expected: list[str]) -> None:
    assert sections(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# A\n\n**Scope:** a\n\n## Scope\nb\n", ["scope 5-6 name"]),
        ("# A\n\n**Scope:** a\n\n## Audience\nb\n", ["scope 5-6 alias"]),
        ("# A\n\n**Scope:** a\n\n**Audience:** b\n", ["scope 3-3 label"]),
        ("## Procedure\n\n**Scope:** a\n", ["procedure 1-3 name"]),
    ],
)
def test_a_label_gives_way_to_a_heading_and_to_one_before_it(
    text: str, expected: list[str]
) -> None:
    assert sections(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## Procedure\n### Scope\na\n", ["procedure 3-5 name", "scope 4-5 name"]),
        ("## Procedure\n### Overview\na\n", ["procedure 3-5 name", "purpose 4-5 alias"]),
        ("## Procedure\n### Steps\n1. a\n", ["procedure 3-5 name"]),
        ("## Purpose\n### Overview\na\n", ["purpose 3-5 name"]),
        ("## B\n### Scope\na\n", ["scope 4-5 name"]),
        ("## B\n### Overview\na\n", []),
        ("## B\n### C\n#### Overview\na\n", []),
        ("## B\nc\n## Overview\na\n", ["purpose 5-6 alias"]),
    ],
)
def test_an_alias_below_a_chapter_is_the_chapters_own(text: str, expected: list[str]) -> None:
    assert sections(f"# A\n\n{text}") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## B\n### Scope\na\n## C\n### Scope\nb\n", []),
        ("## Scope\na\n## B\n### Scope\nb\n## C\n### Scope\nd\n", ["scope 3-4 name"]),
        ("## Overview\na\n## B\n### Overview\nc\n", ["purpose 3-4 alias"]),
        (
            "## Procedure\n1. a\n## Procedure\n1. b\n",
            ["procedure 3-4 name", "procedure 5-6 name"],
        ),
        (
            "## Diagnosis\n1. a\n## Mitigation\n1. b\n",
            ["procedure 3-4 alias", "procedure 5-6 alias"],
        ),
        ("## Purpose\na\n## Objective\nb\n", ["purpose 3-4 name", "purpose 5-6 alias"]),
    ],
)
def test_what_several_chapters_repeat_is_their_own(text: str, expected: list[str]) -> None:
    assert sections(f"# A\n\n{text}") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## Resources\n\n- [a](b)\n- [c](d)\n", []),
        ("## Resources\n\n- https://a.b/c\n", []),
        ("## Resources\n\n- [a](b)\n- [a](b)\n- [a](b)\n- c\n", []),
        ("## Resources\n\n- [a](b)\n- [a](b)\n- c\n", ["resources"]),
        ("## Resources\n\n- [a](b)\n\n## Procedure\n1. c\n", ["resources", "procedure"]),
        ("## Resources\n\n- [a](b)\n\n## Anything\nc\n", []),
        ("## Resources\n\n- [a](b)\n\n## Change log\n- c\n", ["change-log"]),
        ("## Required resources\n\n- [a](b)\n", []),
        ("## Prerequisites\n\n- [a](b)\n", ["resources"]),
        ("## Resources\n\n- a label printer\n", ["resources"]),
        ("## Resources\n", []),
    ],
)
def test_resources_that_are_links_at_the_end_are_further_reading(
    text: str, expected: list[str]
) -> None:
    assert kinds(f"# A\n\n{text}") == expected


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("purpose: a", ["purpose 2-2 front-matter"]),
        ("Purpose: a", ["purpose 2-2 front-matter"]),
        ("expected_outcomes: a", ["outcomes 2-2 front-matter"]),
        ("change_log: [a]", ["change-log 2-2 front-matter"]),
        ("scope:\n  - a\n  - b", ["scope 2-2 front-matter"]),
        ("purpose:", []),
        ("purpose: ''", []),
        ("objective: a", []),
        ("steps: [a]", []),
        ("title: Purpose", []),
    ],
)
def test_a_key_at_the_top_counts_by_the_name_of_the_section(key: str, expected: list[str]) -> None:
    assert sections(f"---\n{key}\n---\n# A\n") == expected


def test_a_key_at_the_top_gives_way_to_a_heading() -> None:
    assert sections("---\npurpose: a\n---\n# A\n\n## Objective\nb\n") == ["purpose 6-7 alias"]


EMPTY = [
    *("", "TBD", "TODO", "tbd.", "**TBD**", "`TBD`", "To be defined", "coming soon"),
    *("...", "…", "____", "-", "?", "<enter purpose>", "<enter a\npurpose>", "{{purpose}}"),
    *("[Describe here]", "[name], [role]", "{name}: {role}", "Lorem ipsum dolor sit amet"),
    *("wird ergänzt", "noch offen", "à compléter", "por definir", "- TBD\n- TODO", "1. <step>"),
    *("| a | b |\n|---|---|", "| a | b |\n|---|---|\n| TBD | |", "```\n```", "<!-- a -->"),
    *("---", "### B", "### B\nTBD", "> TBD", "<br>", "<div></div>", "- [ ]", "-\n-", "[TBD](b)"),
]
FULL = [
    *("a", "1", "None.", "n/a", "- a", "1. a", "- [ ] a", "> a", "### B\na", "```\na\n```"),
    *("| a | b |\n|---|---|\n| c | |", "![a](b.png)", "<img src='b.png'>", "<div>a</div>"),
    *("[a](b)", "<https://a.b>", "<enter role> labels it", "TBD by Maya", "- TBD\n- a", "    a"),
    *("To be defined as fragile, a parcel has glass in it", "A [draft] of <it>"),
]


@pytest.mark.parametrize("text", EMPTY)
def test_a_section_that_only_holds_the_place_is_empty(text: str) -> None:
    assert [each.empty for each in anatomy(f"# A\n\n## Purpose\n\n{text}\n").sections] == [True]


@pytest.mark.parametrize("text", FULL)
def test_a_section_that_says_something_is_not_empty(text: str) -> None:
    assert [each.empty for each in anatomy(f"# A\n\n## Purpose\n\n{text}\n").sections] == [False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**Purpose:** TBD\n", True),
        ("**Purpose:**\n", True),
        ("**Purpose**\n\n<enter purpose>\n", True),
        ("| Purpose | TBD |\n|---|---|\n", True),
        ("| Purpose | |\n|---|---|\n", True),
        ("- **Purpose:** ...\n", True),
        ("**Purpose:** a\n", False),
        ("**Purpose:** ![a](b)\n", False),
        ("**Purpose:**\n\n- a\n", False),
        ("- **Purpose:**\n  - a\n", False),
    ],
)
def test_a_label_may_be_empty_as_well(text: str, expected: bool) -> None:
    assert [each.empty for each in anatomy(f"# A\n\n{text}").sections] == [expected]


def test_an_empty_section_is_missing() -> None:
    assert missing(ALL_SIX.replace("## Scope\na\n", "## Scope\nTBD\n")) == ["scope"]


def test_an_empty_section_does_not_hide_one_that_says_something() -> None:
    assert missing(ALL_SIX.replace("## Scope\na\n", "## Scope\n## Audience\na\n")) == []


def test_a_procedure_of_headings_alone_is_not_empty() -> None:
    assert kinds("# A\n\n## Procedure\n\n### Pick\n\n### Pack\n") == ["procedure"]


@pytest.mark.parametrize(
    ("text", "title", "taken_from"),
    [
        ("---\ntitle: A\n---\n# B\n", "A", TitleFrom.KEY),
        ("# B *c* `d`\n", "B c d", TitleFrom.FIRST_LEVEL),
        ("## C\n# B\n", "B", TitleFrom.FIRST_LEVEL),
        ("# A\n# B\n", "A", TitleFrom.FIRST_LEVEL),
        ("#\n# B\n", "B", TitleFrom.FIRST_LEVEL),
        ("### C\n## D\n", "C", TitleFrom.HEADING),
        ("a\n", "process a return", TitleFrom.FILE_NAME),
        ("", "process a return", TitleFrom.FILE_NAME),
    ],
)
def test_a_title_is_taken_from_the_surest_place(
    text: str, title: str, taken_from: TitleFrom
) -> None:
    found = anatomy(text, "sops/b/process-a_return.md")
    assert (found.title, found.title_from) == (title, taken_from)
