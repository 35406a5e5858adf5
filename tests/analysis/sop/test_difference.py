"""What an edit of a procedure changes for those who do the work, judged by reading."""

from __future__ import annotations

import pytest

from opsctl.analysis.sop.change import SopChange
from opsctl.analysis.sop.difference import difference
from opsctl.analysis.sop.figures import changed_figures
from tests.analysis.sop.pages import anatomy
from tests.analysis.sop.revisions import (
    BASE,
    FORMATTING,
    Edit,
    both,
    dropped,
    line,
    put,
    section,
    without,
)

Triple = tuple[str, str, str]
Case = tuple[str, Edit, list[Triple], str | None]

MAJOR, MINOR, PATCH = "major", "minor", "patch"
STEP_ADDED = ("step-added", "procedure", MAJOR)
STEP_REMOVED = ("step-removed", "procedure", MAJOR)
STEP_REORDERED = ("step-reordered", "procedure", MAJOR)
STEP_REWORDED = ("step-reworded", "procedure", MINOR)
FIRST = BASE[BASE.index("1. Find") : BASE.index("2. Check")]
SIXTH, SEVENTH, EIGHTH = line("6. "), line("7. "), line("8. ")


def item(what: str, kind: str, weight: str) -> Triple:
    return (f"item-{what}", kind, weight)


def key(name: str) -> Triple:
    return ("key", name, PATCH)


TOP: list[Case] = [
    ("owner", put("owner: customer-care", "owner: priya"), [key("owner")], None),
    ("audience", put("care, manila]", "care, manila, leeds]"), [key("audience")], None),
    ("no audience", dropped("audience"), [key("audience")], None),
    ("status", put("status: approved", "status: in-review"), [key("status")], None),
    ("reviewed", put("reviewed: 2026-10-01", "reviewed: 2026-11-01"), [key("reviewed")], None),
    ("version", put('"1.3.0"', '"1.4.0"'), [key("version")], None),
    ("effective", put("lang: en", "lang: en\neffective: on-merge"), [key("effective")], None),
    ("a key of others", put("lang: en", "lang: en\nlayout: wide"), [], None),
    (
        "title",
        put("title: Process a return", "title: Take goods back"),
        [("title", "", PATCH)],
        PATCH,
    ),
    (
        "heading of the page",
        put("# Process a return\n", "# Take goods back\n"),
        [("title", "", PATCH)],
        PATCH,
    ),
    (
        "owner and a step",
        both(put("owner: customer-care", "owner: priya"), put("time limit", "deadline")),
        [STEP_REWORDED, key("owner")],
        MINOR,
    ),
]

