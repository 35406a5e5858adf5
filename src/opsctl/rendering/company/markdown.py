"""The company as a page of Markdown, for a STATUS.md that a phone can read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from opsctl.analysis.company import CompanyView
from opsctl.analysis.rock import RockView
from opsctl.analysis.standing import Standing
from opsctl.rendering.company.numbers import numbers_markdown
from opsctl.rendering.figures import counted, long_date
from opsctl.rendering.markdown import escaped
from opsctl.rendering.rock.markdown import rock_item, turns_markdown, unread_markdown
from opsctl.rendering.rock.phrases import verdict
from opsctl.rendering.theme import STANDING_WORDS, UNICODE


def company_markdown(view: CompanyView, company: str, unread: Sequence[str]) -> str:
    """Write the page."""
    return "\n".join(_page(view, company, unread)) + "\n"


def _page(view: CompanyView, company: str, unread: Sequence[str]) -> Iterator[str]:
    quarter = view.quarter
    week = f", week {quarter.week} of {quarter.weeks}" if quarter.week else ""
    yield f"# {escaped(company)}"
    yield ""
    yield f"{long_date(quarter.as_of)} · {quarter.quarter}{week}"
    yield ""
    yield f"**{verdict(quarter.completion).plain}**"
    yield ""
    for standing in Standing:
        count = sum(each.standing is standing for each in quarter.rocks)
        if count:
            yield f"- {UNICODE.standing[standing]} {count} {STANDING_WORDS[standing]}"
    yield from turns_markdown(quarter)
    yield from _section("Needs attention", view.attention)
    yield from _section("Needs a word", view.needs_word)
    yield from numbers_markdown(view)
    if view.goals:
        yield from ("", "## Goals of the year", "")
        for each in view.goals:
            supported = counted(sum(each.standings.values()), "Rock")
            yield f"- {escaped(each.goal.title)}: {supported}"
    yield from unread_markdown(unread)


def _section(title: str, views: Sequence[RockView]) -> Iterator[str]:
    if not views:
        return
    yield from ("", f"## {title}", "")
    for view in views:
        yield from rock_item(view)
