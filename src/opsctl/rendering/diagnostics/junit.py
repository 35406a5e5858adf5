"""Diagnostics as JUnit XML: a test for each finding, and one that passes for each clean file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from xml.etree import ElementTree

from opsctl.rendering.diagnostics.wording import sentence
from opsctl.rendering.visible import visible
from opsctl.text.diagnostic import Diagnostic, Severity

_SUITE = "opsctl check"
_NOT_IN_XML = re.compile("[\ufffe\uffff]")


def junit_text(
    diagnostics: Sequence[Diagnostic],
    files: Sequence[str],
    shown_path: Callable[[str], str],
    failing: Severity | None = Severity.ERROR,
) -> str:
    """Write the report.

    Findings from `failing` on are failures, none where it is none; lighter ones are skipped tests,
    so that the report fails exactly where the check does.
    """
    cases = [*_of_findings(diagnostics, shown_path, failing)]
    found = {each.finding.location.path for each in diagnostics}
    cases += [_case(shown_path(path), "no findings") for path in files if path not in found]
    figures = {
        "tests": str(len(cases)),
        "failures": str(sum(each.find("failure") is not None for each in cases)),
        "errors": "0",
        "skipped": str(sum(each.find("skipped") is not None for each in cases)),
        "time": "0",
    }
    suites = ElementTree.Element("testsuites", {"name": _SUITE, **figures})
    ElementTree.SubElement(suites, "testsuite", {"name": _SUITE, **figures}).extend(cases)
    ElementTree.indent(suites)
    written = ElementTree.tostring(suites, encoding="us-ascii").decode("ascii")
    written = written.replace("##", "#&#35;")  # in a log, GitHub and Azure read commands there
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'


def _of_findings(
    diagnostics: Sequence[Diagnostic], shown_path: Callable[[str], str], failing: Severity | None
) -> Iterator[ElementTree.Element]:
    seen: Counter[tuple[str, str]] = Counter()
    for each in diagnostics:
        finding = each.finding
        path, span = finding.location.path, finding.location.span
        name = f"{finding.code} {each.name}: {finding.message}"
        seen[path, name] += 1
        case = _case(shown_path(path), _numbered(name, seen[path, name]))
        fails = failing is not None and each.severity.rank <= failing.rank
        what = "failure" if fails else "skipped"
        place = f"{shown_path(path)}:{span.line}:{span.column}"
        attributes = {"type": each.severity.value, "message": _text(sentence(finding))}
        told = ElementTree.SubElement(case, what, attributes)
        told.text = _text(f"{place}: {each.severity}[{finding.code}] {sentence(finding)}")
        yield case


def _case(path: str, name: str) -> ElementTree.Element:
    """Make a test; GitLab and Jenkins show the class as the group that it belongs to."""
    where = _text(path)
    given = {"classname": where, "name": _text(name), "file": where, "time": "0"}
    return ElementTree.Element("testcase", given)


def _numbered(name: str, number: int) -> str:
    """Tell equal names apart: of two tests with one name, GitLab leaves out the second."""
    return name if number == 1 else f"{name} ({number})"


def _text(text: str) -> str:
    """Show what XML cannot hold; its own signs are escaped when it is written."""
    return _NOT_IN_XML.sub(lambda match: f"\\u{ord(match[0]):04x}", visible(text))
