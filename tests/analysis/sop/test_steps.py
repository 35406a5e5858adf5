"""What the steps of a procedure are, in the forms in which people write them."""

from __future__ import annotations

import pytest

from tests.analysis.sop.pages import anatomy

PROCEDURE = "# A\n\n## Procedure\n\n"
FIRST = 5
"""The line of the first step behind it."""


def steps(text: str) -> list[str]:
    """Say for each step its number, indented by its depth, and its text."""
    found = anatomy(text).steps
    return [f"{'  ' * (each.depth - 1)}{each.number} {each.text}" for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. a\n2. b\n", ["1 a", "2 b"]),
        ("1) a\n2) b\n", ["1 a", "2 b"]),
        ("1. a\n", ["1 a"]),
        ("b\n\n1. a\n", ["1 a"]),
        ("1. **a** `b` [c](d)\n", ["1 a b c"]),
        ("1. a\n   b\n\n   c\n", ["1 a b"]),
        ("1. a\n\n\n2. b\n", ["1 a", "2 b"]),
        ("1. # a\n2. b\n", ["1 a", "2 b"]),
        ("1. ![a](b.png)\n", ["1 a"]),
        ("1. ```\n   a\n   ```\n2. b\n", ["1 ", "2 b"]),
        ("1.\n2. b\n", ["1 ", "2 b"]),
    ],
)
def test_a_numbered_list_is_steps(text: str, expected: list[str]) -> None:
    assert steps(PROCEDURE + text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. a\n   1. b\n   2. c\n2. d\n", ["1 a", "  1 b", "  2 c", "2 d"]),
        ("1. a\n   1. b\n      1. c\n", ["1 a", "  1 b", "    1 c"]),
        ("1. a\n\n   b\n\n   1. c\n", ["1 a", "  1 c"]),
        ("1. a\n   - [ ] b\n   - [x] c\n", ["1 a", "  1 b", "  2 c"]),
        ("1. a\n\n   | Step | Action |\n   |---|---|\n   | 1 | b |\n", ["1 a", "  1 b"]),
        ("1. a\n   - b\n   - c\n", ["1 a"]),
        ("1. a\n   - b\n     1. c\n", ["1 a"]),
    ],
)
def test_steps_may_hold_steps(text: str, expected: list[str]) -> None:
    assert steps(PROCEDURE + text) == expected


@pytest.mark.parametrize(
    "between",
    [
        "\n![p](p.png)\n\n",
        "\n```\nls\n```\n\n",
        "\nA text.\n\n",
        "\n> A note.\n\n",
        "\n!!! note\n    Careful.\n\n",
        "\n<!-- a comment -->\n\n",
        "\n| x | y |\n|---|---|\n\n",
        "\n- x\n\n",
    ],
)
@pytest.mark.parametrize("number", [1, 2])
def test_a_list_that_was_broken_goes_on(between: str, number: int) -> None:
    assert steps(f"{PROCEDURE}1. a\n{between}{number}. b\n") == ["1 a", "2 b"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1. a\n1. b\n1. c\n", [1, 1, 1]),
        ("1. a\n3. b\n7. c\n", [1, 3, 7]),
        ("0. a\n1. b\n", [0, 1]),
        ("5. a\n", [5]),
        ("1. a\n\n![p](p.png)\n\n1. b\n", [1, 1]),
        ("- [ ] a\n- [x] b\n", [None, None]),
        ("| # | Action |\n|---|---|\n| 3 | a |\n| x | b |\n", [3, None]),
        ("### 1. a\n### 4. b\n", [1, 4]),
        ("### a\n### b\n", [None, None]),
    ],
)
def test_a_step_keeps_the_number_that_its_author_wrote(
    text: str, written: list[int | None]
) -> None:
    found = anatomy(PROCEDURE + text).steps
    assert [each.written for each in found] == written
    assert [each.number for each in found] == list(range(1, len(written) + 1))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- [ ] a\n- [x] b\n", ["1 a", "2 b"]),
        ("- [ ] a\n- b\n", ["1 a"]),
        ("- [ ] a\n  - [ ] b\n", ["1 a", "  1 b"]),
        ("1. [ ] a\n", ["1 a"]),
        ("- a\n- b\n", []),
    ],
)
def test_boxes_to_tick_are_steps_within_a_procedure(text: str, expected: list[str]) -> None:
    assert steps(PROCEDURE + text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("| Step | Action |\n|---|---|\n| 1 | a |\n| 2 | b |\n", ["1 a", "2 b"]),
        ("| # | Action | Who |\n|---|---|---|\n| 1 | a | c |\n", ["1 a"]),
        ("| No. | What | Who |\n|---|---|---|\n| 1. | a | c |\n", ["1 a"]),
        ("| Step | Who | What to do |\n|---|---|---|\n| 1 | c | a |\n", ["1 a"]),
        ("| Step | Who |\n|---|---|\n| Pick | c |\n| Pack | d |\n", ["1 Pick", "2 Pack"]),
        ("| **Step** | **Action** |\n|---|---|\n| 1 | a |\n", ["1 a"]),
        ("| Step |\n|---|\n| a |\n", ["1 a"]),
        ("| Step | Action |\n|---|---|\n| 1 | a |\n| | |\n| 2 | b |\n", ["1 a", "2 b"]),
        ("| Step | Action |\n|---|---|\n", []),
        ("| Schritt | Tätigkeit |\n|---|---|\n| 1 | a |\n", ["1 a"]),
        ("| N° | Tâche |\n|---|---|\n| 1 | a |\n", ["1 a"]),
        ("| Paso | Acción |\n|---|---|\n| 1 | a |\n", ["1 a"]),
        ("| Who | Step |\n|---|---|\n| c | a |\n", []),
        ("| Amount | Ingredient |\n|---|---|\n| 1 g | Salt |\n", []),
    ],
)
def test_the_rows_of_a_table_are_steps_where_its_first_column_is_of_steps(
    text: str, expected: list[str]
) -> None:
    assert steps(PROCEDURE + text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("### 1. a\nb\n### 2. c\nd\n", ["1 a", "2 c"]),
        ("### 1) a\n### 2) c\n", ["1 a", "2 c"]),
        ("### 1 - a\n### 2 – c\n", ["1 a", "2 c"]),
        ("### 1: a\n### 2: c\n", ["1 a", "2 c"]),
        ("### 1 a\n### 2 c\n", ["1 a", "2 c"]),
        ("### 1. a\n### b\n### 2. c\n", ["1 a", "2 b", "3 c"]),
        ("### 1. a\n1. b\n2. c\n### 2. d\n", ["1 a", "  1 b", "  2 c", "2 d"]),
        ("### 1. a\n#### b\n#### c\n### 2. d\n", ["1 a", "2 d"]),
        ("### b\n#### 1. a\n#### 2. c\n### d\n#### 1. e\n", ["1 a", "2 c", "1 e"]),
    ],
)
def test_numbered_headings_are_steps_within_a_procedure(text: str, expected: list[str]) -> None:
    assert steps(PROCEDURE + text) == expected


