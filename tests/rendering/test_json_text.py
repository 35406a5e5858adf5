"""Data as JSON text."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsctl.model.rock import Say
from opsctl.rendering.json_text import json_text
from tests.factories import day

FROM_FILE_NAMES = st.characters(min_codepoint=0xDC80, max_codepoint=0xDCFF, categories=["Cs"])
"""Half characters, as they stand for bytes of a name that are not UTF-8."""

STRINGS = st.text(st.characters() | FROM_FILE_NAMES | st.sampled_from('"\\/\x00\x1f\x7f\u2028'))
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False) | st.decimals(-1, 1, places=6)
DATES = st.dates()
SINGLE = st.none() | st.booleans() | st.integers() | DECIMALS | DATES | STRINGS
NESTED = st.recursive(
    SINGLE, lambda inner: st.lists(inner) | st.tuples(inner) | st.dictionaries(STRINGS, inner)
)


def as_read(data: Any) -> Any:
    """Give data as a reader of JSON has it: dates as text, tuples as lists."""
    if isinstance(data, dict):
        return {key: as_read(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [as_read(each) for each in data]
    return data.isoformat() if isinstance(data, date) else data


def read(text: str) -> Any:
    return json.loads(text, parse_float=Decimal)


@given(NESTED)
def test_data_is_read_back_as_it_was(data: Any) -> None:
    assert read(json_text(data)) == as_read(data)


@given(NESTED)
def test_the_text_is_ascii_without_control_characters(data: Any) -> None:
    text = json_text(data)
    assert all(sign == "\n" or " " <= sign <= "~" for sign in text)


@given(DECIMALS)
def test_a_number_has_no_exponent(number: Decimal) -> None:
    assert set(json_text(number)) <= set("-0123456789.\n")


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("0.800000", "0.8"),
        ("1.000000", "1"),
        ("0.000000", "0"),
        ("-0", "0"),
        ("100", "100"),
        ("1E+3", "1000"),
        ("1E-7", "0.0000001"),
        ("1250.50", "1250.5"),
        ("123456789012345678901234567890.123456789", "123456789012345678901234567890.123456789"),
    ],
)
def test_a_number_is_exact_and_without_trailing_zeros(number: str, text: str) -> None:
    assert json_text(Decimal(number)) == f"{text}\n"


@pytest.mark.parametrize(
    "number", [float("nan"), float("inf"), Decimal("NaN"), Decimal("Infinity")]
)
def test_what_is_no_number_is_refused(number: float | Decimal) -> None:
    with pytest.raises(ValueError, match="JSON"):
        json_text({"rate": number})


def test_a_date_is_written_by_iso_8601() -> None:
    assert json_text(day("2026-11-05")) == '"2026-11-05"\n'


def test_a_word_of_a_list_is_written_as_text() -> None:
    assert json_text(Say.OFF_TRACK) == '"off-track"\n'


def test_a_half_character_alone_is_escaped() -> None:
    assert json_text("caf\udce9 \ud83d") == '"caf\\udce9 \\ud83d"\n'


def test_nesting_is_indented_by_two() -> None:
    data = {"schema": 1, "rocks": [{"id": "page"}, {}], "unread": []}
    assert json_text(data) == (
        "{\n"
        '  "schema": 1,\n'
        '  "rocks": [\n'
        "    {\n"
        '      "id": "page"\n'
        "    },\n"
        "    {}\n"
        "  ],\n"
        '  "unread": []\n'
        "}\n"
    )


@pytest.mark.parametrize("text", ["##[error]a", "####", "a # b", "##vso[x]"])
def test_no_text_is_a_command_to_a_ci_system(text: str) -> None:
    written = json_text({text: text})
    assert "##" not in written
    assert json.loads(written) == {text: text}
