"""Rules about changes on real repositories, through `opsctl check --base`.

Rocks, measurables and check-ins: what git makes hard for them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.terminal import run_in_terminal
from tests.conftest import run_opsctl
from tests.history.repositories import Work, clone, new_repository
from tests.rules.changes import BRANCH, SETTINGS, Step, commit

PEOPLE = """\
lena: {name: Lena Vogt, email: lena@acme.example}
maya: {name: Maya Okafor, email: maya@acme.example}
"""
ROCK = "title: Open the marketplace in Germany\nowner: maya\ndue: 2026-12-11\n"
LATER = ROCK.replace("12-11", "12-18")
RATE = "title: Repeat rate\nowner: maya\nvalues:\n  2026-W45: 24\n  2026-W46: 21\n"
HIGHER = RATE.replace("21", "25")
CARD, RATE_AT, ROCK_AT = (
    "scorecards/shop/scorecard.yaml",
    "scorecards/shop/rate.yaml",
    "rocks/2026-Q4/germany.yaml",
)
FILES = {
    "opsctl.yaml": SETTINGS,
    "people.yaml": PEOPLE,
    ROCK_AT: ROCK,
    CARD: "title: Shop\n",
    RATE_AT: RATE,
}


@pytest.fixture
def work(tmp_path: Path) -> Work:
    """A company on `main`, and the branch `work` on which nothing has happened yet."""
    return started(tmp_path / "acme", FILES)


def started(folder: Path, files: dict[str, str]) -> Work:
    work = new_repository(folder)
    commit(work, Step(files, on="2026-10-01"))
    work.git("checkout", "-q", "-b", BRANCH)
    return work


def answer(folder: Path, *options: str, base: str = "main", user: str = "") -> dict[str, Any]:
    """Give what `opsctl check --base` says; it must come to an end with 0 or 1."""
    environment = {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "user.email",
        "GIT_CONFIG_VALUE_0": user,
    }
    given = ("check", "--base", base, "-o", "json", "--as-of", "2026-11-20", *options)
    done = run_opsctl(*given, cwd=folder, environment=environment)
    assert done.code in (0, 1), done.err
    found: dict[str, Any] = json.loads(done.out)
    return found


def codes(folder: Path, *options: str, base: str = "main", user: str = "") -> list[str]:
    """Give the codes of what is said about the change."""
    found = answer(folder, *options, base=base, user=user)["findings"]
    return [each["code"] for each in found if each["code"].startswith("CHG")]


def test_what_is_committed_is_told_by_who_did_it(work: Work) -> None:
    commit(work, Step({ROCK_AT: LATER, RATE_AT: HIGHER}))
    assert codes(work.folder) == ["CHG008", "CHG011"]
    commit(work, Step({ROCK_AT: ROCK, RATE_AT: RATE}))
    assert codes(work.folder) == []


def test_a_co_author_has_a_hand_in_it(work: Work) -> None:
    work.write(ROCK_AT, LATER)
    work.git("add", "-A")
    message = "Move the day\n\nCo-authored-by: Maya <maya@acme.example>"
    work.git("commit", "-q", "-m", message, "--author=Lena <lena@acme.example>")
    assert codes(work.folder) == []


@pytest.mark.parametrize(
    ("user", "expected"),
    [("lena@acme.example", ["CHG008", "CHG011"]), ("maya@acme.example", ["CHG011"])],
)
def test_what_is_not_committed_is_of_whoever_is_there(
    work: Work, user: str, expected: list[str]
) -> None:
    commit(work, Step(on="2026-11-19"))
    work.write(ROCK_AT, LATER)
    work.write(RATE_AT, HIGHER)
    assert codes(work.folder, user=user) == expected


def test_of_somebody_unknown_nothing_is_said_about_people(work: Work) -> None:
    commit(work, Step(on="2026-11-19"))
    work.write(ROCK_AT, LATER)
    assert codes(work.folder) == []


def test_a_file_that_is_deleted_and_not_committed(work: Work) -> None:
    commit(work, Step(on="2026-11-19"))
    (work.folder / ROCK_AT).unlink()
    (work.folder / RATE_AT).unlink()
    assert codes(work.folder) == ["CHG020", "CHG021"]


def test_a_move_that_is_not_committed_is_known_by_what_it_was_called(work: Work) -> None:
    commit(work, Step(on="2026-11-19"))
    (work.folder / ROCK_AT).unlink()
    work.write("rocks/2026-Q4/dach.yaml", f"{ROCK}formerly: [germany]\n")
    assert codes(work.folder, user="lena@acme.example") == []


def test_what_main_did_is_not_of_the_branch_that_merges_it(work: Work) -> None:
    work.git("checkout", "-q", "main")
    commit(work, Step({ROCK_AT: LATER, RATE_AT: HIGHER}, on="2026-11-17"))
    work.git("checkout", "-q", BRANCH)
    commit(work, Step({"rocks/2026-Q4/other.yaml": "title: Ship faster\nowner: lena\n"}))
    assert codes(work.folder) == []
    work.git("merge", "-q", "--no-edit", "main", at="2026-11-19T13:00:00+00:00")
    assert codes(work.folder) == []
    commit(work, Step({ROCK_AT: LATER.replace("12-18", "12-21")}))
    assert codes(work.folder) == ["CHG008"]


def test_a_merge_that_changes_something_itself(work: Work) -> None:
    work.git("checkout", "-q", "main")
    commit(work, Step({"people.yaml": f"{PEOPLE}leo: {{name: Leo}}\n"}, on="2026-11-17"))
    work.git("checkout", "-q", BRANCH)
    commit(work, Step({"rocks/2026-Q4/other.yaml": "title: Ship faster\nowner: lena\n"}))
    work.git("merge", "-q", "--no-commit", "main")
    commit(work, Step({ROCK_AT: LATER}))
    assert codes(work.folder) == ["CHG008"]


def test_the_owner_on_main_has_no_hand_in_the_branch(work: Work) -> None:
    work.git("checkout", "-q", "main")
    mayas = Step({ROCK_AT: LATER}, by="maya@acme.example", on="2026-11-17")
    commit(work, mayas)
    work.git("checkout", "-q", BRANCH)
    work.git("merge", "-q", "--ff-only", "main")
    commit(work, Step({ROCK_AT: LATER.replace("12-18", "12-21")}))
    assert codes(work.folder) == ["CHG008"]


def test_in_a_shallow_clone_people_cannot_be_told(work: Work, tmp_path: Path) -> None:
    commit(work, Step({ROCK_AT: LATER, RATE_AT: HIGHER}))
    there = clone(work, tmp_path / "shallow", "--depth", "1", "--no-single-branch")
    found = answer(there.folder, base="origin/main")
    told = [each["code"] for each in found["findings"] if each["code"].startswith("CHG")]
    assert told == ["CHG011"]
    assert "this clone is shallow" in found["base"]["unseen"][0]


def test_a_detached_head_is_a_head(work: Work) -> None:
    commit(work, Step({ROCK_AT: LATER, RATE_AT: HIGHER}))
    work.git("checkout", "-q", "--detach")
    assert codes(work.folder) == ["CHG008", "CHG011"]


def test_a_workspace_below_others(tmp_path: Path) -> None:
    below = {f"firms/acme/{path}": text for path, text in FILES.items()}
    work = started(tmp_path / "all", {**FILES, **below})
    changes = {f"firms/acme/{ROCK_AT}": LATER, f"firms/acme/{RATE_AT}": HIGHER}
    commit(work, Step(changes))
    assert codes(work.folder / "firms/acme") == ["CHG008", "CHG011"]
    assert codes(work.folder) == []


def test_the_owner_who_touches_the_file_of_another_workspace(tmp_path: Path) -> None:
    below = {f"firms/acme/{path}": text for path, text in FILES.items()}
    work = started(tmp_path / "all", {**FILES, **below})
    commit(work, Step({ROCK_AT: LATER}, by="maya@acme.example"))
    commit(work, Step({f"firms/acme/{ROCK_AT}": LATER}))
    assert codes(work.folder / "firms/acme") == ["CHG008"]
    assert codes(work.folder) == []


def test_a_base_from_before_the_workspace(tmp_path: Path) -> None:
    work = started(tmp_path / "acme", {"README.md": "Acme\n"})
    old = {"rocks/2026-Q3/pilot.yaml": "title: Run a pilot\nowner: maya\nstatus: done\n"}
    commit(work, Step({**FILES, **old}))
    found = answer(work.folder)
    assert [each for each in found["findings"] if each["code"].startswith("CHG")] == []
    assert found["base"]["unseen"] == ["there was no workspace at main: everything counts as new"]


def test_a_base_with_errors_hides_nothing_else(tmp_path: Path) -> None:
    broken = {
        "opsctl.yaml": "format: 1\ncompany: [\n",
        "people.yaml": "lena: [\n",
        "rocks/2026-Q4/broken.yaml": "title: [\n",
        "scorecards/shop/broken.yaml": "title: A\nowner: maya\ngoal: [\n",
        "checkins/2026-W45/maya.yaml": "date: [\n",
    }
    work = started(tmp_path / "acme", {**FILES, **broken})
    mended = {
        "opsctl.yaml": SETTINGS,
        "people.yaml": PEOPLE,
        "rocks/2026-Q4/broken.yaml": ROCK,
        "scorecards/shop/broken.yaml": "title: A\nowner: maya\ngoal: at least 2\n",
        "checkins/2026-W45/maya.yaml": "date: 2026-11-09\nvalues: {shop/rate: 3}\n",
    }
    commit(work, Step({**mended, RATE_AT: HIGHER}))
    assert codes(work.folder) == ["CHG011"]


def test_a_head_with_errors_is_not_called_a_deletion(work: Work) -> None:
    commit(work, Step({ROCK_AT: "title: [\n", RATE_AT: "title: [\n"}))
    assert codes(work.folder) == []


def test_the_day_of_the_head_tells_what_is_over_and_not_today(work: Work) -> None:
    commit(work, Step({RATE_AT: HIGHER}, on="2026-11-13"))
    assert codes(work.folder) == []
    assert codes(work.folder, "--as-of", "2027-06-01") == []
    commit(work, Step(on="2026-11-16"))
    assert codes(work.folder) == ["CHG011"]


def test_a_base_that_is_the_head_has_no_change(work: Work) -> None:
    commit(work, Step({ROCK_AT: LATER, RATE_AT: HIGHER}))
    assert codes(work.folder, base="HEAD") == []
    assert codes(work.folder, base="HEAD~1") == ["CHG008", "CHG011"]


def test_what_was_at_an_older_commit(work: Work) -> None:
    commit(work, Step({RATE_AT: HIGHER}))
    commit(work, Step({RATE_AT: RATE}, on="2026-11-20"))
    assert codes(work.folder) == []
    assert codes(work.folder, "--at", "HEAD~1") == ["CHG011"]


def test_hostile_text_is_shown_and_never_sent(tmp_path: Path) -> None:
    evil = '"Run \\e[31m[bold]a\\u202e pilot"'
    pilot = f"title: {evil}\nowner: maya\ndone_means: {evil}\nlog:\n"
    word = f"  - {{date: 2026-11-02, by: maya, say: off-track, note: {evil}}}\n"
    path = "rocks/2026-Q4/pilot.yaml"
    work = started(tmp_path / "acme", {**FILES, path: pilot + word})
    changed = pilot.replace("Run", "Walk") + word.replace("Run", "Walk")
    commit(work, Step({path: changed.replace("off-track", "on-track").replace("11-02", "11-03")}))
    arguments = ("check", "--base", "main", "--as-of", "2026-11-20", "--no-color")
    code, screen = run_in_terminal(arguments, work.folder, columns=80)
    assert "CHG008" in screen
    assert "CHG010" in screen
    assert "\x1b[31m" not in screen
    assert "\u202e" not in screen
    assert "[bold]" in screen
    assert code in (0, 1)


def test_a_finding_of_a_deleted_file_has_its_old_place_on_every_screen(work: Work) -> None:
    commit(work, Step(deleted=[ROCK_AT]))
    code, screen = run_in_terminal(
        ("check", "--base", "main", "--as-of", "2026-11-20", "--no-color"), work.folder
    )
    assert code == 1
    assert f"{ROCK_AT}:1:1: error[CHG020]" in screen
    done = run_opsctl("check", "--base", "main", "-o", "github", cwd=work.folder)
    assert f"file={ROCK_AT}" in done.out


def test_a_path_may_be_left_out(work: Work) -> None:
    settings = f"{SETTINGS}rules:\n  per_path:\n    scorecards/shop/**: {{ignore: [CHG011]}}\n"
    commit(work, Step({RATE_AT: HIGHER, "opsctl.yaml": settings}))
    assert codes(work.folder) == []
