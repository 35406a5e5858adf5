"""The collector of garbage is away while records are made, and back afterwards."""

import gc

import pytest

from opsctl.cli.collector import uncollected


def test_is_away_inside_and_back_afterwards() -> None:
    assert gc.isenabled()
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_comes_back_after_a_problem() -> None:
    with pytest.raises(ValueError, match="x"), uncollected():
        raise ValueError("x")
    assert gc.isenabled()


def test_stays_away_where_it_was_away() -> None:
    with uncollected():
        with uncollected():
            pass
        assert not gc.isenabled()


def test_passes_over_what_was_made() -> None:
    before = gc.get_freeze_count()
    with uncollected():
        made = [[each] for each in range(1000)]
    assert gc.get_freeze_count() >= before + len(made)
