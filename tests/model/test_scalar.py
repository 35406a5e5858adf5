"""How each kind of value is read: what is taken, what is refused, and with which hint."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from opsctl.model.field import Day, Number, Text, choice, given_fields, kind_of, written_name
from opsctl.model.rock import Rock, Say
from opsctl.model.scalar import (
    MONTHS,
    Interval,
    Scalar,
    Unreadable,
    read_count,
    read_day,
    read_days_count,
    read_flag,
    read_interval,
    read_month,
    read_number,
    read_percent,
    read_positive,
    read_text,
)
from opsctl.model.slug import is_slug, slug_of, why_no_slug
from tests.factories import day
from tests.rendering.hostile import texts

Read = Callable[[Scalar], object]
READERS: tuple[Read, ...] = (
    read_count,
    read_day,
    read_days_count,
    read_flag,
    read_interval,
    read_month,
    read_number,
    read_percent,
    read_positive,
)
YAML_WORDS = ("y", "n", "yes", "no", "on", "off", "true", "false", "null")
GENERIC_DATE = "write year-month-day, as in 2026-11-30"
GENERIC_NUMBER = "write digits only, with a point for decimals, as in 1250.5"


def refusal(read: Read, text: str, *, plain: bool = True) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read(Scalar(text, plain))
    return caught.value


# Every reader


@given(st.sampled_from(READERS), texts(), st.booleans())
def test_no_text_makes_a_reader_fail_otherwise_than_by_refusing(
    read: Read, text: str, plain: bool
) -> None:
    with contextlib.suppress(Unreadable):
        read(Scalar(text, plain))


@pytest.mark.parametrize("read", READERS)
def test_a_refusal_shows_what_was_written(read: Read) -> None:
    assert refusal(read, "maybe").message.startswith("`maybe` is ")


@pytest.mark.parametrize("read", READERS)
def test_digits_of_other_scripts_are_refused(read: Read) -> None:
    for text in ("٣", "２０２６-１１-３０", "²", "８０%", "１４ days"):
        refusal(read, text)


# Text


def test_a_text_is_taken_without_the_space_around_it() -> None:
    assert read_text(Scalar(" Launch  a programme\n")) == "Launch  a programme"


# Days


@pytest.mark.parametrize("text", ["2026-11-30", "2024-02-29", "1901-01-01", "2998-12-31"])
def test_a_day_is_read(text: str) -> None:
    assert read_day(Scalar(text)) == date.fromisoformat(text)


def test_a_day_in_quotes_is_read_too() -> None:
    assert read_day(Scalar("2026-11-30", plain=False)) == day("2026-11-30")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("2026-11-3", "write 2026-11-03"),
        ("2026/11/30", "write 2026-11-30"),
        ("2026.11.30", "write 2026-11-30"),
        ("2026-11-30T10:00", "write 2026-11-30"),
        ("2026-11-30 10:00", "write 2026-11-30"),
        ("2026-11-30 ", "write 2026-11-30"),
        ("30.11.2026", "write 2026-11-30"),
        ("3.4.2026", "write 2026-04-03"),
        ("30/11/2026", "write 2026-11-30"),
        ("11/30/2026", "write 2026-11-30"),
        ("03/04/2026", GENERIC_DATE),
        ("31.11.2026", GENERIC_DATE),
        ("13/13/2026", GENERIC_DATE),
        ("2026-2-30", GENERIC_DATE),
        ("20261130", GENERIC_DATE),
        ("30 November 2026", GENERIC_DATE),
        ("tomorrow", GENERIC_DATE),
        ("0", GENERIC_DATE),
    ],
)
def test_what_is_not_written_as_a_day_is_refused_with_what_is_meant(text: str, hint: str) -> None:
    problem = refusal(read_day, text)
    assert (problem.message, problem.hint) == (f"`{text}` is not a date", hint)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("2026-02-29", "the month goes from 2026-02-01 to 2026-02-28"),
        ("2024-02-30", "the month goes from 2024-02-01 to 2024-02-29"),
        ("2026-11-31", "the month goes from 2026-11-01 to 2026-11-30"),
        ("2026-12-00", "the month goes from 2026-12-01 to 2026-12-31"),
        ("2026-13-01", "write year-month-day, with a month from 01 to 12"),
        ("2026-00-10", "write year-month-day, with a month from 01 to 12"),
    ],
)
def test_a_day_that_the_calendar_does_not_have_is_refused(text: str, hint: str) -> None:
    problem = refusal(read_day, text)
    assert (problem.message, problem.hint) == (f"`{text}` is not a day of the calendar", hint)


@pytest.mark.parametrize("text", ["1900-12-31", "2999-01-01", "0000-01-01", "9999-12-31"])
def test_a_day_of_a_year_far_away_is_refused(text: str) -> None:
    problem = refusal(read_day, text)
    assert problem.message == f"`{text}` is not in a year that opsctl counts in"
    assert problem.hint == "write a year from 1901 to 2998"


# Numbers


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("24.10", "24.10"),
        ("0", "0"),
        ("-3", "-3"),
        ("+3", "3"),
        ("007", "7"),
        ("1e3", "1E+3"),
        ("1.5E-2", "0.015"),
        ("0.1", "0.1"),
        ("1" * 30 + "." + "1" * 30, "1" * 30 + "." + "1" * 30),
    ],
)
def test_a_number_is_read_exactly(text: str, number: str) -> None:
    assert str(read_number(Scalar(text))) == number


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("1,250.5", "write 1250.5"),
        ("1.250,5", "write 1250.5"),
        ("1,250,000", "write 1250000"),
        ("12,5", "write 12.5"),
        ("60 000", "write 60000"),
        ("60'000", "write 60000"),
        ("1_000", "write 1000"),
        ("12 %", "write 12"),
        ("€ 5", "write 5"),
        ("−3", "write -3"),
        ("–3", "write -3"),
        (".5", "write 0.5"),
        ("5.", GENERIC_NUMBER),
        ("1.2.3", GENERIC_NUMBER),
        ("ten", GENERIC_NUMBER),
        ("NaN", GENERIC_NUMBER),
        (".inf", GENERIC_NUMBER),
        ("Infinity", GENERIC_NUMBER),
        ("0x10", GENERIC_NUMBER),
        ("1e999", GENERIC_NUMBER),
        ("1" * 31, GENERIC_NUMBER),
        ("3 days", GENERIC_NUMBER),
    ],
)
def test_what_is_not_written_as_a_number_is_refused_with_what_is_meant(
    text: str, hint: str
) -> None:
    problem = refusal(read_number, text)
    assert (problem.message, problem.hint) == (f"`{text}` is not a number", hint)


def test_a_number_in_quotes_is_text() -> None:
    problem = refusal(read_number, "3", plain=False)
    assert problem.message == "`3` is text, since it is in quotes"
    assert problem.hint == "write 3 without the quotes"


@pytest.mark.parametrize("text", ["0.001", "1", "2e1"])
def test_a_number_above_zero_is_read(text: str) -> None:
    assert read_positive(Scalar(text)) == Decimal(text)


@pytest.mark.parametrize("text", ["0", "0.0", "-0", "-1"])
def test_zero_and_less_are_not_above_zero(text: str) -> None:
    problem = refusal(read_positive, text)
    assert problem.message == f"`{text}` is not above 0"
    assert problem.hint == "write a number above 0, such as 1"


@pytest.mark.parametrize(("text", "count"), [("0", 0), ("3", 3), ("999999", 999_999)])
def test_a_count_is_read(text: str, count: int) -> None:
    assert read_count(Scalar(text)) == count


@pytest.mark.parametrize("text", ["-1", "3.0", "1e3", "1000000", "three", "1 000"])
def test_what_is_not_a_count_is_refused(text: str) -> None:
    problem = refusal(read_count, text)
    assert problem.message == f"`{text}` is not a count"
    assert problem.hint == "write a whole number, such as 3"


# Percentages


@pytest.mark.parametrize(
    ("text", "share"),
    [("80%", "0.8"), ("80 %", "0.8"), ("0%", "0"), ("100%", "1"), ("33.333333%", "0.33333333")],
)
def test_a_percentage_is_read_as_a_share(text: str, share: str) -> None:
    assert read_percent(Scalar(text)) == Decimal(share)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("80", "write it with its sign: 80%"),
        ("100", "write it with its sign: 100%"),
        ("12,5 %", "write it with its sign: 12.5%"),
        ("80  %", "write it with its sign: 80%"),
        ("0.8", "write it from 0% to 100%, as in 80%"),
        ("1", "write it from 0% to 100%, as in 80%"),
        ("100.000001%", "write it from 0% to 100%, as in 80%"),
        ("250%", "write it from 0% to 100%, as in 80%"),
        ("-5%", "write it from 0% to 100%, as in 80%"),
        ("%", "write it from 0% to 100%, as in 80%"),
        ("most", "write it from 0% to 100%, as in 80%"),
    ],
)
def test_what_is_not_a_percentage_is_refused_with_what_is_meant(text: str, hint: str) -> None:
    problem = refusal(read_percent, text)
    assert problem.message == f"`{text}` is not a percentage from 0 to 100"
    assert problem.hint == hint


# Lengths of time


@pytest.mark.parametrize(
    ("text", "days"), [("14 days", 14), ("1 day", 1), ("2 weeks", 14), ("1 week", 7), ("0 days", 0)]
)
def test_a_number_of_days_is_read(text: str, days: int) -> None:
    assert read_days_count(Scalar(text)) == days


@pytest.mark.parametrize("text", ["14", "14days", "1 month", "2 years", "-1 days", "10000 days"])
def test_what_is_not_a_number_of_days_is_refused(text: str) -> None:
    problem = refusal(read_days_count, text)
    assert problem.message == f"`{text}` is not a number of days"
    assert problem.hint == "write it as in: 14 days"


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("6 months", Interval(months=6)),
        ("1 month", Interval(months=1)),
        ("1 year", Interval(months=12)),
        ("2 years", Interval(months=24)),
        ("2 weeks", Interval(days=14)),
        ("90 days", Interval(days=90)),
    ],
)
def test_a_length_of_time_is_read(text: str, length: Interval) -> None:
    assert read_interval(Scalar(text)) == length


@pytest.mark.parametrize("text", ["6", "6months", "0 months", "half a year", "-1 year", "1 hour"])
def test_what_is_not_a_length_of_time_is_refused(text: str) -> None:
    problem = refusal(read_interval, text)
    assert problem.message == f"`{text}` is not a length of time"
    assert problem.hint == "write it as in: 6 months"


@pytest.mark.parametrize(
    ("length", "start", "end"),
    [
        (Interval(months=6), "2026-10-01", "2027-04-01"),
        (Interval(months=1), "2026-01-31", "2026-02-28"),
        (Interval(months=1), "2024-01-31", "2024-02-29"),
        (Interval(months=12), "2024-02-29", "2025-02-28"),
        (Interval(months=1), "2026-12-31", "2027-01-31"),
        (Interval(months=2), "2026-12-31", "2027-02-28"),
        (Interval(days=14), "2026-12-20", "2027-01-03"),
        (Interval(months=1, days=1), "2026-01-31", "2026-03-01"),
        (Interval(), "2026-01-31", "2026-01-31"),
    ],
)
def test_a_length_of_time_ends_on_the_same_day_or_the_last_of_a_shorter_month(
    length: Interval, start: str, end: str
) -> None:
    assert length.after(day(start)) == day(end)


# Flags, months, quarters, words


@pytest.mark.parametrize(("text", "flag"), [("true", True), ("false", False)])
def test_a_flag_is_read(text: str, flag: bool) -> None:
    assert read_flag(Scalar(text)) is flag


@pytest.mark.parametrize("text", ["yes", "no", "on", "True", "FALSE", "1", "0", "y"])
def test_other_words_for_yes_and_no_are_refused(text: str) -> None:
    problem = refusal(read_flag, text)
    assert problem.message == f"`{text}` is neither true nor false"
    assert problem.hint == "write true or false"


def test_every_month_is_read_by_its_english_name() -> None:
    assert [read_month(Scalar(name)) for name in MONTHS] == list(range(1, 13))


def test_a_month_may_start_with_a_capital() -> None:
    assert read_month(Scalar("April")) == 4


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("4", "write its English name: april"),
        ("04", "write its English name: april"),
        ("12", "write its English name: december"),
        ("13", "write its English name, as in: april"),
        ("0", "write its English name, as in: april"),
        ("febuary", "did you mean `february`?"),
        ("juillet", "write its English name, as in: april"),
    ],
)
def test_what_is_not_a_month_is_refused_with_what_is_meant(text: str, hint: str) -> None:
    problem = refusal(read_month, text)
    assert (problem.message, problem.hint) == (f"`{text}` is not a month", hint)


def test_a_word_of_a_list_is_read() -> None:
    assert choice(Say).read(Scalar("off-track")) is Say.OFF_TRACK


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("on track", "did you mean `on-track`?"),
        ("on_track", "did you mean `on-track`?"),
        ("On-Track", "did you mean `on-track`?"),
        ("ontrack", "did you mean `on-track`?"),
        ("green", None),
    ],
)
def test_any_other_word_is_refused_with_the_nearest(text: str, hint: str | None) -> None:
    problem = refusal(choice(Say).read, text)
    assert problem.message == f"`{text}` is not one of on-track, off-track or in-danger"
    assert problem.hint == hint


# Ids


@pytest.mark.parametrize(
    "text", ["a", "page", "open-germany", "ship-in-24-hours", "q4", "a" * 64, "nul-x", "yes-we-can"]
)
def test_words_in_lower_case_joined_by_hyphens_are_an_id(text: str) -> None:
    assert is_slug(text)


@pytest.mark.parametrize(
    "text",
    ["", "A", "24-hours", "a b", "a_b", "a--b", "-a", "a-", "a.b", "a/b", "..", "é", "a\n", "ａ"],
)
def test_anything_else_is_no_id(text: str) -> None:
    assert not is_slug(text)
    assert why_no_slug(text) == (
        "an id is lower-case words joined by hyphens, and starts with a letter"
    )


def test_an_id_has_at_most_64_characters() -> None:
    assert not is_slug("a" * 65)
    assert why_no_slug("a" * 65) == "it has 65 characters, and 64 is the most"


@pytest.mark.parametrize(
    "text",
    ["con", "prn", "aux", "nul", "com0", "com9", "lpt1", *YAML_WORDS],
)
def test_a_word_that_windows_or_yaml_keeps_is_no_id(text: str) -> None:
    assert not is_slug(text)
    assert why_no_slug(text) == "this word is kept by Windows or by YAML"


@given(texts(200))
@example("")
@example("con")
@example("No " + "a" * 80)
@example("a" * 63 + " b c")
@example("ß" * 40)
def test_any_text_makes_a_valid_id(text: str) -> None:
    assert is_slug(slug_of(text))


@given(st.from_regex(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", fullmatch=True).filter(is_slug))
def test_an_id_stays_as_it_is(text: str) -> None:
    assert slug_of(text) == text


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Ship within 24 hours of the order", "ship-within-24-hours-of-the-order"),
        ("Größe & Maß: 10 %", "grosse-mass-10"),
        ("Café crème", "cafe-creme"),
        ("  Launch: a “loyalty” programme!  ", "launch-a-loyalty-programme"),
        ("90 days to profit", "days-to-profit"),
        ("../../etc/passwd", "etc-passwd"),
        ("Con", "con-x"),
        ("日本語", "x"),
        ("", "x"),
        ("2026", "x"),
        ("<script>alert(1)</script>", "script-alert-1-script"),
    ],
)
def test_a_free_text_becomes_an_id_that_one_can_read(text: str, slug: str) -> None:
    assert slug_of(text) == slug


def test_a_long_text_is_cut_between_two_words() -> None:
    words = " ".join(["fulfilment"] * 7)
    assert slug_of(words) == "-".join(["fulfilment"] * 5)


def test_a_single_long_word_is_cut() -> None:
    assert slug_of("a" * 100) == "a" * 64


# At the border to the files


def problem_with(kind: Any, value: object) -> tuple[str, str | None]:
    """Give the message and the hint with which a value is refused at the border."""
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(value)
    (error,) = caught.value.errors()
    refused = error["ctx"]["error"]
    assert isinstance(refused, Unreadable)
    return refused.message, refused.hint


def test_a_value_is_read_by_the_reader_of_its_field() -> None:
    assert TypeAdapter(Day).validate_python(Scalar("2026-11-30")) == day("2026-11-30")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (None, "takes a date, not nothing"),
        ([], "takes a date, not a list"),
        ({}, "takes a date, not a group of keys"),
    ],
)
def test_what_is_not_one_value_is_refused(value: object, message: str) -> None:
    assert problem_with(Day, value) == (message, "write a date here")


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_a_value_with_nothing_in_it_is_refused(text: str) -> None:
    assert problem_with(Number, Scalar(text)) == (
        "has nothing in it",
        "write a number, or remove the line",
    )


def test_keys_in_the_place_of_a_text_are_put_down_to_a_colon() -> None:
    assert problem_with(Text, {"Phase 1": Scalar("vendor")}) == (
        "takes a text, not a group of keys",
        "put text that holds a colon in quotes",
    )


def test_a_field_that_is_given_by_the_path_is_named() -> None:
    assert given_fields(Rock) == {"id", "quarter", "origin", "said", "owner_names"}


def test_a_field_named_like_a_word_of_python_is_written_without_its_underscore() -> None:
    assert (written_name("from_"), written_name("done_means")) == ("from", "done_means")


@pytest.mark.parametrize(
    ("value", "name"),
    [(Scalar("a"), "one value"), (None, "nothing"), ([], "a list"), ({}, "a group of keys")],
)
def test_what_a_value_is_can_be_said(value: object, name: str) -> None:
    assert kind_of(value) == name


class Single(StrEnum):
    """Hold two words."""

    ONE = "one"
    TWO = "two"


def test_two_words_to_choose_from_are_joined_by_or() -> None:
    assert problem_with(Annotated[Single, choice(Single)], Scalar("x"))[0] == (
        "`x` is not one of one or two"
    )