@pytest.mark.parametrize(
    "titles",
    [
        ("Step 1: a", "Step 2: b"),
        ("Step 1. a", "Step 2. b"),
        ("Step 1 - a", "Step 2 - b"),
        ("Step 1 — a", "Step 2 — b"),
        ("STEP 1) a", "step 2) b"),
        ("Step 1 a", "Step 2 b"),
        ("Schritt 1: a", "Schritt 2: b"),
        ("Étape 1 : a", "Étape 2 : b"),
        ("ETAPE 1 : a", "etape 2 : b"),
        ("Paso 1. a", "Paso 2. b"),
        ("Phase 1: a", "Phase 2: b"),
        ("Fase 1: a", "Fase 2: b"),
        ("**Step 1:** a", "**Step 2:** b"),
    ],
)
@pytest.mark.parametrize("level", [2, 3, 4])
def test_headings_that_say_step_are_steps_on_any_page(titles: tuple[str, str], level: int) -> None:
    text = "".join(f"{'#' * level} {title}\n\nx\n\n" for title in titles)
    assert steps(f"# A\n\n{text}") == ["1 a", "2 b"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## Step 1\nx\n## Step 2\ny\n", ["1 Step 1", "2 Step 2"]),
        ("## Step 1: a\nx\n", []),
        ("## 1. a\n## 2. b\n", []),
        ("## b\n### 1. a\n### 2. c\n", ["1 a", "2 c"]),
        ("## b\n### 1. Purpose\nx\n### 2. c\n", []),
        ("## b\n### 1.1 a\n### 1.2 c\n", []),
        ("## Steps 1 to 4\n## Steps 5 to 8\n", []),
    ],
)
def test_elsewhere_numbers_may_be_those_of_sections(text: str, expected: list[str]) -> None:
    assert steps(f"# A\n\n{text}") == expected


