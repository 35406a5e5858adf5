"""Twenty real procedures, against what a person saw who read them.

`cases/real_sops.yaml` was written by hand: the headings and steps of each page, and what a reader
would call its sections. `unmatched` are those that opsctl does not see, because nothing but the
sense of the text tells them: a section too many would be a lie, and one too few is only a
question.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from opsctl.analysis.sop.anatomy import Anatomy, anatomy_of
from opsctl.loading.sops import parse_sop
from opsctl.loading.source import read_page
from opsctl.model.section import Matched
from opsctl.model.settings import Settings
from opsctl.text.span import Origin
from opsctl.text.tree import Entry, FolderTree, Kind
from tests.conftest import ROOT

REAL_SOPS = ROOT.parent / "shared" / "data" / "real-sops"
CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "real_sops.yaml").read_text(encoding="utf-8")
)
CARRIED = {
    Matched.NAME: "heading",
    Matched.ALIAS: "heading",
    Matched.LABEL: "label",
    Matched.TABLE: "table",
    Matched.FRONT_MATTER: "key",
}
EXPECTED = [pytest.param(case, id=case["file"].removesuffix(".md")) for case in CASES]
FIGURES = 2
"""How many words of an expected line are its figures, before those of the page."""

pytestmark = pytest.mark.skipif(
    not REAL_SOPS.is_dir(), reason=f"the real procedures are not at {REAL_SOPS}"
)


@cache
def read(name: str) -> Anatomy:
    entry = Entry(name, Kind.FILE, (REAL_SOPS / name).stat().st_size)
    source, _ = read_page(FolderTree(REAL_SOPS), entry)
    assert source is not None
    return anatomy_of(parse_sop(source)[0], Settings(Origin("opsctl.yaml")))


def words(text: str) -> list[str]:
    """Split a text into its words, without the signs that make them bold or code."""
    return text.replace("*", "").replace("`", "").split()


def sections(name: str) -> list[str]:
    return [
        f"{each.section} {each.line}-{each.end_line} {CARRIED[each.matched]}"
        for each in read(name).sections
    ]


def shortened(found: list[str], expected: list[str]) -> list[str]:
    """Cut each line found down to as many words as the one expected has."""
    pairs = zip(map(words, found), map(words, expected), strict=True)
    return [" ".join(said[: len(start)]) for said, start in pairs]


@pytest.mark.parametrize("case", EXPECTED)
def test_its_headings_are_those_that_its_reader_sees(case: dict[str, Any]) -> None:
    page = read(case["file"]).sop.page
    found = [f"{each.line} {each.level} {each.plain}" for each in page.headings()]
    figures = [each.split()[:FIGURES] for each in found]
    assert figures == [each.split()[:FIGURES] for each in case["headings"]]
    assert shortened(found, case["headings"]) == case["headings"]


@pytest.mark.parametrize("case", EXPECTED)
def test_its_steps_are_those_that_its_reader_sees(case: dict[str, Any]) -> None:
    found = [f"{each.line} {each.depth} {each.text}" for each in read(case["file"]).steps]
    figures = [each.split()[:FIGURES] for each in found]
    assert figures == [each.split()[:FIGURES] for each in case["steps"]]
    assert shortened(found, case["steps"]) == case["steps"]


@pytest.mark.parametrize("case", EXPECTED)
def test_no_section_is_found_that_its_reader_does_not_see(case: dict[str, Any]) -> None:
    assert set(sections(case["file"])) <= set(case["sections"])


@pytest.mark.parametrize("case", EXPECTED)
def test_what_is_not_matched_is_known(case: dict[str, Any]) -> None:
    found = sections(case["file"])
    assert [each for each in case["sections"] if each not in found] == case["unmatched"]
