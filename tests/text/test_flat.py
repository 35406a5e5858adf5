"""A record that was made flat and made again is the same record."""

import json
from dataclasses import dataclass
from typing import Any

import pytest

from opsctl.model.suppression import Suppression
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.fix import Fix, Removal, Reordering, Replacement, Retarget, Word
from opsctl.text.flat import flat, made
from opsctl.text.source import Source
from opsctl.text.span import Location, Span

SPAN = Span(3, 9, 1, 4, 2, 1)
PLACE = Location("sops/a \udcff.md", SPAN)
STEPS = (
    Replacement(PLACE, "\u2028 é \0"),
    Word(PLACE, "b"),
    Retarget(PLACE, "c.md", "d.md"),
    Removal(PLACE),
    Reordering((SPAN, SPAN), (1, 0)),
)


@dataclass(frozen=True, slots=True)
class Graded:
    grade: Severity
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class Measured:
    size: complex


@dataclass(frozen=True, slots=True)
class Paired:
    both: tuple[int, str]


@pytest.mark.parametrize(
    "record",
    [
        Finding("SOP001", PLACE, "said", None, None, None),
        Finding("SOP001", PLACE, "said", "a hint", Fix(STEPS, safe=False), "subject"),
        *(Finding("SOP001", PLACE, "said", fix=Fix((each,))) for each in STEPS),
        Suppression(PLACE, ("SOP001", "all"), "because", None),
        Suppression(PLACE, (), "", 3, 7),
        Graded(Severity.NOTE, is_last=True),
    ],
)
def test_there_and_back_is_the_same(record: Any) -> None:
    assert made(type(record), json.loads(json.dumps(flat(record)))) == record


def test_a_place_that_is_found_late_is_found_before_it_is_kept() -> None:
    source = Source("a.md", "one\ntwo\n")
    place = Location("a.md", lambda: source.span(4, 7))
    again = made(Finding, flat(Finding("SOP001", place, "said"))).location
    assert again.where == Span(4, 7, 2, 1, 2, 4)


@pytest.mark.parametrize(
    "data", [[], ["SOP001"], None, 7, ["S", ["a", [1, 2]], "m", None, None, None], ["S"] * 9]
)
def test_other_data_makes_no_record(data: Any) -> None:
    with pytest.raises((ValueError, TypeError, LookupError)):
        made(Finding, data)


@pytest.mark.parametrize("at", range(6))
@pytest.mark.parametrize("other", [5, True, 1.5, [], {}, [[]], [1], "x", None])
def test_a_value_of_another_type_makes_no_record(at: int, other: Any) -> None:
    data = flat(Finding("SOP001", PLACE, "said", "a hint", Fix(STEPS), "subject"))
    if type(other) is not type(data[at]) and (other is not None or at < 3):
        data[at] = other
        with pytest.raises((ValueError, TypeError, LookupError)):
            made(Finding, data)


@pytest.mark.parametrize("other", [True, "3", 3.0, None])
def test_a_span_has_numbers_only(other: Any) -> None:
    data = flat(Finding("SOP001", PLACE, "said"))
    data[1][1][2] = other
    with pytest.raises(TypeError, match="six numbers"):
        made(Finding, data)


def test_an_unknown_word_is_no_grade() -> None:
    with pytest.raises(LookupError):
        made(Graded, ["worse", False])


@pytest.mark.parametrize("record", [Measured(1j), Paired((1, "a")), object()])
def test_what_has_no_flat_form_is_refused(record: object) -> None:
    with pytest.raises(TypeError, match="flat form"):
        flat(record)
