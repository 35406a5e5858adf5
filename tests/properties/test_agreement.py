"""The figures of opsctl against an independent, deliberately naive second implementation."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import HealthCheck, given, settings

from opsctl.analysis.rock import view_quarter
from opsctl.loading.workspace import load_workspace
from opsctl.model.period import Quarter
from opsctl.rendering.figures import rate
from opsctl.rendering.rock.data import quarter_data
from opsctl.text.tree import OverlayTree
from tests.properties import naive
from tests.properties.worlds import World, files, workspaces


def of_opsctl(world: World) -> dict[str, Any]:
    """Load the written files of a world and compute the public shape of its quarter."""
    plain, as_of, name = world
    workspace = load_workspace(OverlayTree(None, files(plain)))
    assert workspace.findings == ()
    quarter = Quarter.parse(name)
    assert quarter is not None
    view = view_quarter(workspace, quarter, as_of)
    data = dict(quarter_data(view, view.rocks, workspace.settings.company, ()))
    del data["unread"]
    return data


def without_texts(shape: Any) -> Any:
    """Give reasons as their kinds alone, as the naive implementation has them."""
    if isinstance(shape, dict):
        return {
            key: [each["kind"] for each in value] if key == "reasons" else without_texts(value)
            for key, value in shape.items()
        }
    return [without_texts(each) for each in shape] if isinstance(shape, list) else shape


def rounded(shape: Any) -> Any:
    """Round the exact fractions of the naive implementation as programs read them."""
    if isinstance(shape, dict):
        return {key: rounded(value) for key, value in shape.items()}
    if isinstance(shape, list):
        return [rounded(each) for each in shape]
    return rate(shape) if isinstance(shape, Fraction) else shape


@settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(workspaces())
def test_both_implementations_agree_on_every_figure_of_random_workspaces(world: World) -> None:
    assert without_texts(of_opsctl(world)) == rounded(naive.status(*world))
