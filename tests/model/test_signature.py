"""Whose a signature is."""

from __future__ import annotations

import pytest

from opsctl.model.person import Person
from opsctl.model.signature import Signature, Verdict, is_signed_by
from opsctl.text.span import Origin

PEOPLE = Origin("people.yaml")
MAYA = Person("maya", PEOPLE, name="Maya Okafor", email="Maya@Northwind.example")
LEO = Person("leo", PEOPLE, name="Leo Brandt")


def by(
    *principals: str, people: tuple[str, ...] = (), verdict: Verdict = Verdict.GOOD
) -> Signature:
    return Signature("c0ffee", verdict, principals, people, "SHA256:x", "")


def test_an_address_counts_in_capitals_or_not() -> None:
    assert is_signed_by(by("mAYA@northwind.EXAMPLE"), MAYA)


def test_one_of_several_addresses_is_enough() -> None:
    assert is_signed_by(by("leo@northwind.example", "maya@northwind.example"), MAYA)


@pytest.mark.parametrize(
    "address",
    [
        "maya@northwind.example.evil",
        "a-maya@northwind.example",
        "maya",
        "*@northwind.example",
        "*",
        "maya@northwınd.example",
        "",
    ],
)
def test_only_a_whole_address_counts(address: str) -> None:
    assert not is_signed_by(by(address), MAYA)


def test_a_letter_that_only_lowers_to_the_same_is_another() -> None:
    kelvin = Person("karl", PEOPLE, name="Karl", email="karl@x.example")
    assert is_signed_by(by("KARL@x.example"), kelvin)
    assert not is_signed_by(by("\u212aarl@x.example"), kelvin)


def test_somebody_without_an_address_signed_nothing_with_ssh() -> None:
    assert not is_signed_by(by("", "leo"), LEO)


def test_an_openpgp_key_is_that_of_the_person_with_its_file() -> None:
    assert is_signed_by(by(people=("leo",)), LEO)
    assert not is_signed_by(by(people=("leo",)), MAYA)


def test_an_address_is_no_id_and_an_id_is_no_address() -> None:
    assert not is_signed_by(by("leo"), LEO)
    assert not is_signed_by(by(people=("maya@northwind.example",)), MAYA)


@pytest.mark.parametrize("verdict", [each for each in Verdict if each is not Verdict.GOOD])
def test_only_a_good_signature_is_anybodys(verdict: Verdict) -> None:
    signature = by("maya@northwind.example", people=("maya",), verdict=verdict)
    assert not is_signed_by(signature, MAYA)