STEPS: list[Case] = [
    ("typo", put("Decide the refund", "Decide teh refund"), [STEP_REWORDED], MINOR),
    ("who does it", put("inspection. (Priya)", "inspection. (Ana)"), [STEP_REWORDED], MINOR),
    ("a nested step", put("unused goods", "unworn goods"), [STEP_REWORDED], MINOR),
    ("a point of it", put("no label until", "no answer until"), [STEP_REWORDED], MINOR),
    ("a point more", put("   - Send no", "   - Be kind.\n   - Send no"), [STEP_REWORDED], MINOR),
    ("link target", put("(labels.md)", "(new-labels.md)"), [STEP_REWORDED], MINOR),
    ("image target", put("img/bench.png", "img/new-bench.png"), [STEP_REWORDED], MINOR),
    ("code block", put("--shelf RET", "--shelf OUT"), [STEP_REWORDED], MINOR),
    ("code in its text", put("`RET`", "`OUT`"), [STEP_REWORDED], MINOR),
    (
        "picture in it",
        put("of the inspection. (Priya)", "of the inspection. (Priya) ![Form](form.png)"),
        [STEP_REWORDED],
        MINOR,
    ),
    (
        "swap two",
        put(SIXTH + SEVENTH, f"6{SEVENTH[1:]}7{SIXTH[1:]}"),
        [STEP_REORDERED],
        MAJOR,
    ),
    (
        "last goes first",
        both(put(EIGHTH, ""), put("1. Find", f"{EIGHTH}1. Find")),
        [STEP_REORDERED],
        MAJOR,
    ),
    (
        "swap two, one reworded",
        put(SIXTH + SEVENTH, SEVENTH.replace("refund", "sum") + SIXTH),
        [STEP_REORDERED, STEP_REWORDED],
        MAJOR,
    ),
    ("add one", put(SEVENTH, f"7. Weigh the parcel twice.\n{SEVENTH}"), [STEP_ADDED], MAJOR),
    ("add one at the end", put(EIGHTH, f"{EIGHTH}9. Go home.\n"), [STEP_ADDED], MAJOR),
    ("add a nested one", put("   2. Accept", "   1. Be kind.\n   2. Accept"), [STEP_ADDED], MAJOR),
    ("remove one", dropped("7. "), [STEP_REMOVED], MAJOR),
    ("remove the first", put(FIRST, ""), [STEP_REMOVED], MAJOR),
    ("remove a nested one", dropped("   2. "), [STEP_REMOVED], MAJOR),
    ("nest one", put(SEVENTH, f"   1.{SEVENTH[2:]}"), [STEP_REORDERED], MAJOR),
    (
        "split one",
        put(SIXTH, "6. Put the item away. (Goods in)\n7. Then scan **the shelf** `RET`.\n"),
        [STEP_ADDED, STEP_REWORDED],
        MAJOR,
    ),
    (
        "merge two",
        put(
            SEVENTH + EIGHTH,
            "7. Decide the refund on the day of the inspection and close the case. (Priya)\n",
        ),
        [STEP_REMOVED, STEP_REWORDED],
        MAJOR,
    ),
    (
        "another in its place",
        put(SEVENTH, "7. Ring Leeds.\n"),
        [STEP_ADDED, STEP_REMOVED],
        MAJOR,
    ),
    (
        "a note between",
        put("1. Find", "Wear gloves throughout.\n\n1. Find"),
        [item("added", "procedure", MINOR)],
        MINOR,
    ),
    (
        "bullets for numbers",
        both(put(SEVENTH, f"- {SEVENTH[3:]}"), put(EIGHTH, f"- {EIGHTH[3:]}")),
        [("form", "procedure", MINOR)] * 2,
        MINOR,
    ),
    (
        "bullets for numbers, one reworded",
        both(
            put(SEVENTH, f"- {SEVENTH[3:]}"),
            put(EIGHTH, f"- {EIGHTH[3:]}".replace("close", "shut")),
        ),
        [("form", "procedure", MINOR), STEP_REWORDED],
        MINOR,
    ),
    ("code in another language", put("```sh", "```fish"), [("form", "procedure", PATCH)], PATCH),
    ("quotes", put("café's", "café’s"), [("step-reworded", "procedure", PATCH)], PATCH),
    ("quotes in code", put("`RET`", "`RET’`"), [STEP_REWORDED], MINOR),
    (
        "a web address becomes a link's",
        put("[label page](labels.md)", "[label page] (labels.md)"),
        [STEP_REWORDED],
        MINOR,
    ),
    (
        "all points of it anew",
        put(
            """   - Ask Priya if there is no order within 10 minutes.
   - Send no label until then.
""",
            """   - Look into the archive for the mail that the shop has sent, with its date.
   - Then into the books of the carrier, or of whoever else had the parcel in hand.
""",
        ),
        [STEP_REWORDED],
        MINOR,
    ),
    (
        "a comment and a word",
        both(put("time limit.", "time limit. <!-- ? -->"), put("refund on", "payment on")),
        [STEP_REWORDED],
        MINOR,
    ),
]

