"""Members are added to a JSON text, and all else in it stays."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsctl.editing.json_members import with_members

NAMES = st.sampled_from(["k", "a", "b", '"', "k: {", "é"])
VALUES = st.recursive(
    st.none() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{}", '{\n  "k": {\n    "x": 1\n  }\n}'),
        ('{"k": {}}', '{"k": {\n    "x": 1}}'),
        ('{\n    "a": 1\n}\n', '{\n    "k": {\n        "x": 1\n    },\n    "a": 1\n}\n'),
        ('{\n  "k": {\n    "y": 2\n  }\n}', '{\n  "k": {\n    "x": 1,\n    "y": 2\n  }\n}'),
        ('{"k": {"x": 2}}', None),
        ('{"k": [1]}', None),
        ('{"k": "{"}', None),
        ('{"k": {}, "a": {"k": {}}}', None),
        ("{} // done", None),
        ("nothing", None),
        ("[" * 100_000, None),
    ],
)
def test_members_are_put_first_or_not_at_all(before: str, after: str | None) -> None:
    assert with_members(before, "k", {"x": 1}) == after


def test_items_are_put_first_in_a_list() -> None:
    assert with_members('{"k": ["a"]}', "k", ["b"]) == '{"k": [\n    "b","a"]}'
    assert with_members('{"k": {}}', "k", ["b"]) is None


@given(st.dictionaries(NAMES, VALUES, max_size=4), st.sampled_from([None, 1, "\t"]))
def test_what_stood_there_still_does(data: dict[str, Any], indent: int | str | None) -> None:
    text = json.dumps(data, indent=indent)
    made = with_members(text, "k", {"new": [1]})
    if made is not None:
        held = data.get("k") or {}
        assert json.loads(made) == {**data, "k": {"new": [1], **held}}
        rest = iter(made)
        assert all(sign in rest for sign in text), "nothing was taken out"
