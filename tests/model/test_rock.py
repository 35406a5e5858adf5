"""The names of Rocks, and what their records say of themselves."""

from __future__ import annotations

import pytest

from opsctl.model.rock import RockRef
from tests.factories import Q3, Q4, rock


def test_a_bare_id_names_a_rock_of_the_quarter_given() -> None:
    assert RockRef.parse("page", Q4) == RockRef(Q4, "page")


def test_a_name_with_a_quarter_names_a_rock_of_that_quarter() -> None:
    assert RockRef.parse("2026-Q3/page", Q4) == RockRef(Q3, "page")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/",
        "Page",
        "a b",
        "page/",
        "/page",
        "2026-Q5/page",
        "2026-Q3/",
        "x/page",
        "2026-Q3/a/b",
        "rocks/2026-Q3/page",
        "../page",
        "con",
        "2026-Q3",
    ],
)
def test_anything_else_names_no_rock(text: str) -> None:
    assert RockRef.parse(text, Q4) is None


def test_the_name_of_a_rock_is_written_as_it_is_read() -> None:
    ref = rock("page", Q3).ref
    assert str(ref) == "2026-Q3/page"
    assert RockRef.parse(str(ref), Q4) == ref
