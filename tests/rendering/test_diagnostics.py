"""Diagnostics for people, for GitHub and as data."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from opsctl.model.baseline import Judged
from opsctl.rendering.diagnostics.data import check_data
from opsctl.rendering.diagnostics.github import github_lines
from opsctl.rendering.diagnostics.text import diagnostic_lines, summary_line
from opsctl.rendering.json_text import json_text
from opsctl.rendering.visible import visible
from opsctl.text.diagnostic import Diagnostic, Severity
from opsctl.text.source import Source
from tests.factories import diagnostic
from tests.rendering.hostile import is_harmful, texts

PATH = "rocks/2026-Q4/page.yaml"
WRITTEN = Source(PATH, "title: Page\nowner: lna\nteam: sales\n")
LONGEST_LINE = 120
CUT = "[…]"
"""What stands where a line was cut."""
GUTTER = len("    1 | ")


def as_it_is(path: str) -> str:
    return path


def framed(source: Source, start: int, end: int) -> list[str]:
    """Draw a diagnostic about a part of a text."""
    drawn = diagnostic_lines(
        [diagnostic(source, start, end)], lambda _, number: source.line(number), as_it_is
    )
    return [line.plain for line in drawn]


def marked(source: Source, start: int, end: int) -> tuple[str, int, int]:
    """Give the line that a frame shows, and which of its cells the carets stand under."""
    _, line, carets, *_ = framed(source, start, end)
    first = len(carets) - len(carets.lstrip(" |"))
    assert set(carets[first:]) == {"^"}
    return line[GUTTER:], first - GUTTER, len(carets) - GUTTER


def part_of(text: str, part: str) -> tuple[Source, int, int]:
    return Source(PATH, text), text.index(part), text.index(part) + len(part)


# A frame


def test_a_frame_says_what_is_wrong_shows_where_and_gives_the_hint() -> None:
    found = diagnostic(WRITTEN, 19, 22, hint="did you mean `lena`?")
    drawn = diagnostic_lines([found], lambda _, number: WRITTEN.line(number), as_it_is)
    assert [line.plain for line in drawn] == [
        f"{PATH}:2:8: error[ROCK003] owner `lna` is not in people.yaml",
        "    2 | owner: lna",
        "      |        ^^^",
        "  hint: did you mean `lena`? (opsctl rule ROCK003)",
        "",
    ]


def test_without_a_hint_a_frame_still_names_the_page_of_the_rule() -> None:
    assert framed(WRITTEN, 19, 22)[3] == "  hint: (opsctl rule ROCK003)"


def test_a_path_is_shown_as_seen_from_here() -> None:
    found = [diagnostic(WRITTEN, 19, 22)]
    heading = next(diagnostic_lines(found, lambda *_: None, lambda path: f"../{path}"))
    assert heading.plain.startswith(f"../{PATH}:2:8: ")


def test_a_place_is_a_link_where_there_is_an_address() -> None:
    found = [diagnostic(WRITTEN, 19, 22)]
    drawn = diagnostic_lines(found, lambda *_: None, as_it_is, lambda path, line: f"{path}#{line}")
    (link,) = (span for span in next(drawn).spans if isinstance(span.style, Style))
    assert (link.start, link.end) == (0, len(f"{PATH}:2:8"))
    assert isinstance(link.style, Style)
    assert link.style.link == f"{PATH}#2"


def test_without_an_address_a_place_is_no_link() -> None:
    heading = next(diagnostic_lines([diagnostic(WRITTEN)], lambda *_: None, as_it_is))
    assert not [each for each in heading.spans if isinstance(each.style, Style) and each.style.link]


def test_without_its_file_a_diagnostic_has_no_excerpt() -> None:
    drawn = list(diagnostic_lines([diagnostic(WRITTEN, 19, 22)], lambda *_: None, as_it_is))
    assert len(drawn) == 3


def test_an_empty_line_is_not_shown() -> None:
    assert len(framed(Source(PATH, "a\n\nb"), 2, 2)) == 3


def test_a_place_without_width_has_one_caret() -> None:
    assert marked(WRITTEN, 19, 19) == ("owner: lna", 7, 8)


def test_a_place_of_several_lines_is_marked_to_the_end_of_its_first() -> None:
    assert marked(WRITTEN, 19, 30) == ("owner: lna", 7, 10)


def test_a_place_at_the_end_of_a_line_is_marked_behind_it() -> None:
    assert marked(WRITTEN, 22, 22) == ("owner: lna", 10, 11)


def test_a_place_past_the_end_of_its_line_is_marked_behind_it() -> None:
    drawn = diagnostic_lines([diagnostic(WRITTEN, 19, 22)], lambda *_: "owner:", as_it_is)
    assert [line.plain for line in drawn][1:3] == ["    2 | owner:", "      |       ^"]


def test_a_tab_takes_four_cells() -> None:
    assert marked(*part_of("owner:\tlna", "lna")) == ("owner:    lna", 10, 13)


def test_a_tab_that_is_the_place_is_marked_whole() -> None:
    assert marked(*part_of("owner:\tlna", "\t")) == ("owner:    lna", 6, 10)


def test_a_backslash_before_a_t_is_no_tab() -> None:
    assert marked(*part_of("path: C:\\temp lna", "lna")) == ("path: C:\\temp lna", 14, 17)


def test_wide_characters_take_two_cells_before_the_place() -> None:
    assert marked(*part_of("日本: lna", "lna")) == ("日本: lna", 6, 9)


def test_wide_characters_have_two_carets() -> None:
    assert marked(*part_of("owner: 日本 😀", "日本")) == ("owner: 日本 😀", 7, 11)


def test_control_characters_are_shown_and_marked_as_escapes() -> None:
    assert marked(*part_of("a\x1b[31mb: \x1bc", "\x1bc")) == ("a\\x1b[31mb: \\x1bc", 12, 17)


def test_carets_stand_under_their_place_below_line_99_999() -> None:
    source = Source(PATH, "\n" * 123_455 + "owner: lna")
    _, line, carets, *_ = framed(source, len(source.text) - 3, len(source.text))
    assert line == "123456 | owner: lna"
    assert carets.index("^") == line.index("lna")


def test_a_line_of_120_characters_is_shown_whole() -> None:
    text = "x" * 117 + "lna"
    assert marked(*part_of(text, "lna")) == (text, 117, 120)


def test_of_a_longer_line_the_part_around_the_place_is_shown() -> None:
    shown, first, last = marked(*part_of("x" * 500 + "lna" + "y" * 500, "lna"))
    assert len(shown) == LONGEST_LINE + 2 * len(CUT)
    assert (shown[: len(CUT)], shown[-len(CUT) :]) == (CUT, CUT)
    assert shown[first:last] == "lna"


def test_a_place_longer_than_the_part_shown_is_marked_to_its_end() -> None:
    shown, first, last = marked(*part_of("x" * 500 + "l" * 500, "l" * 500))
    assert set(shown[first:last]) == {"l"}
    assert last == len(shown) - len(CUT) == LONGEST_LINE + len(CUT)


def test_a_place_at_the_end_of_a_longer_line_is_marked_behind_it() -> None:
    shown, first, last = marked(Source(PATH, "x" * 500), 500, 500)
    assert (first, last) == (len(shown), len(shown) + 1)


@given(texts(), texts().filter(bool), texts())
def test_carets_stand_under_exactly_the_cells_of_their_place(
    before: str, place: str, after: str
) -> None:
    before, place, after = (
        part.replace("\n", " ").replace("\r", " ") for part in (f"a{before}", place, after)
    )
    source = Source(PATH, before + place + after)
    shown, first, last = marked(source, len(before), len(before) + len(place))
    shown_before, shown_place, shown_after = (
        visible(part.replace("\t", " " * 4)) for part in (before, place, after)
    )
    assert shown == shown_before + shown_place + shown_after
    assert first == cell_len(shown_before)
    assert last - first == max(cell_len(shown_place), 1)


@given(texts(), texts(), texts())
def test_no_hostile_text_adds_a_line_to_a_frame_or_reaches_the_terminal(
    path: str, message: str, line: str
) -> None:
    source = Source(path, line)
    found = diagnostic(source, 0, len(line), message, hint=message)
    drawn = diagnostic_lines([found], lambda _, number: source.line(number), as_it_is)
    drawn_lines = [each.plain for each in drawn]
    assert all(len(each.splitlines()) <= 1 for each in drawn_lines)
    assert not [sign for each in drawn_lines for sign in each if is_harmful(sign)]


# The summary


def test_a_summary_counts_by_severity() -> None:
    found = [diagnostic(WRITTEN, severity=each) for each in (*Severity, Severity.ERROR)]
    assert summary_line(found, 12).plain == "2 errors, 1 warning, 1 note in 12 files."


def test_a_summary_of_nothing_says_so() -> None:
    assert summary_line([], 1).plain == "No findings in 1 file."


# GitHub


def command(message: str, path: str = PATH, hint: str | None = None) -> str:
    source = Source(path, WRITTEN.text)
    (line,) = github_lines([diagnostic(source, 19, 22, message, hint)], as_it_is)
    return line


def test_a_command_names_the_place_the_rule_and_the_message() -> None:
    assert command("owner `lna` is not in people.yaml", hint="did you mean `lena`?") == (
        f"::error file={PATH},line=2,endLine=2,col=8,endColumn=11,title=ROCK003 owner-known"
        "::owner `lna` is not in people.yaml (did you mean `lena`?)"
    )


def test_a_place_of_several_lines_has_no_columns() -> None:
    (line,) = github_lines([diagnostic(WRITTEN, 19, 30, "m")], as_it_is)
    assert line == f"::error file={PATH},line=2,endLine=3,title=ROCK003 owner-known::m"


@pytest.mark.parametrize(
    ("severity", "level"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.NOTE, "notice")],
)
def test_a_severity_becomes_a_level_of_github(severity: Severity, level: str) -> None:
    (line,) = github_lines([diagnostic(WRITTEN, severity=severity)], as_it_is)
    assert line.startswith(f"::{level} file=")


def test_errors_come_first_and_keep_their_order() -> None:
    found = [
        diagnostic(WRITTEN, message=f"{severity} {number}", severity=severity)
        for number in (1, 2)
        for severity in reversed(Severity)
    ]
    assert [line.rpartition("::")[2] for line in github_lines(found, as_it_is)] == [
        "error 1",
        "error 2",
        "warning 1",
        "warning 2",
        "note 1",
        "note 2",
    ]


def many(errors: int = 0, warnings: int = 0, notes: int = 0) -> list[Diagnostic]:
    """Make findings whose message is their severity and number, the lightest first."""
    counts = {Severity.NOTE: notes, Severity.WARNING: warnings, Severity.ERROR: errors}
    return [
        diagnostic(WRITTEN, 19, 22, f"{severity} {number}", severity=severity)
        for severity, count in counts.items()
        for number in range(count)
    ]


def levels(lines: list[str]) -> Counter[str]:
    return Counter(line[2:].partition(" ")[0] for line in lines if line.startswith("::"))


def test_as_many_are_annotated_as_github_shows() -> None:
    lines = list(github_lines(many(10, 10, 10), as_it_is))
    assert levels(lines) == {"error": 10, "warning": 10, "notice": 10}
    assert len(lines) == 30


@pytest.mark.parametrize(
    ("counts", "left"),
    [
        ((11, 0, 0), "1 error"),
        ((0, 12, 0), "2 warnings"),
        ((0, 0, 11), "2 notes"),
        ((11, 12, 10), "1 error, 2 warnings, 1 note"),
    ],
)
def test_what_is_left_is_counted_in_a_notice_and_named_in_the_log(
    counts: tuple[int, int, int], left: str
) -> None:
    lines = list(github_lines(many(*counts), as_it_is))
    (at,) = (number for number, line in enumerate(lines) if line.startswith("::notice::"))
    assert lines[at] == (
        f"::notice::{left} more: GitHub shows 10 of a kind in one step, "
        "and the log of this step names the others."
    )
    assert all(line.startswith("::") for line in lines[:at])
    assert not any(line.startswith("::") for line in lines[at + 1 :])
    assert len(lines) == sum(counts) + 1
    assert max(levels([line.replace("::notice::", "::notice ") for line in lines]).values()) <= 10


def test_remarks_are_notices_and_take_their_place() -> None:
    lines = list(github_lines(many(notes=10), as_it_is, ["80 % seen"]))
    assert "::notice::80 %25 seen" in lines
    assert sum(line.startswith("::notice") for line in lines) == 10
    assert list(github_lines([], as_it_is, ["a"])) == ["::notice::a"]


def test_what_is_left_gives_no_command_to_the_runner() -> None:
    source = Source("::error::a", WRITTEN.text)
    found = [diagnostic(source, 19, 22, f"##[add-mask]{each}") for each in range(11)]
    assert list(github_lines(found, as_it_is))[-1] == (
        "\\x3a:error::a:2:8: error: #\\x23[add-mask]10 [ROCK003]"
    )


def test_a_percent_sign_in_a_message_is_escaped() -> None:
    assert command("80 % of %0A").endswith("::80 %25 of %250A")


def test_a_colon_and_a_comma_in_a_message_are_left_alone() -> None:
    assert command("a: b, c").endswith("::a: b, c")


def test_the_lines_of_a_message_become_one() -> None:
    assert command("a\r\nb\nc\rd", hint="e\nf").endswith("::a b c d (e f)")


def test_percent_colon_and_comma_in_a_path_are_escaped() -> None:
    assert command("m", "a%b:c,d.yaml").startswith("::error file=a%25b%3Ac%2Cd.yaml,line=2,")


def test_line_ends_and_quotes_in_a_path_are_shown() -> None:
    assert command("m", "a\r\n\"b'.yaml").startswith("::error file=a\\r\\n\"b'.yaml,line=2,")


def test_a_path_cannot_add_a_property() -> None:
    properties = command("m", "x,line=1::error::.yaml").split("::")[1]
    assert properties.split(",")[:2] == ["error file=x%2Cline=1%3A%3Aerror%3A%3A.yaml", "line=2"]


def test_a_message_cannot_start_a_command_of_its_own() -> None:
    assert command("a\n::error::b\r::warning::c").splitlines() == [
        f"::error file={PATH},line=2,endLine=2,col=8,endColumn=11,title=ROCK003 owner-known"
        "::a ::error::b ::warning::c"
    ]


@given(texts(), texts(), texts() | st.none())
def test_any_diagnostic_is_one_command_on_one_line(
    path: str, message: str, hint: str | None
) -> None:
    line = command(message, path, hint)
    assert len(line.splitlines()) == 1
    assert line.startswith("::error file=")
    properties = line.removeprefix("::error ").partition("::")[0]
    assert [each.partition("=")[0] for each in properties.split(",")] == [
        "file",
        "line",
        "endLine",
        "col",
        "endColumn",
        "title",
    ]


# Data


def test_the_shape_of_check_has_exactly_these_keys() -> None:
    shape = check_data([diagnostic(WRITTEN, 19, 22)], 12)
    assert list(shape) == ["schema", "findings", "summary"]
    assert list(shape["summary"]) == [
        *("files", "errors", "warnings", "notes"),
        *("known_gaps", "closed_gaps", "fewer_than_at_start"),
    ]
    assert list(shape["findings"][0]) == [
        "path",
        "line",
        "column",
        "end_line",
        "end_column",
        "code",
        "name",
        "severity",
        "message",
        "hint",
        "fixable",
        "fix",
    ]


def test_a_finding_as_data_has_its_place_its_rule_and_its_message() -> None:
    assert check_data([diagnostic(WRITTEN, 19, 22)], 12)["findings"] == [
        {
            "path": PATH,
            "line": 2,
            "column": 8,
            "end_line": 2,
            "end_column": 11,
            "code": "ROCK003",
            "name": "owner-known",
            "severity": "error",
            "message": "owner `lna` is not in people.yaml",
            "hint": None,
            "fixable": False,
            "fix": None,
        }
    ]


def test_a_finding_with_a_fix_is_fixable() -> None:
    assert check_data([diagnostic(WRITTEN, 19, 22, fix="lena")], 1)["findings"][0]["fixable"]


def test_findings_as_data_are_counted_by_severity() -> None:
    found = [diagnostic(WRITTEN, severity=each) for each in (*Severity, Severity.NOTE)]
    summary = {"files": 3, "errors": 1, "warnings": 1, "notes": 2}
    known = {"known_gaps": 0, "closed_gaps": 0, "fewer_than_at_start": 0}
    assert check_data(found, 3)["summary"] == summary | known


def test_known_gaps_are_counted_and_not_listed() -> None:
    told = Judged((), (diagnostic(WRITTEN),), closed=2, fewer=5)
    shape = check_data((), 3, told)
    assert shape["findings"] == []
    assert (shape["summary"]["known_gaps"], shape["summary"]["closed_gaps"]) == (1, 2)
    assert shape["summary"]["fewer_than_at_start"] == 5


@given(texts(), texts())
def test_hostile_text_in_data_stays_text(path: str, message: str) -> None:
    source = Source(path, WRITTEN.text)
    text = json_text(check_data([diagnostic(source, message=message)], 1))
    (finding,) = json.loads(text)["findings"]
    assert finding["code"] == "ROCK003"
    assert text.isascii()
