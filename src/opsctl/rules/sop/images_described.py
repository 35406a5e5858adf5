"""A picture has a description.

Why: who cannot see the picture, because it does not load, is read aloud or stands in a search,
has only its description. A step that is nothing but a screenshot is then no step.

Wrong:

    1. Choose the reason.

       ![](images/return-form.png)

Right:

    1. Choose the reason.

       ![The return form with its six reasons](images/return-form.png)

Fix: write what the picture shows between its square brackets. In HTML, `alt=""` says that a picture
is decoration, and is left alone; so are badges.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.model.markdown import BlockKind, Link, LinkKind, Page
from opsctl.rules.page_rules import page_rule
from opsctl.rules.procedure_pages import report
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.suggestion import in_backticks

_BADGE = re.compile(r"shields\.io|badge|/status\.svg", re.IGNORECASE)
_IMAGE = re.compile(r"<img\s[^<>]*>", re.IGNORECASE)
_DESCRIBED = re.compile(r"\salt\s*=|\srole\s*=\s*.?presentation|\saria-", re.IGNORECASE)
_LONGEST_SHOWN = 50


def check(anatomy: Anatomy) -> Iterator[Finding]:
    silent = [each for each in anatomy.sop.page.links if _is_silent(each)]
    tags = list(_tags(anatomy.sop.page)) if silent else []
    for link in silent:
        if not _is_decoration(link, tags):
            yield _undescribed(anatomy, link, tags)


def _is_silent(link: Link) -> bool:
    blank = link.kind is LinkKind.IMAGE and not link.text.strip()
    return blank and not _BADGE.search(link.target)


def _tags(page: Page) -> Iterator[str]:
    """Give the pictures in raw HTML, as written."""
    for block in page.walk():
        raw = [block.text] if block.kind is BlockKind.HTML else []
        for text in (*raw, *(run.text for run in block.runs if run.html)):
            yield from _IMAGE.findall(text)


def _is_decoration(link: Link, tags: list[str]) -> bool:
    return any(_DESCRIBED.search(tag) for tag in _own(link, tags))


def _own(link: Link, tags: list[str]) -> list[str]:
    """Give the tags that a picture may have been written as: the right length and target."""
    length = link.span.end - link.span.start
    return [tag for tag in tags if len(tag) == length and link.target in tag]


def _undescribed(anatomy: Anatomy, link: Link, tags: list[str]) -> Finding:
    message = f"the picture {in_backticks(link.target)} has no description"
    is_short = len(link.target) <= _LONGEST_SHOWN and " " not in link.target
    target = link.target if is_short else "…"
    written = 'alt="what it shows"' if _own(link, tags) else f"![what it shows]({target})"
    hint = f"say what it shows: `{written}`"
    return report("SOP014", anatomy, link.span, message, hint, link.target)


RULE = page_rule("SOP014", "images-described", Severity.WARNING, __doc__, check)
