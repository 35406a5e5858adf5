"""Diagnostics as a page of Markdown."""

from __future__ import annotations

from hypothesis import given
from markdown_it import MarkdownIt

from opsctl.rendering.diagnostics.markdown import check_markdown
from opsctl.text.diagnostic import Diagnostic, Severity
from opsctl.text.source import Source
from tests.factories import diagnostic
from tests.rendering.hostile import is_harmful, texts

PATH = "rocks/2026-Q4/page.yaml"
WRITTEN = Source(PATH, "title: Page\nowner: lna\nteam: sales\n")
GITHUBS_LIMIT = 1024 * 1024


def page(*found: Diagnostic, largest: int = 900_000, remarks: tuple[str, ...] = ()) -> str:
    return check_markdown(found, 12, lambda path: path, remarks, largest)


def of_each_severity(count: int) -> list[Diagnostic]:
    return [
        diagnostic(WRITTEN, 19, 22, f"{severity} {number}", severity=severity)
        for number in range(count)
        for severity in reversed(Severity)
    ]


def test_a_page_has_a_table_for_each_severity_the_worst_first() -> None:
    error = diagnostic(WRITTEN, 19, 22, "owner `lna` is not known", "did you mean `lena`?")
    note = diagnostic(WRITTEN, message="a note", severity=Severity.NOTE)
    head = "| Place | What is wrong | What to write instead | Rule |\n| --- | --- | --- | --- |\n"
    assert page(note, error) == (
        "# Check\n\n**1 error, 1 note** in 12 files.\n\n"
        f"## Errors\n\n{head}| {PATH}:2:8 | owner \\`lna\\` is not known "
        "| did you mean \\`lena\\`? | ROCK003 owner-known |\n\n"
        f"## Notes\n\n{head}| {PATH}:1:1 | a note |  | ROCK003 owner-known |\n"
    )


def test_a_page_of_nothing_says_so() -> None:
    assert page() == "# Check\n\n**No findings** in 12 files.\n"


def test_remarks_stand_above_the_findings() -> None:
    assert page(remarks=("12 known *gaps*.",)).endswith("files.\n\n- 12 known \\*gaps\\*.\n")


def test_what_has_no_room_is_counted_and_the_worst_stay() -> None:
    whole = page(*of_each_severity(2))
    assert "more" not in page(*of_each_severity(2), largest=len(whole.encode()))
    cut = page(*of_each_severity(2), largest=len(whole.encode()) - 1)
    assert cut.endswith("\n1 note more: opsctl check shows them all.\n")
    least = page(*of_each_severity(2), largest=0)
    assert least.endswith("\n\n2 errors, 2 warnings, 2 notes more: opsctl check shows them all.\n")


def test_the_largest_page_is_one_that_github_takes() -> None:
    made = page(*of_each_severity(5000))
    assert 800_000 < len(made.encode("utf-8")) < GITHUBS_LIMIT
    assert "| error 4999 |" in made
    assert made.endswith(" more: opsctl check shows them all.\n")


@given(texts(), texts())
def test_hostile_text_stays_in_its_cell(path: str, message: str) -> None:
    source = Source(path, WRITTEN.text)
    made = page(diagnostic(source, 19, 22, message, hint=message))
    assert not [sign for sign in made.replace("\n", "") if is_harmful(sign)]
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(made)
    assert sum(each.type == "td_open" for each in tokens) == 4
    inside = {child.type for each in tokens for child in each.children or ()}
    assert inside <= {"text", "strong_open", "strong_close", "text_special"}
