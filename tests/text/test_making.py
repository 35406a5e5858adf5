"""A record that was made fast is the record that its class makes."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, replace
from typing import Any

import pytest

from opsctl.model.markdown import Block, BlockKind, Run, make_block, make_run
from opsctl.text.source import make_span
from opsctl.text.span import Span

PLACE = Span(1, 5, 2, 1, 2, 5)
RECORDS = [
    (make_span(1, 5, 2, 1, 2, 5), PLACE),
    (make_run("a", 3), Run("a", 3)),
    (make_run("a", 3, target="b.md", strong=True), Run("a", 3, strong=True, target="b.md")),
    (
        make_block(BlockKind.ITEM, PLACE, (make_run("a", 1),), checked=False, written="7"),
        Block(BlockKind.ITEM, PLACE, (Run("a", 1),), checked=False, written="7"),
    ),
]
COPIES = [
    copy.copy,
    copy.deepcopy,
    lambda each: pickle.loads(pickle.dumps(each)),
]


@pytest.mark.parametrize(("made", "expected"), RECORDS)
def test_it_is_of_the_class_and_equal(made: Any, expected: Any) -> None:
    assert type(made) is type(expected)
    assert (made, hash(made), repr(made)) == (expected, hash(expected), repr(expected))


@pytest.mark.parametrize("made", [each for each, _ in RECORDS])
def test_it_is_frozen(made: Any) -> None:
    name = next(iter(type(made).__dataclass_fields__))
    with pytest.raises(FrozenInstanceError):
        setattr(made, name, None)


@pytest.mark.parametrize("copied", COPIES)
@pytest.mark.parametrize("records", RECORDS)
def test_a_copy_is_equal_however_it_was_made(
    copied: Callable[[Any], Any], records: tuple[Any, Any]
) -> None:
    for each in records:
        assert type(copied(each)) is type(each)
        assert copied(each) == each


def test_a_changed_copy_keeps_the_rest() -> None:
    assert replace(make_run("a", 3, code=True), text="b") == Run("b", 3, code=True)


def test_what_the_class_needs_is_needed() -> None:
    with pytest.raises(TypeError, match="line"):
        make_run("a")  # type: ignore[call-arg]  # the line is left out on purpose