SECTIONS: list[Case] = [
    ("typo in context", put("The law", "Teh law"), [item("reworded", "context", PATCH)], PATCH),
    ("purpose", put("Three teams", "Two teams"), [item("reworded", "purpose", PATCH)], PATCH),
    (
        "renamed",
        put("## Expected outcomes", "## Outcomes"),
        [("section-renamed", "outcomes", PATCH)],
        PATCH,
    ),
    (
        "heading translated",
        put("## Purpose", "## Zweck"),
        [("section-renamed", "purpose", PATCH)],
        PATCH,
    ),
    (
        "moved",
        both(without("Context"), put("## Scope\n", f"{section('Context')}## Scope\n")),
        [("section-moved", "context", PATCH)],
        PATCH,
    ),
    (
        "added",
        put("## Change log", "## Training\n\nJun shows it once.\n\n## Change log"),
        [item("added", "training", PATCH), ("section-added", "training", PATCH)],
        PATCH,
    ),
    (
        "one of its own added",
        put("## Change log", "## At weekends\n\nNobody is here.\n\n## Change log"),
        [item("added", "At weekends", PATCH), ("section-added", "At weekends", PATCH)],
        PATCH,
    ),
    (
        "context removed",
        without("Context"),
        [item("removed", "context", PATCH), ("section-removed", "context", PATCH)],
        PATCH,
    ),
    (
        "scope removed",
        without("Scope"),
        [*[item("removed", "scope", MAJOR)] * 3, ("section-removed", "scope", PATCH)],
        MAJOR,
    ),
    (
        "scope: item added",
        put("- Exchanges", "- Gifts without a receipt.\n- Exchanges"),
        [item("added", "scope", MAJOR)],
        MAJOR,
    ),
    (
        "scope: item nested",
        put("- Exchanges", "  - Gifts, too.\n- Exchanges"),
        [item("added", "scope", MAJOR)],
        MAJOR,
    ),
    ("scope: item removed", dropped("- Exchanges"), [item("removed", "scope", MAJOR)], MAJOR),
    (
        "scope: item reworded",
        put("size or colour", "size or fabric"),
        [item("reworded", "scope", MINOR)],
        MINOR,
    ),
    (
        "scope: items reordered",
        both(dropped("- Exchanges"), put("- Every return", f"{line('- Exchanges')}- Every return")),
        [item("reordered", "scope", PATCH)],
        PATCH,
    ),
    (
        "responsibilities: row added",
        put("| Priya |", "| Jun | the training in Manila |\n| Priya |"),
        [item("added", "responsibilities", MAJOR)],
        MAJOR,
    ),
    (
        "responsibilities: row removed",
        dropped("| Goods in"),
        [item("removed", "responsibilities", MAJOR)],
        MAJOR,
    ),
    (
        "responsibilities: row reworded",
        put("inspecting the parcel", "inspecting the box"),
        [item("reworded", "responsibilities", MINOR)],
        MINOR,
    ),
    (
        "resource added",
        put("- A scanner", "- The order system.\n- A scanner"),
        [item("added", "resources", MINOR)],
        MINOR,
    ),
    (
        "resource reworded",
        put("return form", "claim form"),
        [item("reworded", "resources", MINOR)],
        MINOR,
    ),
    (
        "outcome removed",
        dropped("- Every closed"),
        [item("removed", "outcomes", MINOR)],
        MINOR,
    ),
    (
        "check",
        put("every Friday", "every Monday"),
        [item("reworded", "quality", MINOR)],
        MINOR,
    ),
    (
        "change log",
        put("- 1.3.0", "- 1.3.1 (2026-10-09): Typing mistakes.\n- 1.3.0"),
        [item("added", "change-log", PATCH)],
        PATCH,
    ),
    (
        "picture in context",
        put("## Context\n", "## Context\n\n![How it flows](flow.png)\n"),
        [item("added", "context", PATCH)],
        PATCH,
    ),
    (
        "heading one level deeper",
        put("## Context", "### Context"),
        [("form", "context", PATCH)],
        PATCH,
    ),
    (
        "heading with an anchor",
        put("## Context", '## <a name="why"></a>Context'),
        [("form", "context", PATCH)],
        PATCH,
    ),
    (
        "heading of the page gone",
        put("# Process a return\n", ""),
        [("form", "", PATCH)],
        PATCH,
    ),
    (
        "heading of the page with a picture",
        put("# Process a return\n", "# Process a return ![](state.svg)\n"),
        [("form", "", PATCH)],
        PATCH,
    ),
    (
        "head of a table",
        put("| Answers for |", "| Decides |"),
        [item("reworded", "responsibilities", MINOR)],
        MINOR,
    ),
    (
        "column of a table",
        both(
            put(
                "| Role | Answers for |\n|---|---|", "| Role | Answers for | From |\n|---|---|---|"
            ),
            put("| refunds above 80 pounds |", "| refunds above 80 pounds | 9 |"),
        ),
        [item("reworded", "responsibilities", MINOR)] * 2,
        MINOR,
    ),
    (
        "scope: box ticked",
        both(put("- Exchanges", "- [x] Exchanges")),
        [("form", "scope", PATCH)],
        PATCH,
    ),
    (
        "scope: numbered",
        put("- Exchanges", "1. Exchanges"),
        [("form", "scope", PATCH)],
        PATCH,
    ),
    (
        "paragraph split",
        put("three days.\nThree", "three days.\n\nThree"),
        [("form", "purpose", PATCH)],
        PATCH,
    ),
]

