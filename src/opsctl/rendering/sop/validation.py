"""What `opsctl sop validate` says of files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from rich.text import Text

from opsctl.analysis.sop.listing import SopView
from opsctl.model.baseline import Judged
from opsctl.rendering.diagnostics.data import check_data, finding_data
from opsctl.rendering.diagnostics.text import LineAt, diagnostic_lines, summary_line
from opsctl.rendering.figures import counted
from opsctl.rendering.sop.data import sop_data
from opsctl.rendering.sop.phrases import how_matched
from opsctl.rendering.theme import DIM
from opsctl.rendering.visible import one_line, visible
from opsctl.text.diagnostic import Diagnostic


def validation_data(views: Sequence[SopView], told: Judged) -> Mapping[str, Any]:
    """Give the shape of `sop validate`: that of `sop list`, and findings as `check` has them.

    `known` marks a finding that the baseline lists.
    """
    checked = check_data(told.new, len(views), told)
    found = [{**finding_data(each), "known": False} for each in told.new]
    found += [{**finding_data(each), "known": True} for each in told.known]
    return {
        "schema": checked["schema"],
        "sops": [sop_data(each) for each in views],
        "findings": found,
        "summary": checked["summary"],
    }


def validation_lines(
    views: Sequence[SopView], told: Judged, line_at: LineAt, shown_path: Callable[[str], str]
) -> Iterator[Text]:
    """Draw new findings in full, known gaps a line each, and what was understood of each file."""
    yield from diagnostic_lines(told.new, line_at, shown_path)
    for each in told.known:
        yield _known(each, shown_path)
    if told.known:
        yield Text()
    for view in views:
        yield from _understood(view, shown_path)
    yield summary_line(told.new, len(views))
    if told.known:
        yield Text(f"{counted(len(told.known), 'known gap')}.", DIM)


def _known(diagnostic: Diagnostic, shown_path: Callable[[str], str]) -> Text:
    finding = diagnostic.finding
    place = f"{visible(shown_path(finding.location.path))}:{finding.location.span.line}"
    return Text(f"{place}: known gap[{finding.code}] {one_line(finding.message)}", DIM)


def _understood(view: SopView, shown_path: Callable[[str], str]) -> Iterator[Text]:
    """Say what was made of a file, and of each section that is not called by its name."""
    anatomy = view.anatomy
    required = len(anatomy.requirements.required)
    there = f"{required - len(anatomy.missing)} of {counted(required, 'section')}"
    said = f"{visible(shown_path(view.sop.path))}: {there}, {counted(len(anatomy.steps), 'step')}"
    yield Text(f"{said}, profile {one_line(anatomy.requirements.name)}.")
    for section in anatomy.sections:
        how = how_matched(section.matched, section.section)
        if how:
            yield Text(f"  line {section.line}: “{one_line(section.title)}” {how}", DIM)
    for each in anatomy.found:
        where = f", line {each.line}" if each.line else ""
        yield Text(f"  {each.key} `{one_line(each.value)}` found in {each.how}{where}", DIM)
