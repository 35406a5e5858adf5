"""Two plans of a quarter side by side: as sentences, and as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.text import Text

from opsctl.analysis.plan_comparison import LoadChange, PlanComparison
from opsctl.model.vision import Goal
from opsctl.rendering.layout import wrap
from opsctl.rendering.markdown import escaped
from opsctl.rendering.screen import Screen
from opsctl.rendering.theme import BOLD
from opsctl.rendering.visible import one_line

TITLE = "Compared with the plan here"


def comparison_lines(comparison: PlanComparison, screen: Screen) -> Iterator[Text]:
    """Draw what differs, line by line."""
    yield Text()
    yield Text(TITLE, BOLD)
    for sentence in sentences(comparison):
        yield from wrap(Text(one_line(sentence)), screen.width, 1)


def comparison_markdown(comparison: PlanComparison) -> str:
    """Write what differs as a section of a page."""
    items = "".join(f"- {escaped(sentence)}\n" for sentence in sentences(comparison))
    return f"\n## {TITLE}\n\n{items}"


def comparison_data(comparison: PlanComparison) -> Mapping[str, Any]:
    """Give what differs as data, the value of `compared_with_here`."""
    return {
        "loads": [
            {"owner": each.owner, "here": each.here, "there": each.there}
            for each in comparison.loads
        ],
        "only_there": list(comparison.only_there),
        "only_here": list(comparison.only_here),
        "newly_supported_goals": _goals(comparison.newly_supported),
        "no_longer_supported_goals": _goals(comparison.no_longer_supported),
    }


def sentences(comparison: PlanComparison) -> list[str]:
    """Say what differs, a sentence each; that nothing does is said too."""
    said = [_load(each) for each in comparison.loads]
    for title, names in (
        ("Rocks only there", comparison.only_there),
        ("Rocks only here", comparison.only_here),
        ("goals that a Rock supports only there", _titles(comparison.newly_supported)),
        ("goals that a Rock supports only here", _titles(comparison.no_longer_supported)),
    ):
        if names:
            said.append(f"{title}: {', '.join(names)}")
    return said or ["nothing differs in load or coverage"]


def _load(change: LoadChange) -> str:
    return f"{change.owner or 'company'}: {change.here} here, {change.there} there"


def _titles(goals: Sequence[Goal]) -> list[str]:
    return [goal.title for goal in goals]


def _goals(goals: Sequence[Goal]) -> list[Mapping[str, str]]:
    return [{"id": goal.id, "title": goal.title} for goal in goals]