FIGURES: list[tuple[str, Edit, Triple, tuple[str, str]]] = [
    ("hours", put("24 h of", "48 h of"), STEP_REWORDED, ("24 h", "48 h")),
    ("days", put("60 days", "30 days"), STEP_REWORDED, ("60 days", "30 days")),
    ("a point", put("10 minutes", "15 minutes"), STEP_REWORDED, ("10 minutes", "15 minutes")),
    ("code", put("--copies 2", "--copies 3"), STEP_REWORDED, ("2", "3")),
    (
        "pounds",
        put("80 pounds", "100 pounds"),
        item("reworded", "responsibilities", MINOR),
        ("80 pounds", "100 pounds"),
    ),
    ("what it is counted in", put("24 h of", "24 days of"), STEP_REWORDED, ("24 h", "24 days")),
    ("both", put("10 minutes", "2 working days"), STEP_REWORDED, ("10 minutes", "2 working days")),
    ("one and several", put("2 years", "1 year"), STEP_REWORDED, ("2 years", "1 year")),
    (
        "a limit",
        put("within 3 days of", "within 5 days of"),
        item("reworded", "outcomes", MINOR),
        ("3 days", "5 days"),
    ),
    (
        "how many are checked",
        put("inspects 5 items", "inspects 8 items"),
        item("reworded", "quality", MINOR),
        ("5 items", "8 items"),
    ),
]


def changed(edit: Edit) -> tuple[list[SopChange], str | None]:
    """Give what an edit of the base changes, and its weight."""
    after = edit(BASE)
    assert after != BASE
    found = difference(anatomy(BASE), anatomy(after))
    return list(found.changes), found.weight and found.weight.value


def triples(changes: list[SopChange]) -> list[Triple]:
    return sorted((each.kind.value, each.section, each.weight.value) for each in changes)


@pytest.mark.parametrize("name", FORMATTING)
def test_formatting_changes_nothing(name: str) -> None:
    assert changed(FORMATTING[name]) == ([], None)


@pytest.mark.parametrize(
    ("edit", "expected", "weight"),
    [pytest.param(*case[1:], id=case[0]) for case in (*TOP, *STEPS, *SECTIONS)],
)
def test_edits_change_what_a_reader_would_say(
    edit: Edit, expected: list[Triple], weight: str | None
) -> None:
    changes, found = changed(edit)
    assert triples(changes) == sorted(expected)
    assert found == weight
    assert not any(each.figures for each in changes)


@pytest.mark.parametrize(
    ("edit", "expected", "figures"), [pytest.param(*case[1:], id=case[0]) for case in FIGURES]
)
def test_numbers_are_called_out(edit: Edit, expected: Triple, figures: tuple[str, str]) -> None:
    changes, weight = changed(edit)
    assert triples(changes) == [expected]
    assert weight == MINOR
    assert changes[0].figures == (figures,)


@pytest.mark.parametrize(
    ("before", "after", "figures"),
    [
        ("wait 24 hours, then", "wait 24 days, then", (("24 hours", "24 days"),)),
        (
            "within 24 working hours",
            "within 24 working days",
            (("24 working hours", "24 working days"),),
        ),
        ("innerhalb von 24 Stunden", "innerhalb von 24 Tagen", (("24 Stunden", "24 Tagen"),)),
        ("up to 5 kg", "up to 5 g", (("5 kg", "5 g"),)),
        ("up to 5 %", "up to 7 %", (("5 %", "7 %"),)),
        ("wait 24 h", "wait 24 hours", ()),
        ("1 hour", "1 hours", ()),
        ("take 2 large boxes", "take 2 small boxes", ()),
        ("after (2) hours", "after (2) days", ()),
        ("wait hours", "wait days", ()),
        ("as on page 172 on the left", "as on page 172, left", ()),
        ('info: "5" warning: "20"', 'info: "5" warning: "30"', (("20", "30"),)),
        ("20 critical: yes", "30 group: yes", (("20", "30"),)),
        ("[45 minutes]", "[30 minutes]", (("45", "30"),)),
        ("then 7", "then eight", ()),
        ("", "7", ()),
        ("", "", ()),
    ],
)
def test_figures_are_numbers_in_each_others_place(
    before: str, after: str, figures: tuple[tuple[str, str], ...]
) -> None:
    assert changed_figures(before, after) == figures


