"""Known gaps: what is new, what is known, what is closed, and how the file of them grows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from opsctl.editing.baseline import baseline_text
from opsctl.loading.baseline import read_baseline
from opsctl.model.baseline import BASELINE_FILE, NO_BASELINE, Baseline, Gap
from opsctl.rules.base import Rule, found_by_the_engine
from opsctl.rules.baseline import adopted, beyond, counted_gaps, gap_of, judged, updated, with_rule
from opsctl.text.diagnostic import Diagnostic, Finding, Severity
from opsctl.text.span import Location, Span
from opsctl.text.tree import Kind, OverlayTree

PAGE, OTHER = "sops/a.md", "sops/b.md"


def rule(code: str, *, by_calendar: bool = False) -> Rule:
    page = "Something must hold."
    name = code.lower()
    return Rule(code, name, Severity.WARNING, page, found_by_the_engine, by_calendar=by_calendar)


RULES = (rule("SOP001"), rule("SOP002"), rule("SOP030", by_calendar=True))
KNOWN = frozenset(["SOP001", "SOP002", "SOP030"])


def found(
    subject: str | None = "scope",
    code: str = "SOP001",
    path: str = PAGE,
    line: int = 1,
    message: str = "the page has no scope",
) -> Diagnostic:
    place = Location(path, Span(line, line, line, 1, line, 1))
    finding = Finding(code, place, message, subject=subject)
    return Diagnostic(finding, code.lower(), Severity.WARNING)


def gap(subject: str = "scope", code: str = "SOP001", path: str = PAGE) -> Gap:
    return Gap(path, code, subject)


def baseline(**counts: int) -> Baseline:
    """Make a baseline of one page, with so many gaps of each subject."""
    gaps = {gap(subject): count for subject, count in counts.items()}
    return Baseline(gaps, {PAGE: sum(counts.values())}, KNOWN)


@pytest.mark.parametrize(
    ("message", "subject", "expected"),
    [
        ("anything", "scope", "scope"),
        ("anything", " a \n b ", "a b"),
        ("anything", "step 3", "step 3"),
        ("anything", "", ""),
        ("the step has 72 words", None, "the step has # words"),
        ("due 2026-10-01", None, "due #-#-#"),
        ("a  text\nof two lines", None, "a text of two lines"),
        ("anything", "a" * 200, "a" * 160),
        ("a" * 200, None, "a" * 160),
    ],
)
def test_a_gap_is_named_by_what_it_is_about(
    message: str, subject: str | None, expected: str
) -> None:
    assert gap_of(found(subject, message=message)) == gap(expected)


def test_a_gap_keeps_its_name_when_lines_move() -> None:
    assert gap_of(found(line=3)) == gap_of(found(line=300))


@pytest.mark.parametrize(
    "other", [found("purpose"), found(code="SOP002"), found(path=OTHER)], ids=lambda _: ""
)
def test_a_gap_is_told_from_those_of_other_files_rules_and_subjects(other: Diagnostic) -> None:
    assert gap_of(other) != gap_of(found())


@pytest.mark.parametrize(
    ("count", "new", "known", "closed"),
    [(0, 0, 0, 2), (1, 0, 1, 1), (2, 0, 2, 0), (3, 3, 0, 0), (4, 4, 0, 0)],
)
def test_more_of_a_gap_than_were_known_are_all_new(
    count: int, new: int, known: int, closed: int
) -> None:
    told = judged([found(line=at) for at in range(count)], baseline(scope=2), RULES)
    assert (len(told.new), len(told.known), told.closed) == (new, known, closed)


def test_gaps_are_known_wherever_they_moved_to() -> None:
    told = judged([found(line=70), found(line=90)], baseline(scope=2), RULES)
    assert told.new == ()


@pytest.mark.parametrize("other", [found("purpose"), found(code="SOP002"), found(path=OTHER)])
def test_a_gap_that_is_not_listed_is_new(other: Diagnostic) -> None:
    told = judged([found(), other], baseline(scope=1), RULES)
    assert (told.new, told.known) == ((other,), (found(),))


def test_findings_keep_their_order() -> None:
    listed = [found(subject, line=at) for at, subject in enumerate(["a", "b", "a", "c", "b"])]
    told = judged(listed, baseline(a=2, c=1), RULES)
    assert [each.finding.subject for each in told.new] == ["b", "b"]
    assert [each.finding.location.span.line for each in told.known] == [0, 2, 3]


def test_what_the_calendar_brings_is_never_known() -> None:
    late = found("review", code="SOP030")
    listed = Baseline({gap("review", "SOP030"): 5}, {PAGE: 5}, KNOWN)
    assert judged([late], listed, RULES).new == (late,)


def test_without_a_baseline_everything_is_new() -> None:
    told = judged([found()], NO_BASELINE, RULES)
    assert (told.new, told.known, told.closed, told.fewer) == ((found(),), (), 0, 0)


@pytest.mark.parametrize(("count", "fewer"), [(0, 3), (1, 2), (3, 0)])
def test_progress_is_told_against_the_start(count: int, fewer: int) -> None:
    assert judged([found()] * count, baseline(scope=3), RULES).fewer == fewer


def test_progress_is_kept_when_closed_gaps_are_no_longer_listed() -> None:
    less = Baseline({gap(): 1}, {PAGE: 4}, KNOWN)
    told = judged([found()], less, RULES)
    assert (told.closed, told.fewer) == (0, 3)


def test_gaps_are_counted_without_those_of_the_calendar() -> None:
    listed = [found(), found(line=9), found("a"), found("review", code="SOP030")]
    assert counted_gaps(listed, RULES) == {gap(): 2, gap("a"): 1}


def test_a_file_is_adopted_with_all_its_gaps() -> None:
    after = adopted(NO_BASELINE, [found(), found(), found("a")], [PAGE], RULES)
    assert after == Baseline({gap(): 2, gap("a"): 1}, {PAGE: 3}, KNOWN)


def test_a_file_without_gaps_is_adopted_as_well() -> None:
    assert adopted(NO_BASELINE, [], [PAGE], RULES) == Baseline({}, {PAGE: 0}, KNOWN)


def test_a_file_that_is_not_named_is_not_adopted() -> None:
    after = adopted(NO_BASELINE, [found(), found(path=OTHER)], [PAGE], RULES)
    assert (set(after.counts), set(after.at_start)) == ({gap()}, {PAGE})


def test_a_file_that_is_listed_already_stays_as_it_is() -> None:
    before = baseline(scope=1)
    again = adopted(before, [found(), found(), found("a")], [PAGE], RULES)
    assert again == before


def test_a_file_that_was_clean_when_it_was_adopted_gets_no_gaps_later() -> None:
    before = Baseline({}, {PAGE: 0}, KNOWN)
    assert adopted(before, [found()], [PAGE], RULES) == before


def test_a_baseline_grows_by_files_that_it_does_not_list() -> None:
    before = baseline(scope=1)
    after = adopted(before, [found(), found("a"), found(path=OTHER)], [PAGE, OTHER], RULES)
    assert after.counts == {gap(): 1, gap(path=OTHER): 1}
    assert after.at_start == {PAGE: 1, OTHER: 1}


def test_adopting_keeps_the_rules_of_the_first_time() -> None:
    before = Baseline({}, {OTHER: 0}, frozenset(["SOP001"]))
    assert adopted(before, [found()], [PAGE], RULES).rules == {"SOP001"}


def test_what_the_calendar_brings_is_not_adopted() -> None:
    after = adopted(NO_BASELINE, [found("review", code="SOP030")], [PAGE], RULES)
    assert after == Baseline({}, {PAGE: 0}, KNOWN)


@pytest.mark.parametrize(("count", "left"), [(0, {}), (1, {gap(): 1}), (3, {gap(): 2})])
def test_updating_drops_what_no_longer_occurs_and_adds_nothing(
    count: int, left: dict[Gap, int]
) -> None:
    after = updated(baseline(scope=2), [found()] * count, RULES)
    assert after == Baseline(left, {PAGE: 2}, KNOWN)


def test_updating_adds_no_other_gap() -> None:
    assert updated(baseline(scope=1), [found(), found("a")], RULES) == baseline(scope=1)


def test_a_new_rule_brings_its_gaps_once() -> None:
    before = Baseline({gap(): 1}, {PAGE: 1}, frozenset(["SOP001"]))
    listed = [found(), found(), found("step", code="SOP002"), found("step", code="SOP002")]
    after = with_rule(before, listed, RULES[1], RULES)
    assert after.counts == {gap(): 1, gap("step", "SOP002"): 2}
    assert after.rules == {"SOP001", "SOP002"}


def test_a_new_rule_without_a_gap_is_known_from_then_on() -> None:
    before = Baseline({}, {PAGE: 0}, frozenset(["SOP001"]))
    assert with_rule(before, [], RULES[1], RULES).rules == {"SOP001", "SOP002"}


def test_a_new_rule_of_the_calendar_brings_no_gaps() -> None:
    before = Baseline({}, {PAGE: 0}, frozenset(["SOP001"]))
    late = found("review", code="SOP030")
    assert with_rule(before, [late], RULES[2], RULES).counts == {}


def read(text: str) -> tuple[Baseline, list[str]]:
    """Read the text of a baseline; say where it cannot be read."""
    told, findings = read_baseline(OverlayTree(None, {BASELINE_FILE: text.encode()}))
    return told, [f"{each.location.span.line} {each.code}" for each in findings]


@pytest.mark.parametrize(
    "written",
    [
        Baseline({}, {}, KNOWN),
        baseline(scope=2, purpose=1),
        Baseline({gap(path=OTHER): 1, gap(): 2}, {OTHER: 1, PAGE: 2, "sops/c.md": 0}, KNOWN),
        Baseline({gap("a \"b\" \\ 'c'"): 1, gap("é 目的 \U0001f680"): 1}, {PAGE: 2}, KNOWN),
        Baseline({gap(""): 1}, {PAGE: 1}, KNOWN),
        Baseline({gap(path="sops/a b/é #1.md"): 1}, {"sops/a b/é #1.md": 1}, KNOWN),
    ],
)
def test_a_baseline_is_read_as_it_was_written(written: Baseline) -> None:
    assert read(baseline_text(written)) == (written, [])


def test_a_baseline_has_one_fact_a_line_in_the_order_of_its_files() -> None:
    written = Baseline({gap("b"): 1, gap("a"): 2, gap(path="sops/0.md"): 1}, {PAGE: 3}, KNOWN)
    assert baseline_text(written).splitlines() == [
        '{"rules": ["SOP001", "SOP002", "SOP030"]}',
        '{"path": "sops/0.md", "code": "SOP001", "subject": "scope", "count": 1}',
        '{"path": "sops/a.md", "at_start": 3}',
        '{"path": "sops/a.md", "code": "SOP001", "subject": "a", "count": 2}',
        '{"path": "sops/a.md", "code": "SOP001", "subject": "b", "count": 1}',
    ]


def test_equal_baselines_have_equal_texts() -> None:
    one = Baseline({gap("a"): 1, gap("b"): 1}, {PAGE: 1, OTHER: 0}, KNOWN)
    other = Baseline({gap("b"): 1, gap("a"): 1}, {OTHER: 0, PAGE: 1}, KNOWN)
    assert baseline_text(one) == baseline_text(other)


ELSEWHERE = Baseline({gap(path=OTHER): 1}, {OTHER: 1}, KNOWN)


def merged(*texts: str) -> str:
    """Put the lines of two branches together, as a union merge does."""
    return "".join(f"{line}\n" for text in texts for line in text.splitlines())


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (baseline(a=1), ELSEWHERE, {gap("a"): 1, gap(path=OTHER): 1}),
        (baseline(a=2), baseline(a=1), {gap("a"): 2}),
        (baseline(a=1), baseline(a=1), {gap("a"): 1}),
        (baseline(a=1, b=1), baseline(b=3), {gap("a"): 1, gap("b"): 3}),
    ],
)
def test_of_the_lines_of_two_branches_the_higher_count_holds(
    one: Baseline, other: Baseline, expected: dict[Gap, int]
) -> None:
    for texts in ((one, other), (other, one)):
        told, findings = read(merged(*map(baseline_text, texts)))
        assert (told.counts, findings) == (expected, [])


def test_the_rules_of_two_branches_are_all_known() -> None:
    one = baseline_text(Baseline({}, {PAGE: 1}, frozenset(["SOP001"])))
    other = baseline_text(Baseline({}, {PAGE: 3}, frozenset(["SOP002"])))
    told, _ = read(merged(one, other))
    assert told.rules == {"SOP001", "SOP002"}
    assert told.at_start == {PAGE: 3}


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "[]",
        "1",
        "null",
        '"text"',
        "{}",
        '{"rules": "SOP001"}',
        '{"rules": ["sop1"]}',
        '{"rules": [1]}',
        '{"rules": [], "more": 1}',
        '{"path": "sops/a.md"}',
        '{"path": "sops/a.md", "at_start": -1}',
        '{"path": "sops/a.md", "at_start": true}',
        '{"path": "sops/a.md", "at_start": 1.5}',
        '{"path": "sops/a.md", "at_start": 1000001}',
        '{"path": 1, "at_start": 1}',
        '{"path": "sops/a.md", "code": "SOP001", "subject": "scope"}',
        '{"path": "sops/a.md", "code": "x", "subject": "scope", "count": 1}',
        '{"path": "sops/a.md", "code": "SOP001", "subject": null, "count": 1}',
        '{"path": "sops/a.md", "code": "SOP001", "subject": "scope", "count": true}',
        '{"path": "sops/a.md", "code": "SOP001", "subject": "scope", "count": 1, "more": 1}',
        "[" * 100_000,
        '{"path": "sops/a.md", "at_start": ' + "1" * 5_000 + "}",
    ],
    ids=lambda line: line[:70],
)
def test_a_line_that_is_no_fact_is_found_and_counts_for_nothing(line: str) -> None:
    text = f"{baseline_text(baseline(scope=1))}\n{line}\n"
    assert read(text) == (baseline(scope=1), ["5 CFG008"])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_the_host_writes_them(end: str) -> None:
    text = baseline_text(baseline(scope=1)).replace("\n", end)
    assert read(text) == (baseline(scope=1), [])


def test_an_unfinished_merge_is_said() -> None:
    text = f"<<<<<<< HEAD\n{baseline_text(baseline(scope=1))}=======\n>>>>>>> b\n"
    assert read(text) == (NO_BASELINE, ["1 FILE006"])


def test_without_a_file_nothing_is_known() -> None:
    assert read_baseline(OverlayTree(None, {})) == (NO_BASELINE, [])


def test_a_folder_of_that_name_is_said() -> None:
    tree = OverlayTree(None, {f"{BASELINE_FILE}/a": b""})
    entry = tree.entry(BASELINE_FILE)
    assert entry is not None
    assert entry.kind is Kind.FOLDER
    told, findings = read_baseline(tree)
    assert (told, [each.code for each in findings]) == (NO_BASELINE, ["FILE014"])


def codes(diagnostics: Iterable[Diagnostic]) -> list[str]:
    return [each.finding.code for each in diagnostics]


def test_an_adopted_folder_fails_only_by_what_is_new() -> None:
    today = [found("scope"), found("purpose"), found("review", code="SOP030")]
    text = baseline_text(adopted(NO_BASELINE, today, [PAGE], RULES))
    told = judged([*today, found("step", code="SOP002")], read(text)[0], RULES)
    assert codes(told.new) == ["SOP030", "SOP002"]


class TestBeyond:
    def test_what_was_there_at_whatever_line_is_not_new(self) -> None:
        assert beyond([found(line=9)], [found(line=1)]) == ()
        assert beyond([], [found()]) == ()

    def test_what_is_of_another_rule_subject_or_file_is_new(self) -> None:
        others = (found("steps"), found(code="SOP002"), found(path=OTHER))
        assert beyond([found(), *others], [found()]) == others

    def test_where_there_are_more_of_a_gap_all_of_them_are_new(self) -> None:
        two = (found(line=1), found(line=2))
        assert beyond(two, two) == ()
        assert beyond(two, two[:1]) == two
        assert beyond(two[:1], two) == ()

    def test_what_weighs_more_is_new_and_what_weighs_less_is_not(self) -> None:
        warning = found()
        error, note = (replace(warning, severity=each) for each in (Severity.ERROR, Severity.NOTE))
        assert beyond([error], [warning]) == (error,)
        assert beyond([note], [warning]) == ()

    def test_what_the_calendar_brings_was_there_on_the_same_day(self) -> None:
        due = found(code="SOP030")
        assert beyond([due], [due]) == ()
