"""The story of a quarter as a page of Markdown, for the newsletter."""

from __future__ import annotations

from collections.abc import Iterator

from opsctl.analysis.quarter_story import QuarterRate, QuarterStory, StoryRock
from opsctl.rendering.figures import long_date, percent
from opsctl.rendering.markdown import escaped
from opsctl.rendering.quarter.phrases import ending_facts, sections
from opsctl.rendering.rock.phrases import verdict
from opsctl.rendering.theme import UNICODE


def story_markdown(story: QuarterStory, company: str) -> str:
    """Write the page."""
    return "\n".join(_page(story, company)) + "\n"


def _page(story: QuarterStory, company: str) -> Iterator[str]:
    yield f"# {escaped(company)} · the story of {story.quarter}"
    yield ""
    yield f"As of {long_date(story.as_of)}."
    yield ""
    yield f"**Promised {len(story.promised)}. {verdict(story.completion).plain}**"
    for title, rocks in sections(story):
        yield from ("", f"## {title}", "")
        for told in rocks:
            yield from _rock(told)
    yield from ("", "## Quarter by quarter", "")
    yield from (f"- {_rate(each)}" for each in story.compared)


def _rock(told: StoryRock) -> Iterator[str]:
    rock = told.view.rock
    sign = UNICODE.standing[told.view.standing]
    promise = f": {escaped(rock.done_means)}" if rock.done_means else ""
    yield f"- {sign} **{escaped(rock.title)}** ({escaped(rock.owner)}){promise}"
    for label, value in ending_facts(told):
        yield f"  - {label.capitalize()}: {escaped(value)}"


def _rate(each: QuarterRate) -> str:
    figures = each.completion
    if figures.rate is None:
        return f"{each.quarter}: nothing committed"
    met = ", standard met" if each.meets_standard else ""
    return f"{each.quarter}: {figures.done} of {figures.committed} ({percent(figures.rate)}){met}"
