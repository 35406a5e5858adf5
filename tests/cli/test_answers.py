"""Answers that are given again: the same to the byte, and never one that no longer holds."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from hashlib import blake2b
from pathlib import Path

import pytest

from opsctl import __version__
from opsctl.cli import answers
from opsctl.cli.answers import Answer
from opsctl.cli.kept_files import ANSWER, keep, kept_files, read_kept
from opsctl.text.stamps import stamps_now
from tests.conftest import DAY, NORTHWIND, ROOT, Result, run_opsctl
from tests.test_startup import libraries, modules_after

COMMANDS = (
    ("rock", "status"),
    ("rock", "list"),
    ("scorecard", "status"),
    ("scorecard", "list"),
    ("scorecard", "show", "company"),
    ("sop", "list"),
    ("sop", "status"),
    ("status",),
    ("check",),
    ("check", "--format", "json"),
    ("status", "--format", "markdown"),
)


class Company:
    """A copy of the example company, asked with a cache of its own and without any."""

    def __init__(self, folder: Path) -> None:
        self.root = Path(shutil.copytree(NORTHWIND, folder / "northwind"))
        self.cache = folder / "cache"

    def ask(self, *words: str, day: str = DAY) -> Result:
        kept = {"OPSCTL_CACHE_DIR": str(self.cache)}
        return run_opsctl("--as-of", day, *words, cwd=self.root, environment=kept)

    def ask_anew(self, *words: str) -> Result:
        return self.ask("--no-cache", *words)

    @property
    def kept(self) -> int:
        return sum(place.endswith(ANSWER) for place, _ in kept_files(str(self.cache)))


@pytest.fixture
def company(tmp_path: Path) -> Company:
    return Company(tmp_path)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_what_is_said_again_is_what_was_said(company: Company, words: tuple[str, ...]) -> None:
    anew = company.ask_anew(*words)
    assert company.kept == 0
    first, again = company.ask(*words), company.ask(*words)
    assert company.kept == 1
    assert first == again == anew


def test_an_answer_that_is_at_hand_needs_no_library(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPSCTL_CACHE_DIR", str(company.cache))
    for words in (("rock", "status"), ("scorecard", "status"), ("sop", "list"), ("check",)):
        asked = ("-C", str(company.root), "--as-of", DAY, *words)
        assert "typer" in libraries(modules_after(*asked))
        heavy = {"typer", "click", "rich", "pydantic", "yaml", "git", "markdown_it", "zoneinfo"}
        assert not libraries(modules_after(*asked)) & {*heavy, "dataclasses", "pathlib"}


def test_findings_fail_again(company: Company) -> None:
    (company.root / "rocks/2026-Q4/broken.yaml").write_text("title: Broken\nowner: nobody\n")
    first, again = company.ask("check"), company.ask("check")
    assert (first.code, again) == (1, first)
    assert company.kept == 1


def test_an_error_of_use_is_not_kept(company: Company) -> None:
    assert company.ask("rock", "list", "--owner", "nobody").code == 2
    assert company.kept == 0


def test_another_day_another_answer(company: Company) -> None:
    first = company.ask("rock", "status")
    other = company.ask("rock", "status", day="2026-12-31")
    assert other.out != first.out
    assert company.ask("rock", "status") == first


def test_who_asks_is_not_kept(company: Company) -> None:
    company.ask("rock", "list", "--owner", "me")
    assert company.kept == 0


def test_what_hangs_on_the_history_is_not_kept(company: Company) -> None:
    company.ask("sop", "list", "--last-change")
    company.ask("check", "--format", "sarif")
    company.ask("check", "rocks")
    company.ask("check", "--fix")
    company.ask("check", "--diff")
    company.ask("check", "--stdin-filename", "opsctl.yaml")
    company.ask("check", "--output", f"json={company.cache.parent / 'report'}")
    company.ask("check", "--update-baseline")
    company.ask("check", "--changed")
    company.ask("check", "--base", "HEAD")
    company.ask("rock", "list", "--at", "HEAD")
    assert company.kept == 0


def test_a_workspace_that_is_named_is_found_again_by_the_same_name(company: Company) -> None:
    def ask() -> Result:
        where = {"OPSCTL_CACHE_DIR": str(company.cache)}
        named = ("--as-of", DAY, "-C", "here")
        return run_opsctl(*named, "rock", "list", cwd=company.root.parent, environment=where)

    here, other = company.root.parent / "here", company.root.parent / "other"
    here.symlink_to(company.root)
    first = ask()
    assert (first.code, ask()) == (0, first)
    shutil.copytree(company.root, other)
    (other / "rocks/2026-Q4/open-germany.yaml").unlink()
    here.unlink()
    here.symlink_to(other)
    assert "open-germany" in first.out
    assert "open-germany" not in ask().out


def test_a_nearer_workspace_is_another(company: Company) -> None:
    inside = company.root / "inside"
    inside.mkdir()
    kept = {"OPSCTL_CACHE_DIR": str(company.cache)}
    first = run_opsctl("--as-of", DAY, "rock", "list", cwd=inside, environment=kept)
    (inside / "opsctl.yaml").write_text("format: 1\ncompany: Inside\n")
    nearer = run_opsctl("--as-of", DAY, "rock", "list", cwd=inside, environment=kept)
    assert nearer != first


def _edit(root: Path, dice: random.Random, kept: dict[Path, bytes]) -> None:
    """Change something, or put something back: contents, names, times, settings."""
    files = sorted(each for each in root.rglob("*") if each.suffix in (".yaml", ".md"))
    place = dice.choice(files)
    deed = dice.choice(["same size", "longer", "delete", "rename", "touch", "back", "settings"])
    if deed == "same size":
        before, status = place.read_bytes(), place.stat()
        place.write_bytes(before.swapcase())
        os.utime(place, ns=(status.st_atime_ns, status.st_mtime_ns))
    elif deed == "longer":
        place.write_bytes(place.read_bytes() + b"\n# more\n")
    elif deed == "delete" and place.name != "opsctl.yaml":
        place.unlink()
    elif deed == "rename" and place.name != "opsctl.yaml":
        place.rename(place.with_name(f"new-{dice.randrange(100)}{place.suffix}"))
    elif deed == "touch":
        os.utime(place, (dice.randrange(2_000_000_000), dice.randrange(2_000_000_000)))
    elif deed == "back":
        for path, content in kept.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    elif deed == "settings":
        path = root / "opsctl.yaml"
        path.write_bytes(path.read_bytes() + b"# a remark\n")


@pytest.mark.parametrize("seed", range(3))
def test_warm_is_cold_through_any_changes(company: Company, seed: int) -> None:
    dice = random.Random(seed)
    kept = {each: each.read_bytes() for each in company.root.rglob("*.yaml")}
    asked = [dice.choice(COMMANDS) for _ in range(2)]
    for _ in range(3):
        for words in asked:
            warm = company.ask(*words)
            assert warm == company.ask_anew(*words)
            assert company.ask(*words) == warm
        _edit(company.root, dice, kept)


def test_an_older_file_from_git_is_seen(company: Company) -> None:
    def git(*words: str) -> None:
        named = ("-c", "user.name=Maya", "-c", "user.email=maya@northwind.example")
        subprocess.run(["git", *named, *words], cwd=company.root, check=True, capture_output=True)

    rock = company.root / "rocks/2026-Q4/open-germany.yaml"
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-q", "-m", "One")
    first = company.ask("rock", "list")
    rock.write_bytes(rock.read_bytes().replace(b"lena", b"omar"))
    git("commit", "-q", "-a", "-m", "Two")
    second = company.ask("rock", "list")
    git("checkout", "-q", "HEAD~1")
    assert company.ask("rock", "list") == first
    git("checkout", "-q", "main")
    assert company.ask("rock", "list") == second != first


def test_fresh_times_and_the_same_content_are_the_same(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPSCTL_CACHE_DIR", str(company.cache))
    asked = ("-C", str(company.root), "--as-of", DAY, "check")
    assert "typer" in libraries(modules_after(*asked))
    for place in [*company.root.rglob("*")]:
        if place.is_file():
            content = place.read_bytes()
            place.unlink()
            place.write_bytes(content)
    assert "typer" not in libraries(modules_after(*asked))


def test_eight_at_once_agree(company: Company) -> None:
    anew = company.ask_anew("check")
    with ThreadPoolExecutor(8) as several:
        said = list(several.map(lambda _: company.ask("check"), range(8)))
    assert set(map(repr, said)) == {repr(anew)}
    kept = sorted(Path(place).suffix for place, _ in kept_files(str(company.cache)))
    assert kept == [".answer", ".pages"]


def _damage(place: Path, how: str) -> None:
    content = place.read_bytes()
    if how == "cut":
        place.write_bytes(content[:-40])
    elif how == "changed":
        place.write_bytes(content[:-3] + b"???")
    elif how == "empty":
        place.write_bytes(b"")
    elif how == "open to others":
        place.chmod(0o666)
    elif how == "a link":
        moved = place.rename(place.with_suffix(".moved"))
        place.symlink_to(moved)
    elif how == "a folder":
        place.unlink()
        place.mkdir()
    elif how == "a pipe":
        place.unlink()
        os.mkfifo(place)


@pytest.mark.parametrize(
    "how", ["cut", "changed", "empty", "open to others", "a link", "a folder", "a pipe"]
)
def test_a_damaged_answer_is_none(company: Company, how: str) -> None:
    first = company.ask("rock", "list")
    (place,) = company.cache.iterdir()
    _damage(place, how)
    assert read_kept(str(company.cache), place.stem) == []
    assert company.ask("rock", "list") == first
    assert company.ask("rock", "list") == first


def test_a_folder_that_cannot_be_had_does_no_harm(company: Company) -> None:
    company.cache.write_text("a file")
    anew = company.ask_anew("rock", "list")
    assert company.ask("rock", "list") == company.ask("rock", "list") == anew
    assert company.cache.read_text() == "a file"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root writes anywhere")
def test_a_folder_that_cannot_be_written_does_no_harm(company: Company) -> None:
    company.cache.mkdir(mode=0o500)
    assert company.ask("rock", "list") == company.ask_anew("rock", "list")


def test_no_room_on_the_disk_leaves_nothing_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_from: str, _to: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    keep(str(tmp_path), "name", [b"something"])
    assert list(tmp_path.iterdir()) == []


def test_answers_do_not_pile_up(tmp_path: Path) -> None:
    for number in range(520):
        keep(str(tmp_path), f"{number:03}", [b"x"])
    names = {Path(place).stem for place, _ in kept_files(str(tmp_path))}
    assert len(names) == 512
    assert "519" in names


@pytest.mark.parametrize(
    ("seconds", "holds"), [((0, 10), False), ((0, 1e12), True), ((9e11, 1e12), False)]
)
def test_a_clock_that_jumps_brings_no_answer_of_another_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seconds: tuple[float, float], holds: bool
) -> None:
    (tmp_path / "opsctl.yaml").write_text("format: 1\n")
    monkeypatch.chdir(tmp_path)
    answer = Answer((str(tmp_path), ""), seconds, 0, [])
    answer.stamp, answer.fresh = stamps_now(str(tmp_path), [], 0)
    assert answers._holds(answer, str(tmp_path / "cache"), "name") is holds


def test_without_a_day_it_holds_until_midnight_of_the_company(company: Company) -> None:
    kept = {"OPSCTL_CACHE_DIR": str(company.cache)}
    run_opsctl("rock", "list", cwd=company.root, environment=kept)
    (place,) = company.cache.iterdir()
    answer = Answer.read(read_kept(str(company.cache), place.stem))
    assert answer is not None
    assert answer.first_second <= time.time() < answer.end_second
    assert 23 * 3600 <= answer.end_second - answer.first_second <= 25 * 3600
    assert answer.first_second % 900 == 0


def test_the_cache_is_shown_and_cleared(company: Company) -> None:
    for noun in ("rock", "sop"):
        company.ask(noun, "list")
    shown = company.ask("cache", "show")
    assert str(company.cache) in shown.out
    assert "2 answers, 1 file of pages, " in shown.out
    printed = company.ask("cache", "show", "--format", "json").out
    assert '"answers": 2' in printed
    assert '"pages": 1' in printed
    assert company.ask("cache", "clear").out == "3 files taken away\n"
    assert list(company.cache.iterdir()) == []
    assert "0 answers, 0 files of pages, 0 bytes" in company.ask("cache", "show").out


def test_a_folder_that_is_gone_asks_no_question(company: Company) -> None:
    named = f"-C {company.root} --as-of {DAY} rock list"
    command = f"mkdir gone && cd gone && rmdir ../gone && {sys.executable} -m opsctl {named}"
    environment = {**os.environ, "OPSCTL_CACHE_DIR": str(company.cache)}
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=company.root.parent,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert "Traceback" not in done.stderr.decode()
    assert (done.returncode, company.kept) == (0, 0)


def test_a_reader_that_goes_away_is_no_error(company: Company) -> None:
    company.ask("check", "--format", "json")
    asked = f"{sys.executable} -m opsctl --as-of {DAY} check --format json"
    command = f"{asked} | true; exit ${{PIPESTATUS[0]}}"
    environment = {**os.environ, "OPSCTL_CACHE_DIR": str(company.cache)}
    done = subprocess.run(
        ["bash", "-c", command], cwd=company.root, env=environment, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_settings_of_this_machine_are_left_alone() -> None:
    assert "OPSCTL_CACHE_DIR" in os.environ
    assert not Path(os.environ["OPSCTL_CACHE_DIR"]).is_relative_to(ROOT)


def test_an_installed_program_is_known_by_its_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package, record = tmp_path / "opsctl", tmp_path / f"opsctl_rhythm-{__version__}.dist-info"
    (package / "cli").mkdir(parents=True)
    module = package / "cli" / "answers.py"
    module.write_text("")
    monkeypatch.setattr(answers, "__file__", str(module))
    worked_on = answers.programs()
    module.write_text("pass\n")
    assert answers.programs() != worked_on
    record.mkdir()
    (record / "RECORD").write_text("opsctl/cli/answers.py,sha256=a,5\n")
    installed = answers.programs()
    os.utime(module, ns=(1, 1))
    assert answers.programs() == installed
    (record / "RECORD").write_text("opsctl/cli/answers.py,sha256=b,5\n")
    assert answers.programs() != installed


def test_a_library_of_another_version_makes_another_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path), str(tmp_path / "none.zip")])
    library = tmp_path / "lark-1.2.dist-info"
    library.mkdir()
    before = answers.programs()
    os.utime(tmp_path, ns=(1, 1))
    assert answers.programs() == before
    library.rename(tmp_path / "lark-1.3.dist-info")
    assert answers.programs() != before


def test_a_nearer_workspace_goes_before_that_of_the_environment(
    company: Company, tmp_path: Path
) -> None:
    inside = tmp_path / "elsewhere" / "inside"
    inside.mkdir(parents=True)
    kept = {"OPSCTL_CACHE_DIR": str(company.cache), "OPSCTL_WORKSPACE": str(company.root)}

    def listed() -> str:
        return run_opsctl("rock", "list", "--as-of", DAY, cwd=inside, environment=kept).out

    first = listed()
    assert listed() == first
    assert "open-germany" in first
    (inside.parent / "opsctl.yaml").write_text("format: 1\n")
    assert "open-germany" not in listed()
    (inside.parent / "opsctl.yaml").unlink()
    assert listed() == first


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
@pytest.mark.parametrize("what", ["a pipe", "a link outside", "a folder"])
def test_what_is_no_file_any_more_is_not_read(company: Company, what: str) -> None:
    company.ask("sop", "list")
    page = company.root / "sops/product/list-a-product.md"
    page.unlink()
    if what == "a pipe":
        os.mkfifo(page)
    elif what == "a folder":
        page.mkdir()
    else:
        page.symlink_to("/dev/zero")
    assert company.ask("sop", "list") == company.ask_anew("sop", "list")


@pytest.mark.parametrize("body", [b"-3:abc", b"x:abc", b":", b"9", b"1:"])
def test_lengths_that_are_none_end_the_reading(tmp_path: Path, body: bytes) -> None:
    keep(str(tmp_path), "name", [])
    place = tmp_path / "name.answer"
    magic = place.read_bytes()[: -len(blake2b(digest_size=32).digest())]
    place.write_bytes(magic + blake2b(body, digest_size=32).digest() + body)
    place.chmod(0o600)
    assert read_kept(str(tmp_path), "name") in ([], [b""])


@pytest.mark.parametrize(
    ("at", "field"),
    [(0, b"a\0b"), (1, b"\0"), (5, b"-1"), (5, b"256"), (6, b"x"), (6, b"ea\0\0")],
)
def test_fields_that_mean_nothing_make_no_answer(at: int, field: bytes) -> None:
    fields = [b"/root", b"", b"0", b"1e12", b"0", b"0", b"ea", b"", b"", b"", b"", b"osaid"]
    assert Answer.read(fields) is not None
    fields[at] = field
    assert Answer.read(fields) is None