@pytest.mark.parametrize(
    ("edit", "before", "after"),
    [
        (put("- Exchanges", "- [x] Exchanges"), "- Exchanges", "- [x] Exchanges"),
        (put("## Context", "### Context"), "## Context", "### Context"),
        (put("```sh", "```fish"), "```sh", "```fish"),
        (put("three days.\nThree", "three days.\n\nThree"), "days. Three", "days. ¶ Three"),
        (put("unused goods up", "unworn goods up"), "unused goods", "unworn goods"),
        (put("(labels.md)", "(new-labels.md)"), "<labels.md>", "<new-labels.md>"),
        (put("--shelf RET", "--shelf OUT"), "--shelf RET", "--shelf OUT"),
    ],
)
def test_what_changed_can_be_seen(edit: Edit, before: str, after: str) -> None:
    (change,), _ = changed(edit)
    assert change.before is not None
    assert change.after is not None
    assert before in change.before
    assert after in change.after
    assert change.before != change.after


def test_the_heaviest_stands_first_and_what_stands_at_the_top_last() -> None:
    edit = both(
        put("The law", "Teh law"),
        put("24 h of", "48 h of"),
        dropped("7. "),
        put("status: approved", "status: draft"),
    )
    changes, weight = changed(edit)
    kinds = [each.kind.value for each in changes]
    assert kinds == ["step-removed", "step-reworded", "item-reworded", "key"]
    assert weight == MAJOR


def test_lines_are_those_of_the_new_text() -> None:
    after = put("## Purpose\n", "\n\n## Purpose\n")(put("24 h of", "48 h of")(BASE))
    (change,) = difference(anatomy(BASE), anatomy(after)).changes
    assert change.line == 1 + after[: after.index("5. Inspect")].count("\n")


def test_what_is_said_twice_goes_by_what_stands_around_it() -> None:
    twice = "## Procedure\n\n1. Open it.\n2. Take a photo.\n3. Close it.\n4. Take a photo.\n"
    once = twice.replace("2. Take a photo.\n", "")
    found = difference(anatomy(twice), anatomy(once))
    assert triples(list(found.changes)) == [STEP_REMOVED]


ROLES = """\
# During an incident

## Steps for the deputy

1. Page other people.
2. Follow instructions.
3. Go home.

## Steps for the liaison

1. Post a message.
2. Follow instructions.
3. Go home.
"""


def roles(old: str, new: str) -> list[tuple[str, str | None]]:
    """Give the changes of an edit of a page with two roles, each with its text."""
    assert ROLES.count(old) == 1
    found = difference(anatomy(ROLES), anatomy(ROLES.replace(old, new)))
    return [(each.kind.value, each.after or each.before) for each in found.changes]


def test_what_is_said_twice_goes_by_its_chapter_first() -> None:
    gone = roles("1. Page other people.\n2. Follow", "1. Follow")
    assert gone == [("step-removed", "Page other people.")]
    third = "## Steps for the scribe\n\n1. Page other people.\n2. Follow instructions.\n\n"
    assert roles("## Steps for the deputy", f"{third}## Steps for the deputy") == [
        ("step-added", "Page other people."),
        ("step-added", "Follow instructions."),
        ("section-added", "Steps for the scribe"),
    ]


def test_a_step_that_goes_to_another_chapter_has_moved() -> None:
    edit = "## Steps for the liaison\n\n1. Post"
    page = ROLES.replace("1. Page other people.\n", "").replace(
        edit, "## Steps for the liaison\n\n1. Page other people.\n2. Post"
    )
    found = difference(anatomy(ROLES), anatomy(page))
    assert triples(list(found.changes)) == [STEP_REORDERED]


def test_a_new_heading_over_steps_moves_none_of_them() -> None:
    assert roles("3. Go home.\n\n##", "\n## At the end\n\n3. Go home.\n\n##") == [
        ("section-added", "At the end")
    ]