def test_numbers_of_sections_are_no_steps() -> None:
    before = "# A\n\n## 1. Purpose\na\n## 2. Scope\nb\n"
    procedure = "## 3. Procedure\n### 3.1 c\n1. d\n### 3.2 e\n1. f\n"
    assert steps(before + procedure) == ["1 d", "1 f"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("### Pick\na\n### Pack\nb\n", ["1 Pick", "2 Pack"]),
        ("### Pick\n### Pack\n", ["1 Pick", "2 Pack"]),
        ("#### x\n### Pick\n### Pack\n", ["1 Pick", "2 Pack"]),
        ("### Pick\n#### x\n### Pack\n", ["1 Pick", "2 Pack"]),
        ("### Pick\na\n", []),
        ("### Pick\n1. a\n### Pack\nb\n", ["1 a"]),
        ("A text.\n", []),
    ],
)
def test_sections_are_the_steps_where_there_are_no_others(text: str, expected: list[str]) -> None:
    assert steps(PROCEDURE + text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "### Phase 1: a\n1. b\n   1. c\n\n### Phase 2: d\n1. e\n",
            ["1 a", "  1 b", "    1 c", "2 d", "  1 e"],
        ),
        (
            "### Phase 1: a\nx\n### Phase 2: b\n#### 1. c\n#### 2. d\n",
            ["1 a", "2 b", "  1 c", "  2 d"],
        ),
        (
            "### Step 1: a\n| Step | Action |\n|---|---|\n| 1 | b |\n### Step 2: c\n",
            ["1 a", "  1 b", "2 c"],
        ),
    ],
)
def test_phases_hold_their_steps(text: str, expected: list[str]) -> None:
    assert steps(PROCEDURE + text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("### Pick\n1. a\n2. b\n### Pack\n1. c\n", ["1 a", "2 b", "1 c"]),
        ("1. a\n### Pack\n2. c\n", ["1 a", "1 c"]),
    ],
)
def test_numbering_starts_anew_below_each_heading(text: str, expected: list[str]) -> None:
    assert steps(PROCEDURE + text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "> 1. a\n> 2. b\n",
        "> - [ ] a\n",
        "```\n1. a\n2. b\n```\n",
        "    1. a\n    2. b\n",
        "!!! note\n    1. a\n    2. b\n",
        "<!--\n1. a\n2. b\n-->\n",
        "<details>\n1. a\n2. b\n</details>\n",
        "<ol><li>a</li></ol>\n",
        "- x\n  1. a\n  2. b\n",
        "- [a](#b)\n- [c](#d)\n",
        "1. [a](#b)\n2. [c](#d)\n",
        "a. x\nb. y\n",
        "1\\. a\n2\\. b\n",
        "1.a\n2.b\n",
        "**Step 1:** a\n\n**Step 2:** b\n",
    ],
)
def test_what_only_looks_like_steps_is_none(text: str) -> None:
    assert steps(PROCEDURE + text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. [a](#x)\n2. b\n", []),
        ("1. [a](#x)\n2. b\n3. c\n", ["1 a", "2 b", "3 c"]),
        ("1. a [b](#x)\n2. c [d](#y)\n", ["1 a b", "2 c d"]),
        ("1. [a](b.md)\n2. [c](d.md)\n", ["1 a", "2 c"]),
    ],
)
def test_a_table_of_contents_begins_its_lines_with_links_to_places(
    text: str, expected: list[str]
) -> None:
    assert steps(PROCEDURE + text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. a\n2. b\n3. c\n", ["1 a", "2 b", "3 c"]),
        ("1. a\n2. b\n", ["1 a", "2 b"]),
        ("x\n\n1. a\n2. b\n3. c\n", ["1 a", "2 b", "3 c"]),
        ("x\n\n1. a\n2. b\n", []),
        ("- [ ] a\n- [ ] b\n- [ ] c\n", []),
        (
            "## B\n\n1. a\n2. b\n3. c\n\n## D\n\n1. e\n2. f\n3. g\n",
            ["1 a", "2 b", "3 c", "1 e", "2 f", "3 g"],
        ),
        ("## Scope\n\n1. a\n2. b\n3. c\n", []),
        ("## Scope\n\n1. a\n2. b\n3. c\n\n## D\n\n1. e\n", ["1 e"]),
        ("## B\n### C\na\n### D\nb\n", []),
        ("x\n\n| Step | Action |\n|---|---|\n| 1 | a |\n", ["1 a"]),
    ],
)
def test_without_a_procedure_steps_are_looked_for_in_what_is_no_section(
    text: str, expected: list[str]
) -> None:
    assert steps(f"# A\n\n{text}") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. x\n2. y\n3. z\n\n## Procedure\n1. a\n", ["1 a"]),
        ("## Procedure\n1. a\n\n## Scope\n1. x\n", ["1 a"]),
        ("## Procedure\n1. a\n\n## Steps\n1. b\n", ["1 a", "1 b"]),
        ("## Diagnosis\n1. a\n2. b\n\n## Mitigation\n1. c\n", ["1 a", "2 b", "1 c"]),
        ("## Procedure\nTBD\n\n## B\n1. a\n2. b\n3. c\n", ["1 a", "2 b", "3 c"]),
        ("**Procedure:**\n\n1. a\n2. b\n", ["1 a", "2 b"]),
        ("**Procedure**\n\n1. a\n\n**Scope**\n\n1. b\n", ["1 a"]),
    ],
)
def test_steps_are_those_of_the_procedure_where_there_is_one(
    text: str, expected: list[str]
) -> None:
    assert steps(f"# A\n\n{text}") == expected


def test_a_step_has_its_place() -> None:
    text = "# A\r\n\r\n## Procedure\r\n\r\n1. a\r\n   1. b\r\n      c\r\n2. d\r\n"
    found = anatomy(text).steps
    assert [each.line for each in found] == [FIRST, FIRST + 1, FIRST + 3]
    places = [text[each.span.start : each.span.end] for each in found]
    assert places[1:] == ["1. b\r\n      c", "2. d"]


def test_a_row_and_a_heading_that_are_steps_have_their_places() -> None:
    text = "# A\n\n## Procedure\n\n### 1. a\n### 2. b\n| Step | Action |\n|---|---|\n| 1 | c |\n"
    assert [each.line for each in anatomy(text).steps] == [5, 6, 9]
