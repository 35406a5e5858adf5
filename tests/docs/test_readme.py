"""Every command in README and in the tour works as typed."""

import shlex
from itertools import pairwise
from pathlib import Path
from shutil import copytree

import pytest

from opsctl.loading.sops import parse_sop
from opsctl.model.anchors import anchors_of
from opsctl.text.source import Source
from tests.conftest import ROOT, Result, run_opsctl
from tests.docs.fences import fences, pages

PAGES = (
    "README.md",
    "docs/tour.md",
    "docs/quarter.md",
    "docs/scorecards.md",
    "docs/suppressing.md",
)


def scripts() -> list[object]:
    return [
        pytest.param(page, script, id=f"{page}-{number}")
        for page in PAGES
        for number, script in enumerate(fences(page, "sh"), start=1)
        if "opsctl " in script
    ]


def run(line: str, folder: Path) -> Result:
    return run_opsctl(*shlex.split(line, comments=True)[1:], cwd=folder)


@pytest.mark.parametrize(("page", "script"), scripts())
def test_a_script_runs_from_its_first_line_to_its_last(
    page: str, script: str, tmp_path: Path
) -> None:
    folder = workspace_of(page, tmp_path)
    for line in script.splitlines():
        if line.startswith("cd "):
            folder /= line.removeprefix("cd ")
        elif line.startswith("opsctl "):
            done = run(line, folder)
            expected = 1 if "--fail-on" in line else 0
            assert (line, done.code, done.err) == (line, expected, "")


def workspace_of(page: str, scratch: Path) -> Path:
    """Give the folder in which a page is read: README in an empty one, the tour in the example.

    A script of README that starts nothing goes on where the one before has ended.
    """
    if page != "README.md":
        return Path(copytree(ROOT / "examples" / "northwind", scratch / "northwind"))
    started = run("opsctl init --company Acme --name Maya", scratch)
    assert started.code == 0
    return scratch


def test_the_first_status_comes_from_an_empty_folder(tmp_path: Path) -> None:
    script = next(each for each in fences("README.md", "sh") if each.startswith("opsctl init acme"))
    folder = tmp_path
    printed = ""
    for line in script.splitlines():
        if line.startswith("cd "):
            folder /= line.removeprefix("cd ")
        else:
            printed = run(line, folder).out
    assert "Ship 95 of 100 orders within 24 hours" in printed
    assert "words 1 of 1" in printed


def test_the_tour_shows_nothing_that_went_wrong_by_accident() -> None:
    shown = "".join(fences("docs/tour.md", "console"))
    assert "opsctl itself went wrong" not in shown
    assert shown.count("error: ") == 3


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_nobody_is_told_to_install_the_other_opsctl(page: Path) -> None:
    words = page.read_text(encoding="utf-8").replace("`", "").split()
    after_install = [two for one, two in pairwise(words) if one == "install"]
    assert not {"opsctl", "opsctl.", "opsctl,"} & set(after_install)


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere_its_place_included(page: Path) -> None:
    sop = parse_sop(Source(page.name, page.read_text(encoding="utf-8")))[0]
    broken = []
    for link in sop.page.links:
        target, _, place = link.target.partition("#")
        if "://" not in target:
            file = page.parent / target if target else page
            known = file.suffix != ".md" or not place or place in anchors(file)
            broken += [] if file.exists() and known else [link.target]
    assert broken == []


def anchors(page: Path) -> frozenset[str]:
    return anchors_of(parse_sop(Source(page.name, page.read_text(encoding="utf-8")))[0].page)
