"""Which word was surely meant, and where there is a doubt."""

from __future__ import annotations

import pytest

from opsctl.text.suggestion import SHORTEST_KEY, SHORTEST_NAME, surely_meant


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("Owner", "owner"),
        ("onwer", "owner"),
        ("wner", "owner"),
        ("ownerr", "owner"),
        ("ownar", "owner"),
        ("ownnarr", None),
        ("done-means", "done_means"),
        ("Done Means", "done_means"),
        ("deu", None),
        ("dues", None),
        ("Due", "due"),
        ("", None),
    ],
)
def test_one_slip_in_a_key_is_forgiven(word: str, meant: str | None) -> None:
    assert surely_meant(word, ["owner", "done_means", "due"], SHORTEST_KEY) == meant


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("daniel", ["manila"], None),
        ("ana", ["anna"], None),
        ("Anna", ["anna", "ana"], "anna"),
        ("returns-q3", ["returns-q4"], None),
        ("returns-2", ["returns"], None),
        ("retuns", ["return", "returns"], "returns"),
        ("retur", ["return", "retura"], None),
        ("warehouse-capcity", ["warehouse-capacity"], "warehouse-capacity"),
        ("ab-c", ["a-bc", "abc"], None),
    ],
)
def test_a_name_is_only_sure_without_a_doubt(
    word: str, known: list[str], meant: str | None
) -> None:
    assert surely_meant(word, known, SHORTEST_NAME) == meant


def test_no_slip_is_forgiven_unless_it_is_asked_for() -> None:
    assert surely_meant("onwer", ["owner"]) is None
