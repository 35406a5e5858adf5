"""What an entry of a change log says of a change, whatever it is."""

import pytest

from opsctl.analysis.sop.change import ChangeKind, SopChange, SopDifference
from opsctl.model.weight import Weight
from opsctl.rendering.sop.log_entry import changes_told

OWN_WORDS = frozenset({ChangeKind.ADDED, ChangeKind.REMOVED})
"""A whole procedure comes or goes: there is no difference to tell then."""


def told(kind: ChangeKind, before: str | None, after: str | None) -> tuple[str, ...]:
    change = SopChange(kind, "procedure", Weight.PATCH, before, after)
    return changes_told(SopDifference((change,), Weight.PATCH), is_first=False)


@pytest.mark.parametrize("kind", sorted(set(ChangeKind) - OWN_WORDS))
@pytest.mark.parametrize("before", [None, "as it was"])
def test_every_kind_of_change_is_told(kind: ChangeKind, before: str | None) -> None:
    (said,) = told(kind, before, "as it is")
    assert "as it is" in said


def test_what_is_written_otherwise_is_told_once_where_nothing_is_to_be_shown() -> None:
    change = SopChange(ChangeKind.FORM, "", Weight.PATCH)
    difference = SopDifference((change, change), Weight.PATCH)
    assert changes_told(difference, is_first=False) == ("written otherwise",)


def test_a_point_that_moved() -> None:
    assert told(ChangeKind.ITEM_REORDERED, None, "the box") == ("moved in Procedure: “the box”",)
