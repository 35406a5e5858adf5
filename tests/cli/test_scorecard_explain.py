"""`opsctl scorecard explain`: why a number is what it is."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import DAY, Golden, Result, run_opsctl
from tests.docs.test_json import chapter, keys
from tests.history.repositories import Work, new_repository

VALUE = "scorecards/shop/order-value.yaml"
FILES: Mapping[str, str] = {
    "opsctl.yaml": "format: 1\ncompany: Acme\ntimezone: Europe/London\n",
    "scorecards/shop/revenue.yaml": (
        "title: Revenue\nowner: leo\nunit: currency EUR\nvalues:\n"
        "  2026-W44: 3980.10\n  2026-W45: 4100\n  2026-W46: {value: 4000.5, note: Half a sale}\n"
    ),
    "scorecards/shop/orders.yaml": (
        "title: Orders\nowner: leo\nvalues:\n  2026-W44: 110\n"
        "  2026-W45: {value: 0, from: orders.csv, on: 2026-11-10}\n"
    ),
    VALUE: (
        "title: Average order value\nowner: leo\nunit: currency EUR\n"
        "rollup: mean by orders\ngoal:\n  2026-W40: at least 30\n"
        "  2026-W46: {is: at least 37, why: New prices, set: 2026-11-18}\n"
        'exceptions:\n  2026-W44: {is: at least 20, why: Holidays}\nformula: "revenue / orders"\n'
    ),
    "scorecards/care/visits.yaml": (
        "title: Visits\nowner: ana\nevery: day\nvalues:\n"
        "  2026-11-09: 10\n  2026-11-10: {na: Closed}\n"
    ),
    "scorecards/care/load.yaml": (
        "title: Load\nowner: ana\nunit: percent\nsince: 2026-W46\ngoal: at most 5\n"
        "formula: shop.orders / sum(visits) * 100\n"
    ),
    "scorecards/care/orders.yaml": "title: Orders seen\nowner: ana\nunit: yes-no\n",
    "checkins/2026-W46/leo.yaml": "date: 2026-11-16\nvalues: {shop/orders: 109}\n",
}


@pytest.fixture
def company(tmp_path: Path) -> Work:
    """Write a company whose newest goal Maya set, and Leo all else."""
    work = new_repository(tmp_path / "acme")
    before = FILES[VALUE].replace("2026-W46: {is: at least 37", "2026-W46: {is: at least 31")
    work.save("2026-11-16", {**FILES, VALUE: before}, "Leo Brandt")
    work.save("2026-11-18", {VALUE: FILES[VALUE]}, "Maya Okafor")
    return work


def explain(company: Work, *arguments: str) -> Result:
    given = ("scorecard", "explain", *arguments, "--as-of", DAY)
    return run_opsctl(*given, cwd=company.folder)


def text(company: Work, *arguments: str) -> str:
    done = explain(company, *arguments)
    assert (done.code, done.err) == (0, "")
    return done.out


def data(company: Work, *arguments: str) -> Any:
    return json.loads(text(company, *arguments, "-o", "json"))


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("", ["order-value"]),
        ("-exception", ["order-value", "2026-W44"]),
        ("-missing", ["order-value", "2026-W45"]),
        ("-month", ["order-value", "2026-11"]),
        ("-typed", ["shop/orders"]),
        ("-days", ["load"]),
    ],
)
def test_an_explanation_names_every_number_with_its_file_and_line(
    company: Work, golden: Golden, name: str, arguments: list[str]
) -> None:
    golden(f"scorecard-explain{name}.txt", text(company, *arguments))


@pytest.mark.parametrize("format", ["json", "markdown"])
def test_other_formats_say_the_same(company: Work, golden: Golden, format: str) -> None:
    ending = "md" if format == "markdown" else format
    golden(f"scorecard-explain.{ending}", text(company, "order-value", "-o", format))


def test_a_quotient_has_six_places_and_what_was_typed_all_of_them(company: Work) -> None:
    found = data(company, "order-value")
    assert (found["value"], found["verdict"]) == (36.701835, "miss")
    assert [each["value"] for each in found["inputs"]] == [4000.5, 109]


@pytest.mark.parametrize("arguments", [["order-value"], ["order-value", "2026-10"], ["load"]])
def test_every_key_is_documented(company: Work, arguments: list[str]) -> None:
    described = set(re.findall(r"`([\w-]+)`", chapter("opsctl scorecard explain")))
    assert set(keys(data(company, *arguments))) <= described


def test_a_goal_that_is_not_committed_says_so(company: Work) -> None:
    company.write(VALUE, FILES[VALUE].replace("at least 37", "at least 20"))
    assert data(company, "order-value")["goal"]["written"] == {
        "by": None,
        "on": None,
        "remark": "not committed yet",
    }


def test_without_git_nothing_is_said_of_who_wrote_a_goal(tmp_path: Path) -> None:
    work = Work(tmp_path / "plain")
    for path, content in FILES.items():
        work.write(path, content)
    done = run_opsctl("-C", work.folder, *["scorecard", "explain", "order-value", "--as-of"], DAY)
    assert (done.code, done.err) == (0, "")
    assert "written by" not in done.out
    assert f"{VALUE}:7" in done.out


def test_a_revision_is_explained_as_it_was(company: Work) -> None:
    found = data(company, "order-value", "--at", "HEAD~1")
    assert (found["goal"]["goal"], found["goal"]["written"]["by"]) == ("at least 31", "Leo Brandt")


def test_a_circle_is_told_and_not_followed(company: Work) -> None:
    company.write("scorecards/shop/orders.yaml", "title: O\nowner: leo\nformula: order_value * 2\n")
    assert "its formula needs its own result: opsctl check" in text(company, "order-value")


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (["order-valu"], "there is no measurable `order-valu`", "did you mean `order-value`?"),
        (["orders"], "2 scorecards have a measurable `orders`", "care/orders, shop/orders"),
        (["order-value", "2026-11-10"], "a number for every week, and 2026-11-10 is a day", "W46"),
        (["order-value", "2026-W50"], "2026-W50 had not begun on 2026-11-20", "earlier"),
        (["order-value", "soon"], "`soon` is not a period", "2026-W46"),
    ],
)
def test_what_cannot_be_explained_is_refused_with_a_hint(
    company: Work, arguments: list[str], message: str, hint: str
) -> None:
    done = explain(company, *arguments)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert hint in done.err


def test_names_are_shown_and_never_sent(company: Work) -> None:
    company.write(VALUE, FILES[VALUE].replace("New prices", '"\\e[31m # @maya"'))
    company.commit("2026-11-19", by="Mallory\x1b[31m")
    for arguments in ([], ["-o", "markdown"], ["-o", "json"]):
        assert "\x1b" not in text(company, "order-value", *arguments)
