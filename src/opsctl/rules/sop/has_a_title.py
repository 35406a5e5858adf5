"""A procedure has a title.

Why: lists, links and reports call a page by its title. Without one they have to make do with the
first heading, or with the name of the file.

Wrong:

    ## Purpose

    Customers have their money back within three days.

Right:

    # Process a return

    ## Purpose

    Customers have their money back within three days.

Fix: begin the page with a line such as `# Process a return`, or write `title:` at its top.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.model.summary import TitleFrom
from opsctl.rules.page_rules import page_rule
from opsctl.rules.procedure_pages import report
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.suggestion import in_backticks

_NO_TITLE = (TitleFrom.HEADING, TitleFrom.FILE_NAME)


def check(anatomy: Anatomy) -> Iterator[Finding]:
    top = anatomy.sop.page.front_matter
    if anatomy.title_from in _NO_TITLE and (top is None or (top.opened and top.closed)):
        yield _untitled(anatomy)


def _untitled(anatomy: Anatomy) -> Finding:
    if anatomy.title_from is TitleFrom.HEADING:
        message = f"the page has no title: its first heading is {in_backticks(anatomy.title)}"
    else:
        message = "the page has no title, and no heading"
    hint = f"begin it with {in_backticks(f'# {_proposal(anatomy)}')}"
    return report("SOP016", anatomy, anatomy.title_span, message, hint, "title")


def _proposal(anatomy: Anatomy) -> str:
    """Propose the first heading where it stands above all others, else the name of the file."""
    levels = [each.level for each in anatomy.sop.page.headings() if each.plain]
    is_above = bool(levels) and levels[0] < min(levels[1:], default=7)
    if is_above and not anatomy.words.meanings(anatomy.title):
        return anatomy.title
    stem = PurePosixPath(anatomy.sop.path).stem
    title = " ".join(stem.replace("-", " ").replace("_", " ").split())
    return f"{title[:1].upper()}{title[1:]}"


RULE = page_rule("SOP016", "has-a-title", Severity.WARNING, __doc__, check)
