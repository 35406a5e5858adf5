"""An outcome says what it measures, and leads from one figure to another.

Why: progress is how far the figure has come on its way. From 10 to 10 there is no way, and a
figure of which nobody knows what it counts cannot be checked.

Wrong:

    outcome:
      from: 10
      to: 10

Right:

    outcome:
      measure: Customers enrolled
      unit: percent
      from: 0
      to: 10

Right as well, for a figure that a scorecard has:

    outcome:
      measurable: leadership/repeat-rate
      from: 22
      to: 25

Fix: write what the figure is at the start of the quarter as `from`, and what it shall be as
`to`. Without `from`, the start is 0. Name the figure in words as `measure`, or by its place in
the scorecards as `measurable`: one of the two, not both.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.rock import Rock
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    for rock in workspace.rocks:
        yield from _without_a_way(rock)
        yield from _without_a_name(rock)


def _without_a_way(rock: Rock) -> Iterator[Finding]:
    if rock.outcome is not None and rock.outcome.from_ == rock.outcome.to:
        start = f"from `{rock.outcome.from_}`"
        if not rock.origin.has("outcome", "from"):
            start = "from 0, since there is no `from`,"
        yield Finding(
            "ROCK019",
            rock.origin.value("outcome", "to"),
            f"the outcome goes {start} to `{rock.outcome.to}`",
            "write where the figure stands at the start as `from`, where it shall be as `to`",
        )


def _without_a_name(rock: Rock) -> Iterator[Finding]:
    if rock.outcome is None:
        return
    measure, measurable = rock.outcome.measure, rock.outcome.measurable
    if measure is None and measurable is None:
        yield Finding(
            "ROCK019",
            rock.origin.key("outcome"),
            "the outcome does not say what it measures",
            "add `measure` with a few words, or `measurable` with the name of one",
        )
    elif measure is not None and measurable is not None:
        yield Finding(
            "ROCK019",
            rock.origin.key("outcome", "measurable"),
            f"the outcome has a measure, `{measure}`, and a measurable, `{measurable}`",
            "keep `measurable` if a scorecard has the figure, else `measure`",
        )


RULE = Rule("ROCK019", "outcome-goes-somewhere", Severity.ERROR, __doc__, check)
