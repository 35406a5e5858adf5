"""`opsctl check --fix`, `--diff` and `--unsafe-fixes`: what is written, said, and left alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import DAY, NORTHWIND, Run

ROCK = "rocks/2026-Q4/german-support.yaml"


def slip(folder: Path, path: str, *changes: tuple[str, str]) -> bytes:
    """Make slips in a file; give what it held before."""
    place = folder / path
    before = place.read_bytes()
    text = before.decode()
    for right, wrong in changes:
        assert right in text
        text = text.replace(right, wrong, 1)
    place.write_bytes(text.encode())
    return before


def everything(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_fixing_brings_the_file_back_and_says_so(run: Run, northwind: Path) -> None:
    before = slip(northwind, ROCK, ("team:", "Taem:"), ("due: 2026-12-18", "due: 18.12.2026"))
    done = run("check", "--fix", "--as-of", DAY, cwd=northwind)
    assert (northwind / ROCK).read_bytes() == before
    assert (done.code, done.err) == (0, "")
    assert f"{ROCK}:7:1: fixed [FILE017] unknown key `Taem`\n" in done.out
    assert f"{ROCK}:10:6: fixed [FILE019] `due`: `18.12.2026` is not a date\n" in done.out
    assert "fixed 2 findings in 1 file\n" in done.out
    assert "\n0 errors, 4 warnings, 1 note in " in done.out


def test_a_difference_is_shown_and_nothing_is_written(run: Run, northwind: Path) -> None:
    slip(northwind, ROCK, ("team:", "taem:"))
    before = everything(northwind)
    done = run("check", "--diff", "--as-of", DAY, cwd=northwind)
    assert done.code == 1
    assert f"--- {ROCK}\n+++ {ROCK}\n" in done.out
    assert "-taem: customer-care\n+team: customer-care\n" in done.out
    assert done.err == "would fix 1 finding in 1 file\n"
    assert everything(northwind) == before
    both = run("check", "--fix", "--diff", "--as-of", DAY, cwd=northwind)
    assert (both.code, everything(northwind)) == (1, before)


def test_nothing_to_fix_is_no_difference(run: Run, northwind: Path) -> None:
    before = everything(northwind)
    done = run("check", "--diff", "--as-of", DAY, cwd=northwind)
    assert (done.code, done.out) == (0, "")
    assert run("check", "--fix", "--as-of", DAY, cwd=northwind).code == 0
    assert everything(northwind) == before


def test_a_guess_is_only_taken_when_it_is_asked_for(run: Run, northwind: Path) -> None:
    before = slip(northwind, ROCK, ("owner: priya", "owner: prya"))
    sure = run("check", "--fix", "--as-of", DAY, cwd=northwind)
    assert sure.code == 1
    assert "nothing to fix; 1 more can be guessed" in sure.out
    guessed = run("check", "--fix", "--unsafe-fixes", "--as-of", DAY, cwd=northwind)
    assert (guessed.code, (northwind / ROCK).read_bytes()) == (0, before)


def test_only_what_lies_in_the_paths_is_fixed(run: Run, northwind: Path) -> None:
    other = "rocks/2026-Q4/live-stock-feed.yaml"
    before = slip(northwind, ROCK, ("team:", "taem:"))
    slip(northwind, other, ("team:", "taem:"))
    left = (northwind / other).read_bytes()
    done = run("check", "--fix", ROCK, "--as-of", DAY, cwd=northwind)
    assert done.code == 0
    assert ((northwind / ROCK).read_bytes(), (northwind / other).read_bytes()) == (before, left)


def test_what_is_suppressed_is_not_fixed(run: Run, northwind: Path) -> None:
    slip(northwind, ROCK, ("owner: priya", "owner: Priya # opsctl: ignore[ROCK003] as agreed"))
    before = everything(northwind)
    assert run("check", "--fix", "--as-of", DAY, cwd=northwind).code == 0
    assert everything(northwind) == before


def test_a_fix_that_would_bring_something_new_is_left_out_and_told(
    run: Run, northwind: Path
) -> None:
    slip(northwind, ROCK, ("title: Answer customers", "title: Answer: customers owner: priya"))
    slip(northwind, ROCK, ("owner: priya\nhelpers", "helpers"))
    before = everything(northwind)
    done = run("check", "--fix", "--as-of", DAY, cwd=northwind)
    assert done.code == 1
    assert "not fixed [FILE023]" in done.out
    assert "it would bring FILE018: `owner` is missing\n" in done.out
    assert everything(northwind) == before


def test_the_data_tell_what_was_fixed(run: Run, northwind: Path) -> None:
    slip(northwind, ROCK, ("team:", "taem:"))
    shown = json.loads(run("check", "--diff", "-o", "json", "--as-of", DAY, cwd=northwind).out)
    assert list(shown) == ["schema", "fixes"]
    assert "+team: customer-care" in shown["fixes"]["diff"]
    done = run("check", "--fix", "-o", "json", "--as-of", DAY, cwd=northwind)
    fixes = json.loads(done.out)["fixes"]
    assert list(fixes) == ["fixed", "left_out", "written", "diff"]
    assert [(each["code"], each["fix"]) for each in fixes["fixed"]] == [("FILE017", "safe")]
    assert (fixes["left_out"], fixes["written"], fixes["diff"]) == ([], [ROCK], None)
    assert "fixed 1 finding in 1 file\n" in done.err


def test_user_text_is_shown_and_never_sent(run: Run, northwind: Path) -> None:
    slip(northwind, ROCK, ("owner: priya", 'owner: "PRIYA"'), ("team: ", '"te\\x1bam": '))
    slip(northwind, ROCK, ("title: ", "title: \u202e"))
    done = run("check", "--fix", "--as-of", DAY, cwd=northwind)
    assert "\x1b" not in done.out + done.err
    assert "\u202e" not in done.out + done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--unsafe-fixes",), "--unsafe-fixes needs --fix or --diff"),
        (("--fix", "--stdin-filename", ROCK), "fixes are of the files as they are now"),
        (("--fix", "--update-baseline"), "fixes are of the files as they are now"),
        (("--diff", "--baseline-add", "SOP001"), "fixes are of the files as they are now"),
    ],
)
def test_what_makes_no_sense_is_said(run: Run, arguments: tuple[str, ...], said: str) -> None:
    done = run("check", *arguments, "-C", NORTHWIND)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_the_mode_of_a_file_stays(run: Run, northwind: Path) -> None:
    slip(northwind, ROCK, ("team:", "taem:"))
    place = northwind / ROCK
    before = place.read_bytes()
    place.chmod(0o640)
    assert run("check", "--fix", "--as-of", DAY, cwd=northwind).code == 0
    assert place.read_bytes() != before
    assert place.stat().st_mode & 0o777 == 0o640


def test_what_can_be_fixed_is_said_where_it_can_be(run: Run, northwind: Path) -> None:
    slip(northwind, ROCK, ("team:", "taem:"))
    said = "1 can be fixed: opsctl check --fix\n"
    assert run("check", "--as-of", DAY, cwd=northwind).out.endswith(said)
    assert run("check", "--as-of", DAY, "-o", "concise", cwd=northwind).out.endswith(said)
    text = (northwind / ROCK).read_bytes()
    handed = run("check", "--stdin-filename", ROCK, "--as-of", DAY, cwd=northwind, stdin=text)
    assert handed.code == 1
    assert "can be fixed" not in handed.out
    assert "can be fixed" not in run("check", "--fix", "--as-of", DAY, cwd=northwind).out