def test_a_text_under_another_heading_has_moved() -> None:
    page = "# A\n\n## B\n\nOne thing.\n\n## C\n\nAnother.\n"
    other = "# A\n\n## B\n\n## C\n\nOne thing.\n\nAnother.\n"
    found = difference(anatomy(page), anatomy(other))
    assert triples(list(found.changes)) == [item("reordered", "C", PATCH)]


def test_a_list_that_is_taken_for_steps_no_more_has_not_lost_what_it_says() -> None:
    four = "# A\n\nDo:\n\n1. Open it.\n2. Look in.\n3. Take it.\n4. Close it.\n"
    two = four.replace("3. Take it.", "\nThen:\n\n1. Take it.").replace(
        "4. Close it.", "2. Close it."
    )
    found = difference(anatomy(four), anatomy(two))
    assert triples(list(found.changes)) == [item("added", "A", PATCH)]


def test_a_box_that_is_ticked_is_told() -> None:
    page = "## Procedure\n\n- [ ] Open it.\n- [ ] Close it.\n"
    (change,) = difference(anatomy(page), anatomy(page.replace("[ ] Close", "[x] Close"))).changes
    assert (change.kind.value, change.weight.value) == ("form", PATCH)
    assert (change.before, change.after) == ("- [ ] Close it.", "- [x] Close it.")


def test_indentation_in_code_is_seen() -> None:
    page = "## Procedure\n\n1. Run it:\n\n   ```py\n   if a:\n       b()\n   c()\n   ```\n"
    (change,) = difference(anatomy(page), anatomy(page.replace("   c()", "       c()"))).changes
    assert (change.kind.value, change.weight.value) == ("form", PATCH)
    assert (change.before, change.after, change.line) == (None, None, 3)


def test_what_has_no_place_of_its_own_is_still_told() -> None:
    (change,) = difference(anatomy("> a\n\n> b\n"), anatomy("> a\n>\n> b\n")).changes
    assert (change.kind.value, change.section, change.line) == ("form", "", None)


def test_what_moves_to_another_section_is_removed_and_added() -> None:
    moved = both(dropped("- Exchanges"), put("- A scanner", f"{line('- Exchanges')}- A scanner"))
    changes, weight = changed(moved)
    expected = [item("added", "resources", MINOR), item("removed", "scope", MAJOR)]
    assert triples(changes) == sorted(expected)
    assert weight == MAJOR


def test_a_page_in_other_words_is_another_procedure() -> None:
    german = "# Retoure\n\n## Zweck\n\nGeld zurück.\n\n## Ablauf\n\n1. Paket öffnen.\n2. Zahlen.\n"
    found = difference(anatomy(BASE), anatomy(german))
    assert found.weight is not None
    assert found.weight.value == MAJOR
    assert triples(list(found.changes)).count(STEP_ADDED) == 2


def test_two_empty_pages_are_the_same() -> None:
    assert difference(anatomy(""), anatomy("")).changes == ()


@pytest.mark.parametrize("rows", [70, 71, 301])
def test_many_rows_that_all_gain_a_word_are_all_reworded(rows: int) -> None:
    lines = [f"| part {at} | shelf {at * 7} | colour {at * 3} |" for at in range(rows)]
    head = "# A\n\n## Resources\n\n| Part | Shelf | Colour |\n|---|---|---|\n"
    before = head + "\n".join(lines)
    after = head + "\n".join(f"{each[:-2]} now |" for each in lines)
    kinds = {each.kind.value for each in difference(anatomy(before), anatomy(after)).changes}
    expected = {"item-reworded"} if rows <= 300 else {"item-reworded", "item-added", "item-removed"}
    assert kinds == expected


def test_a_step_is_the_same_by_its_own_line_whatever_follows_it() -> None:
    page = "## Procedure\n\n1. Check the logs for errors when connecting to the server:\n2. Go.\n"
    longer = page.replace(
        "1. Check the logs for errors when connecting to the server:",
        "1. Check the failing log for errors of the server when connecting:\n"
        "   - Such as one that says that there are too many requests, and to come again later.\n"
        "   - Or one that says that nobody is there, which a restart of the bench may help with.",
    )
    found = difference(anatomy(page), anatomy(longer))
    assert triples(list(found.changes)) == [STEP_REWORDED]
