"""A version and an entry in a page: in every form of change log, and nothing else touched."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opsctl.analysis.sop.anatomy import Anatomy, anatomy_of
from opsctl.analysis.sop.change_log import change_log_of
from opsctl.analysis.sop.log_entries import has_entry
from opsctl.cli.sop_bump_writing import bumped_text
from opsctl.loading.sops import parse_sop
from opsctl.model.settings import Settings
from opsctl.rendering.sop.log_entry import NewEntry
from opsctl.rendering.visible import one_line
from opsctl.text.errors import CannotProceed, UsageProblem
from opsctl.text.source import Source
from opsctl.text.span import Origin

COMPANY = Settings(Origin("opsctl.yaml"), company="Acme")
ENTRY = NewEntry("1.4.0", date(2026, 11, 27), "Maya Okafor", ("step added: “Weigh it”",))
LINE = "1.4.0 (2026-11-27, Maya Okafor): step added: “Weigh it”"
PAGE = """\
---
title: Returns
version: "1.3.0"
---
# Returns

## Scope

- Every return

## Procedure

1. Find the order
2. Pay the refund
"""
LOG = """
## Change log

"""
TABLE = """\
| Version | Date | Author | Approved by | Change |
|---|---|---|---|---|
| 1.2.0 | 2026-05-01 | Omar | Ruth | Now by scanner |
| 1.3.0 | 2026-08-01 | Omar | Ruth | A shelf \\| for damage |
"""


def anatomy(text: str, company: Settings = COMPANY) -> Anatomy:
    return anatomy_of(parse_sop(Source("sops/a.md", text))[0], company)


def bumped(
    text: str, entry: NewEntry | None = ENTRY, version: str = "1.4.0", company: Settings = COMPANY
) -> str:
    source = Source("sops/a.md", text)
    return bumped_text(source, company, anatomy(text, company), version, entry).text


def after_log(log: str, entry: NewEntry = ENTRY) -> str:
    """Give what stands below the heading of a change log once a page is bumped."""
    return bumped(PAGE + LOG + log, entry, entry.version).partition(LOG)[2]


def refusal(log: str) -> str:
    with pytest.raises(UsageProblem) as caught:
        bumped(PAGE + LOG + log)
    assert caught.value.hint == "write the entry by hand, and the version with --no-log"
    return caught.value.message


# Lists


def test_a_list_with_the_newest_first_begins_with_the_entry() -> None:
    log = "- 1.3.0: Two\n- 1.2.0: One\n"
    assert after_log(log) == f"- {LINE}\n{log}"


def test_a_list_with_the_newest_last_ends_with_it() -> None:
    log = "- 1.2.0: One\n- 1.3.0: Two\n  and more of it\n"
    assert after_log(log) == f"{log}- {LINE}\n"


def test_days_tell_the_order_where_versions_do_not() -> None:
    log = "* 2026-05-01: One\n* 1. August\n* 2026-08-01: Two\n"
    assert after_log(log) == f"{log}* {LINE}\n"


def test_an_order_that_nobody_can_tell_is_newest_first() -> None:
    assert after_log("- First version\n") == f"- {LINE}\n- First version\n"


def test_versions_are_compared_as_versions() -> None:
    log = "- 1.10.0: Two\n- 1.9.0: One\n"
    assert after_log(log) == f"- {LINE}\n{log}"


def test_the_sign_and_the_room_behind_it_are_those_of_the_list() -> None:
    assert after_log("+   1.3.0: Two\n") == f"+   {LINE}\n+   1.3.0: Two\n"


def test_a_list_with_blank_lines_between_its_items_keeps_them() -> None:
    log = "- 1.3.0: Two\n\n- 1.2.0: One\n"
    assert after_log(log) == f"- {LINE}\n\n{log}"
    log = "- 1.2.0: One\n\n- 1.3.0: Two\n"
    assert after_log(log) == f"{log}\n- {LINE}\n"


def test_a_numbered_list_goes_on() -> None:
    log = "1. First version\n2. With photos\n"
    assert after_log(log) == f"{log}3. {LINE}\n"
    log = "1) First version\n1) With photos\n"
    assert after_log(log) == f"{log}1) {LINE}\n"


def test_what_an_item_has_below_it_stays_with_it() -> None:
    log = "- 1.2.0\n  - One\n    1. and two\n- 1.3.0\n\n  A text.\n\n      code\n"
    assert after_log(log) == f"{log}- {LINE}\n"


def test_an_entry_begins_as_its_plain_neighbour_does() -> None:
    text = "step added: “Weigh it”"
    for neighbour, head in [
        ("1.3.0 (2026-08-01): Two", "1.4.0 (2026-11-27):"),
        ("v1.3.0 (2026-08-01) - Two", "v1.4.0 (2026-11-27):"),
        ("v1.3.0, 2026-08-01: Two", "v1.4.0, 2026-11-27:"),
        ("2026-08-01 1.3.0: Two", "2026-11-27 1.4.0:"),
        ("v1.3.0: Two", "v1.4.0 (2026-11-27, Maya Okafor):"),
        ("1.3.0 (2026-08-01, Omar): Two", "1.4.0 (2026-11-27, Maya Okafor):"),
        ("1.3.0 (1 August): Two", "1.4.0 (2026-11-27, Maya Okafor):"),
    ]:
        assert after_log(f"- {neighbour}\n") == f"- {head} {text}\n- {neighbour}\n"


def test_without_a_name_the_day_stands_alone() -> None:
    nobody = replace(ENTRY, who=None)
    assert after_log("", nobody).startswith("- 1.4.0 (2026-11-27): step added: “Weigh it”\n")


def test_of_two_lists_the_one_with_entries_is_meant() -> None:
    log = "Say here:\n\n- what changed\n- and why\n\n***\n\n- 1.3.0: Two\n"
    assert after_log(log) == log.replace("- 1.3.0", f"- {LINE}\n- 1.3.0")


def test_a_bold_line_above_the_first_chapter_carries_a_log() -> None:
    page = PAGE.replace("## Scope", "**Change log**\n\n- 1.3.0: Two\n\n## Scope")
    assert bumped(page) == page.replace("- 1.3.0", f"- {LINE}\n- 1.3.0").replace(
        'version: "1.3.0"', 'version: "1.4.0"'
    )


def test_a_list_within_an_item_keeps_its_depth() -> None:
    page = PAGE.replace("## Scope", "- **Change log:**\n  - 1.3.0: Two\n- **Owner:** x\n\n## Scope")
    assert f"- **Change log:**\n  - {LINE}\n  - 1.3.0: Two\n" in bumped(page)


def test_a_log_in_the_middle_of_the_page_takes_it_too() -> None:
    page = PAGE.replace(
        "## Procedure", "## Revision history\n\n- 1.2.0: a\n- 1.3.0: b\n\n## Procedure"
    )
    assert f"- 1.3.0: b\n- {LINE}\n\n## Procedure" in bumped(page)


# Tables


def test_a_table_gets_a_row_with_its_columns() -> None:
    row = "| 1.4.0 | 2026-11-27 | Maya Okafor |  | step added: “Weigh it” |\n"
    assert after_log(TABLE) == TABLE + row


def test_a_table_with_the_newest_first_gets_it_below_its_header() -> None:
    table = "Date|What changed|Ver.\n:--|---|--:\n2026-08-01|Two|1.3\n2026-05-01|One|1.2\n"
    row = "2026-11-27 | step added: “Weigh it” | 1.4.0\n"
    assert after_log(table) == table.replace("2026-08-01", f"{row}2026-08-01")


def test_an_empty_first_cell_needs_a_bar_before_it() -> None:
    table = "Signed|Version|Change\n---|---|---\nRuth|1.3|Two\n"
    row = "|  | 1.4.0 | step added: “Weigh it”\n"
    assert after_log(table) == table.replace("Ruth", f"{row}Ruth")


def test_a_table_without_rows_gets_its_first() -> None:
    table = "".join(TABLE.splitlines(keepends=True)[:2])
    assert after_log(f"{table}\nAnd a text.\n").startswith(f"{table}| 1.4.0 | 2026-11-27 |")


def test_bars_in_texts_stay_in_their_cell() -> None:
    hostile = replace(ENTRY, clauses=("step added: “a | b \\| c `d|e` <b> *f*”",))
    line = after_log(TABLE, hostile).splitlines()[-1]
    assert line.endswith("| step added: “a \\| b \\\\\\| c \\`d\\|e\\` \\<b> \\*f\\*” |")


def test_a_table_without_versions_says_them_with_the_change() -> None:
    table = "| Datum | Änderung |\n|---|---|\n| 2026-08-01 | Zwei |\n"
    row = "| 2026-11-27 | 1.4.0: step added: “Weigh it” |\n"
    after = after_log(table)
    assert after == table.replace("| 2026-08-01", f"{row}| 2026-08-01")
    log = change_log_of(anatomy(PAGE + LOG + after))
    assert log is not None
    assert has_entry(log.entries, "1.4.0")


def test_of_two_columns_the_one_with_the_plainer_name_says_what_changed() -> None:
    table = "| Version | Notes | Change |\n|---|---|---|\n| 1.3.0 | x | y |\n"
    assert "| 1.4.0 |  | step added: “Weigh it” |\n" in after_log(table)


def test_a_table_that_does_not_say_what_changed_is_refused() -> None:
    reason = "no column of the table in its change log is known to say what changed and when"
    assert refusal("| Version | Signed |\n|---|---|\n| 1.3.0 | Ruth |\n") == reason


# Headings


def test_a_heading_for_each_version_is_written_as_its_neighbour() -> None:
    log = "### Version 1.3.0 — 2026-08-01\n\n- Two\n\n### Version 1.2.0 — 2026-05-01\n\n- One\n"
    new = "### Version 1.4.0 — 2026-11-27\n\n- step added: “Weigh it”\n- and\n\n"
    two = replace(ENTRY, clauses=(*ENTRY.clauses, "and"))
    assert after_log(log, two) == new + log


def test_the_newest_last_goes_behind_all_of_the_last_one() -> None:
    log = "### 1.2.0\n\nOne.\n\n### 1.3.0\n\nTwo.\n\n#### Why\n\nBecause.\n"
    new = "\n### 1.4.0 (2026-11-27, Maya Okafor)\n\n- step added: “Weigh it”\n"
    assert after_log(log) == log + new


def test_a_heading_in_the_middle_keeps_its_distance() -> None:
    page = PAGE.replace(
        "## Procedure", "## Change log\n\n### 1.2.0\n\na\n### 1.3.0\nb\n## Procedure"
    )
    new = "\n### 1.4.0 (2026-11-27, Maya Okafor)\n\n- step added: “Weigh it”\n\n## Procedure"
    assert f"b\n{new}" in bumped(page)


def test_an_underlined_heading_is_underlined() -> None:
    page = "Returns\n=======\n\nA text.\n\nChange log\n==========\n\n1.3.0\n-----\n\nTwo\n"
    new = "1.4.0 (2026-11-27, Maya Okafor)\n-------------------------------\n\n- step"
    assert new in bumped(page)


def test_brackets_of_a_link_are_not_copied() -> None:
    after = after_log("### [1.3.0] - 2026-08-01\n\nTwo\n")
    assert after.startswith("### 1.4.0 (2026-11-27, Maya Okafor)\n\n- step added")


# Where nothing stands yet


@pytest.mark.parametrize("text", ["", "<!-- newest first -->\n", "\n\n"])
def test_an_empty_log_gets_a_list(text: str) -> None:
    assert f"## Change log\n\n- {LINE}\n" in bumped(PAGE + LOG.rstrip("\n") + "\n" + text)


def test_a_text_that_introduces_the_log_stays_above_it() -> None:
    assert after_log("What changed, and when.\n") == f"What changed, and when.\n\n- {LINE}\n"


def test_a_page_without_a_log_gets_one_at_its_end() -> None:
    new = f"\n## Change log\n\n- {LINE}\n"
    assert bumped(PAGE) == PAGE.replace("1.3.0", "1.4.0") + new
    assert bumped(PAGE + "\n\n") == PAGE.replace("1.3.0", "1.4.0") + new + "\n\n"


def test_its_heading_is_as_the_others_are() -> None:
    page = "# T\n\n### Zweck\n\nRuhe.\n\n### Ablauf\n\n1. Anrufen\n"
    assert f"\n### Änderungshistorie\n\n- {LINE}\n" in bumped(page)
    page = "Title\n=====\n\nPurpose\n-------\n\nPeace.\n\nProcedure\n---------\n\n1. Call\n"
    assert f"\nChange log\n----------\n\n- {LINE}\n" in bumped(page)
    page = "---\nlang: fr-CH\n---\n# T\n\nUn texte.\n"
    assert f"\n## Historique des modifications\n\n- {LINE}\n" in bumped(page)


def test_a_language_that_is_not_switched_on_is_not_used() -> None:
    page = "---\nlang: sv\n---\n# T\n\nEn text.\n"
    assert "\n## Change log\n" in bumped(page)
    company = replace(COMPANY, sops=replace(COMPANY.sops, languages=("sv",)))
    assert "\n## Ändringshistorik\n" in bumped(page, company=company)


# What is refused


def test_entries_that_are_paragraphs_are_refused() -> None:
    reason = "its change log is kept in a form that opsctl cannot add to"
    assert refusal("1.3.0 (2026-08-01): Two\n\n1.2.0: One\n") == reason
    assert refusal("```\n1.3.0 Two\n```\n") == reason
    assert refusal("<ul>\n<li>1.3.0 Two</li>\n</ul>\n") == reason
    assert refusal("> - 1.3.0: Two\n") == reason
    assert refusal("<details>\n- 1.3.0: Two\n</details>\n") == reason


def test_a_log_at_the_top_of_the_page_is_refused() -> None:
    with pytest.raises(UsageProblem, match="its change log stands at the top of the page"):
        bumped(PAGE.replace("title:", "change_log: many\ntitle:"))


def test_a_page_that_ends_in_open_code_is_refused() -> None:
    with pytest.raises(CannotProceed, match="cannot change safely"):
        bumped(PAGE + "\n```sh\nls\n")


# Around the log


def test_a_log_that_is_folded_away_stays_so() -> None:
    log = "<details>\n<summary>All versions</summary>\n\n{}- 1.3.0: Two\n\n</details>\n"
    assert after_log(log.format("")) == log.format(f"- {LINE}\n")
    log = "<details>\n\n### 1.2.0\n\nOne\n\n### 1.3.0\n\nTwo\n{}\n</details>\n"
    new = "\n### 1.4.0 (2026-11-27, Maya Okafor)\n\n- step added: “Weigh it”\n"
    assert after_log(log.format("")) == log.format(new)


FORMS = {
    "list": LOG + "- 1.3.0: Two\n- 1.2.0: One\n",
    "list, last": LOG + "- 1.2.0: One\n- 1.3.0: Two\n",
    "table": LOG + TABLE,
    "headings": LOG + "### 1.3.0\n\nTwo\n\n### 1.2.0\n\nOne\n",
    "headings, last": LOG + "### 1.2.0\n\nOne\n\n### 1.3.0\n\nTwo\n",
    "empty": LOG,
    "none": "",
    "folded": LOG + "<details>\n\n- 1.3.0: Two\n\n</details>\n",
    "middle": LOG + "- 1.2.0: One\n- 1.3.0: Two\n\n## Records\n\nThe case.\n",
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_they_did(form: str, end: str) -> None:
    page = PAGE + FORMS[form]
    assert bumped(page.replace("\n", end)) == bumped(page).replace("\n", end)


@pytest.mark.parametrize("form", FORMS)
def test_a_last_line_without_an_end_stays_without(form: str) -> None:
    page = (PAGE + FORMS[form]).rstrip("\n")
    after = bumped(page)
    assert not after.endswith("\n")
    assert after.rstrip("\n") == bumped(page + "\n").rstrip("\n")


@pytest.mark.parametrize("form", FORMS)
def test_all_other_lines_are_as_they_were(form: str) -> None:
    page = PAGE + FORMS[form]
    after = bumped(page).replace('"1.4.0"', '"1.3.0"', 1).splitlines()
    left = iter(after)
    assert all(line in left for line in page.splitlines())
    assert len(after) - len(page.splitlines()) <= 5


def test_without_an_entry_only_the_version_changes() -> None:
    page = PAGE + FORMS["list"]
    assert bumped(page, None, "2.0.0") == page.replace('"1.3.0"', '"2.0.0"')


def test_a_page_without_keys_gets_them() -> None:
    page = PAGE.partition("---\n# ")[2]
    assert bumped(f"# {page}", None).startswith('---\nversion: "1.4.0"\n---\n\n# Returns\n')


def test_a_page_whose_keys_cannot_be_read_is_refused() -> None:
    with pytest.raises(UsageProblem, match=r"no key can be written at the top of sops/a\.md"):
        bumped(PAGE.replace("---\n# ", "# "), None)


# Whatever people write

TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60)
MARKUP = st.text(st.sampled_from("a1 |\\`*_[]()<>&#;-+.:!~$\n{}"), min_size=1, max_size=40)


@given(st.sampled_from(sorted(FORMS)), st.lists(TEXTS | MARKUP, min_size=1, max_size=3))
@settings(max_examples=200)
def test_any_text_says_the_same_in_any_form(form: str, clauses: list[str]) -> None:
    """It is read again, and refused where it says anything else."""
    page = PAGE + FORMS[form]
    entry = NewEntry("1.4.0", ENTRY.day, "A | *b*", tuple(map(one_line, clauses)))
    after = bumped(page, entry)
    log = change_log_of(anatomy(after))
    assert log is not None
    assert has_entry(log.entries, "1.4.0")
    assert len(re.findall(r"(?m)^version: ", after)) == 1
