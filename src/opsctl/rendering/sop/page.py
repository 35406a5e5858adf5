"""One procedure: what it is made of first, then its text; or as a checklist."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from rich.text import Text

from opsctl.analysis.sop.listing import SopView
from opsctl.analysis.sop.parts import Carrier
from opsctl.analysis.sop.sections import Section
from opsctl.analysis.sop.steps import Step
from opsctl.analysis.sop.units import steps_with_details
from opsctl.model.section import SectionKind, section_name
from opsctl.rendering.figures import counted, day_with_year
from opsctl.rendering.layout import hanging, wrap
from opsctl.rendering.screen import Screen
from opsctl.rendering.sop.phrases import how_matched, listed
from opsctl.rendering.theme import BOLD, DIM, SEVERITY_STYLES
from opsctl.rendering.visible import one_line
from opsctl.text.diagnostic import Severity

_WARNING = SEVERITY_STYLES[Severity.WARNING]
_BOX = "[ ]"


def sop_lines(view: SopView, screen: Screen, as_of: date) -> Iterator[Text]:
    """Draw the head and the outline of a procedure."""
    yield from wrap(Text(one_line(view.anatomy.title), BOLD), screen.width, 0)
    yield from wrap(Text(f" {screen.signs.dot} ".join(facts(view)), DIM), screen.width, 0)
    for each in view.anatomy.found:
        where = f"line {each.line}" if each.line else "no line of it"
        said = f"{each.key}: {one_line(each.value)}, found in {each.how}, {where}"
        yield from wrap(Text(said if each.line else said.rpartition(", ")[0], DIM), screen.width, 1)
    yield from _review(view, screen)
    yield Text()
    yield from _outline(view, screen)
    yield from _gaps(view, screen)


def facts(view: SopView) -> list[str]:
    """Say who, what and which, as far as it is known."""
    anatomy = view.anatomy
    found = [one_line(view.sop.id), f"profile {one_line(anatomy.requirements.name)}"]
    found += [f"owner {one_line(view.owner)}"] if view.owner else ["nobody owns it"]
    found += [f"version {one_line(anatomy.version)}"] if anatomy.version else []
    found += [anatomy.status.value] if anatomy.status else []
    audience = view.sop.metadata.audience
    return found + ([f"read by {one_line(listed(audience))}"] if audience else [])


def _review(view: SopView, screen: Screen) -> Iterator[Text]:
    review = view.review
    if review.reviewed is None:
        return
    said = f"reviewed on {day_with_year(review.reviewed)}"
    style = DIM
    if review.due is not None and review.days_left is not None:
        late = review.days_left < 0
        ago = f"{counted(abs(review.days_left), 'day')} {'ago' if late else 'from now'}"
        said += f", due again on {day_with_year(review.due)}, {ago}"
        style = _WARNING if late else DIM
    yield from wrap(Text(said, style), screen.width, 0)


def _outline(view: SopView, screen: Screen) -> Iterator[Text]:
    """Draw what the page is made of: its headings, and what does a heading's work."""
    if not view.sop.parsed:
        yield Text(" The page could not be taken apart: opsctl check says why.", _WARNING)
        return
    sections = {each.line: each for each in view.anatomy.sections}
    lines: dict[int, tuple[int, str]] = {
        each.line: (each.level, each.plain) for each in view.sop.page.headings()
    }
    for part in view.anatomy.parts:
        if part.carrier is not Carrier.HEADING and part.line in sections:
            lines.setdefault(part.line, (2, part.title))
    width = len(str(max(lines, default=1)))
    for number in sorted(lines):
        level, title = lines[number]
        text = Text.assemble((f" {number:>{width}}  ", DIM))
        text.append("  " * (level - 1) + (one_line(title) or "(no text)"))
        section = sections.get(number)
        text.append(_remark(section, view.anatomy.steps) if section else "", DIM)
        yield from hanging(text, screen.width, 0, width + 4)


def _remark(section: Section, steps: Sequence[Step]) -> str:
    inside = sum(section.holds(each.line) for each in steps)
    is_procedure = section.section == SectionKind.PROCEDURE
    said = [
        how_matched(section.matched, section.section),
        counted(inside, "step") if is_procedure and inside else "",
        "says nothing yet" if section.empty else "",
    ]
    shown = "; ".join(each for each in said if each)
    return f"   ({shown})" if shown else ""


def _gaps(view: SopView, screen: Screen) -> Iterator[Text]:
    missing = view.anatomy.missing
    if missing and view.sop.parsed:
        names = ", ".join(section_name(each) for each in missing)
        yield Text()
        yield from wrap(Text(f"Missing: {names}", _WARNING), screen.width, 0)
    broken = view.broken_links
    if broken:
        targets = ", ".join(
            f"{one_line(each.link.target)} (line {each.link.span.line})" for each in broken
        )
        yield from wrap(Text(f"Links that lead nowhere: {targets}", _WARNING), screen.width, 0)


def checklist_lines(view: SopView, screen: Screen) -> Iterator[Text]:
    """Draw one page to print and tick: what is needed, the steps, how to tell it worked."""
    version = (
        f" {screen.signs.dot} version {one_line(view.anatomy.version)}"
        if view.anatomy.version
        else ""
    )
    yield Text(f"{one_line(view.anatomy.title)}{version}", BOLD)
    yield Text("Name: ____________________   Date: ____________", DIM)
    yield from _items(view, SectionKind.RESOURCES, screen)
    yield Text()
    yield Text("Steps", BOLD)
    yield from _steps(view, screen)
    if not view.anatomy.steps:
        yield Text(" This procedure has no numbered steps.", DIM)
    yield from _items(view, SectionKind.OUTCOMES, screen)


def _steps(view: SopView, screen: Screen) -> Iterator[Text]:
    """Draw the steps, each with what stands below it, under the headings that part them."""
    steps = steps_with_details(view.anatomy)
    starts = {each.line for each, _ in steps}
    headings = [each for each in view.sop.page.headings() if each.line not in starts]
    before = 0
    for step, details in steps:
        between = [each for each in headings if before < each.line < step.line]
        if between and (before or _is_within_a_section(between[-1].line, view)):
            yield Text(f" {one_line(between[-1].plain)}", DIM)
        before = step.line
        indent = 1 + 4 * (step.depth - 1)
        head = f"{_BOX} {step.number}. "
        text = Text(head + one_line(step.text))
        yield from hanging(text, screen.width, indent, indent + len(head))
        for each in details:
            point = Text(f"{screen.signs.dot} {one_line(each)}", DIM)
            yield from hanging(point, screen.width, indent + len(head), indent + len(head) + 2)


def _is_within_a_section(line: int, view: SopView) -> bool:
    """Tell a heading within the procedure from the one that begins it."""
    return all(each.line != line for each in view.anatomy.sections)


def _items(view: SopView, kind: SectionKind, screen: Screen) -> Iterator[Text]:
    """Draw what a section lists, each with a box."""
    section = view.anatomy.section(kind)
    if section is None:
        return
    texts = [
        each.plain
        for block in view.sop.page.blocks
        if section.line <= block.line <= section.end_line and block.kind != "heading"
        for each in block.walk()
        if each.runs and each.plain
    ]
    yield Text()
    yield Text(section_name(kind), BOLD)
    for text in texts:
        yield from hanging(Text(f"{_BOX} {one_line(text)}"), screen.width, 1, 1 + len(_BOX) + 1)
