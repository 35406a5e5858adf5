"""How much `opsctl diff` reads and asks, of a company with many procedures."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import typer

from opsctl.analysis.sop.digest import content_digest
from opsctl.cli.check import check
from opsctl.cli.choices import Choices
from opsctl.cli.diff import diff
from opsctl.cli.session import Session
from opsctl.history.repository import _Commands
from opsctl.loading import sops
from opsctl.loading.sops import parse_sop
from opsctl.text.source import Source
from tests.cli.branches import FILES, LIMIT, OTHER, checked, company, do
from tests.conftest import run_opsctl
from tests.history.repositories import Work
from tests.rules.changes import Step, commit


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note which pages are parsed."""
    found: list[str] = []
    whole = sops.parse_sop

    def noted(source: Source) -> Any:
        found.append(source.path)
        return whole(source)

    monkeypatch.setattr(sops, "parse_sop", noted)
    return found


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note which commands of git are started."""
    found: list[str] = []
    whole = _Commands.start

    def noted(commands: _Commands, *arguments: str, **more: Any) -> Any:
        found.append(next(each for each in arguments if not each.startswith("-")))
        return whole(commands, *arguments, **more)

    monkeypatch.setattr(_Commands, "start", noted)
    return found


def with_pages(folder: Path, count: int) -> Work:
    pages = {f"sops/g{at % 9}/p{at}.md": OTHER.replace("24", str(at)) for at in range(count)}
    return company(folder, {**FILES, **pages})


ONE_PAGE = ["cat-file", "diff-tree", "grep", "log", "ls-tree", "ls-tree", "ls-tree"]


def test_one_page_of_two_thousand(tmp_path: Path, parsed: list[str], asked: list[str]) -> None:
    work = with_pages(tmp_path / "acme", 2000)
    do(work, returns=LIMIT)
    with closing(Session(Choices(work.folder, at="HEAD"), ("text",))) as session:
        diff(session, "main")
    assert parsed == ["sops/returns.md", "sops/returns.md"]
    assert sorted(asked) == [*ONE_PAGE, "merge-base", "rev-parse"]


def test_pages_that_changed_take_no_process_each(
    tmp_path: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each has an approval of a text from before the base."""
    work = with_pages(tmp_path / "acme", 40)
    pages = sorted(path.relative_to(work.folder) for path in work.folder.rglob("sops/g*/*.md"))
    given = {}
    for page in pages:
        text = (work.folder / page).read_text("utf-8")
        digest = content_digest(parse_sop(Source(page.as_posix(), text))[0])
        place = Path("approvals", *page.with_suffix("").parts[1:], "1.3.0--lena.yaml")
        given[place.as_posix()] = f"date: 2026-09-01\nas: approver\ndigest: {digest}\n"
    commit(work, Step(given))
    for version in ("1.4.0", "1.5.0"):
        for page in pages:
            text = (work.folder / page).read_text("utf-8")
            work.write(page.as_posix(), text.replace("Pay", f"Pay {version}"))
        commit(work, Step())
    work.git("branch", "-f", "main", "work~1")
    monkeypatch.chdir(work.folder)
    with closing(Session(Choices(), ("json",))) as session, pytest.raises(typer.Exit):
        check(session, base="main")
    assert asked.count("log") == 2


def test_settings_of_the_repository_change_nothing(tmp_path: Path) -> None:
    text = "---\ntranslation_of: returns\n---\n# Retoure\n"
    work = company(tmp_path / "acme", {**FILES, "sops/de.md": text})
    do(work, returns=LIMIT.replace("Process", "Prozess"))
    before = run_opsctl("diff", "main", cwd=work.folder)
    assert "de" in before.out.split()
    for setting in (
        *("color.ui=always", "grep.lineNumber=true", "submodule.recurse=true", "core.abbrev=4"),
        *("diff.renames=copies", "diff.noprefix=true", "diff.relative=true", "log.mailmap=true"),
        *("log.showRoot=false", "log.decorate=full", "log.showSignature=true", "log.date=iso"),
        *("format.pretty=oneline", "diff.external=false", "i18n.logOutputEncoding=latin1"),
    ):
        work.git("config", *setting.split("=", 1))
    after = run_opsctl("diff", "main", cwd=work.folder)
    assert (after.code, after.out) == (0, before.out)
    assert checked(work).found == ("CHG001 sops/returns.md",)
