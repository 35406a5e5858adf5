"""Diagnostics as JUnit XML."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given

from opsctl.rendering.diagnostics.junit import junit_text
from opsctl.text.diagnostic import Diagnostic, Severity
from opsctl.text.source import Source
from tests.factories import diagnostic
from tests.rendering.diagnostics.validators import refused_by_junit, texts_of_junit
from tests.rendering.hostile import is_harmful, texts

PATH = "rocks/2026-Q4/page.yaml"
WRITTEN = Source(PATH, "title: Page\nowner: lna\nteam: sales\n")


def written(*found: Diagnostic, files: tuple[str, ...] = (), failing: str = "error") -> str:
    return junit_text(found, files, lambda path: path, Severity(failing))


def outcomes(text: str) -> list[str]:
    """Tell how each test ended, in order."""
    cases = ElementTree.fromstring(text).iter("testcase")
    return [next((child.tag for child in case), "passed") for case in cases]


def names(text: str) -> list[str | None]:
    return [each.get("name") for each in ElementTree.fromstring(text).iter("testcase")]


def test_a_finding_is_a_failed_test_of_its_file() -> None:
    found = diagnostic(WRITTEN, 19, 22, "owner `lna` is not known", "did you mean `lena`?")
    assert written(found).splitlines() == [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<testsuites name="opsctl check" tests="1" failures="1" errors="0" skipped="0" time="0">',
        '  <testsuite name="opsctl check" tests="1" failures="1" errors="0" skipped="0" time="0">',
        f'    <testcase classname="{PATH}" name="ROCK003 owner-known: owner `lna` is not known" '
        f'file="{PATH}" time="0">',
        '      <failure type="error" message="owner `lna` is not known (did you mean `lena`?)">'
        f"{PATH}:2:8: error[ROCK003] owner `lna` is not known (did you mean `lena`?)</failure>",
        "    </testcase>",
        "  </testsuite>",
        "</testsuites>",
    ]


def test_a_file_without_a_finding_is_a_test_that_passes() -> None:
    text = written(diagnostic(WRITTEN), files=(PATH, "people.yaml"))
    assert outcomes(text) == ["failure", "passed"]
    assert '<testcase classname="people.yaml" name="no findings" ' in text


def test_what_does_not_make_the_check_fail_is_skipped() -> None:
    found = [diagnostic(WRITTEN, message=str(each), severity=each) for each in Severity]
    assert outcomes(written(*found)) == ["failure", "skipped", "skipped"]
    assert outcomes(written(*found, failing="warning")) == ["failure", "failure", "skipped"]
    assert outcomes(written(*found, failing="note")) == ["failure"] * 3


def test_a_name_stays_when_lines_are_added_above() -> None:
    moved = Source(PATH, f"# a remark\n\n{WRITTEN.text}")
    found = (diagnostic(WRITTEN, 19, 22), diagnostic(moved, 31, 34))
    first, second = (names(written(each)) for each in found)
    assert first == second


def test_equal_names_are_numbered() -> None:
    text = written(*[diagnostic(WRITTEN, 19, 22, "m")] * 3)
    plain = "ROCK003 owner-known: m"
    assert names(text) == [plain, f"{plain} (2)", f"{plain} (3)"]
    assert refused_by_junit(text) == []


def test_what_xml_cannot_hold_is_shown_and_what_ends_a_section_is_escaped() -> None:
    text = written(diagnostic(WRITTEN, 19, 22, "]]> <b> & \x1b[2J \ufffe \uffff \x00 \ud800"))
    assert "]]>" not in text
    assert ElementTree.fromstring(text).find(".//failure") is not None
    assert texts_of_junit(text)[-1].endswith("]]> <b> & \\x1b[2J \\ufffe \\uffff \\x00 \\ud800")


def test_a_log_finds_no_command_in_it() -> None:
    text = written(diagnostic(WRITTEN, 19, 22, "##[add-mask]e ##vso[task.complete] ###"))
    assert "##" not in text
    assert texts_of_junit(text)[-1].endswith("##[add-mask]e ##vso[task.complete] ###")


@given(texts(), texts())
def test_any_text_can_be_read_again_and_does_no_harm(path: str, message: str) -> None:
    source = Source(f"x{path}", WRITTEN.text)
    text = written(diagnostic(source, 19, 22, message, hint=message), files=("y" + path,))
    assert refused_by_junit(text) == []
    assert text.isascii()
    assert not [
        sign for each in texts_of_junit(text) for sign in each.replace("\n", "") if is_harmful(sign)
    ]
