"""Text and names of files that try to break out of a screen, a page or a log."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from opsctl.cli.formats import CHECK_FORMATS
from tests.conftest import DAY, Run

TITLE = (
    "[/red] [beta] \x1b[2J ::error:: <script>alert(1)</script> | **x** `y` \u202e ##[error] %0A 1"
)
FORMATS = [
    *((("rock", verb), format) for verb in ("status", "list") for format in ("text", "json")),
    *((("rock", verb), "markdown") for verb in ("status", "list")),
    *((("rock", "show", "hostile"), format) for format in ("text", "json", "markdown")),
    *((("status",), format) for format in ("text", "json", "markdown")),
    *((("quarter", "start", "-n"), format) for format in ("text", "json", "markdown")),
    *((("quarter", "close", "--story"), format) for format in ("text", "json", "markdown")),
    *((("checkin", "--status"), format) for format in ("text", "json", "markdown")),
    *((("scorecard", "show", "team"), format) for format in ("text", "json", "markdown")),
    *((("scorecard", "show", "team/bad"), format) for format in ("text", "json", "markdown")),
    *((("scorecard", verb), format) for verb in ("status", "list") for format in ("text", "json")),
    *((("scorecard", verb), "markdown") for verb in ("status", "list")),
    *((("check",), format) for format in CHECK_FORMATS),
    *((("sop", verb), format) for verb in ("list", "status") for format in ("text", "json")),
    *((("sop", verb), "markdown") for verb in ("list", "status")),
    *((("sop", "show", "hostile"), format) for format in ("text", "json", "markdown")),
    *((("sop", "due", "--plan", "1"), format) for format in ("text", "json", "markdown")),
    (("sop", "show", "hostile", "--checklist"), "text"),
    *((("sop", "validate", "sops/hostile.md"), format) for format in ("text", "json", "github")),
    *((("sop", "adopt", "sops", "-n"), format) for format in ("text", "json", "markdown")),
]
OURS = r"::(error|warning|notice) file=[^:,]*,line=\d|::notice::\d+ error"
NOT_SENT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]")


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """Give a workspace where every text that can be hostile is."""
    quoted = json.dumps(TITLE)
    (tmp_path / "opsctl.yaml").write_text(f"format: 1\ncompany: {quoted}\n", encoding="utf-8")
    folder = tmp_path / "rocks/2026-Q4"
    folder.mkdir(parents=True)
    (folder / "hostile.yaml").write_text(
        f"title: {quoted}\nowner: {quoted}\ndone_means: {quoted}\nteam: {quoted}\n"
        f"milestones:\n  - title: {quoted}\n    due: 2026-11-01\n"
        f"rescues:\n  - date: 2026-11-03\n    by: {quoted}\n    note: {quoted}\n"
        f"    next: {quoted}\n    help_from: [{quoted}]\n"
        f"log:\n  - date: 2026-11-02\n    by: {quoted}\n    say: in-danger\n    note: {quoted}\n",
        encoding="utf-8",
    )
    _write_numbers(tmp_path, quoted)
    _write_procedure(tmp_path, quoted)
    name = folder / "a b\n::error::'\"\x1b[2J<b>.yaml"
    name.write_text(f"title: {quoted}\n{quoted}: 1\n", encoding="utf-8")
    return tmp_path


def _write_numbers(company: Path, quoted: str) -> None:
    numbers, said = company / "scorecards/team", company / "checkins/2026-W46"
    numbers.mkdir(parents=True)
    said.mkdir(parents=True)
    (numbers / "scorecard.yaml").write_text(
        f"title: {quoted}\nteam: {quoted}\nowner: {quoted}\nshow: [{{divider: {quoted}}}, bad]\n",
        encoding="utf-8",
    )
    rollup = json.dumps("mean by <b>\x1b[2J")
    (numbers / "bad.yaml").write_text(
        f"title: {quoted}\nowner: {quoted}\ndefinition: {quoted}\nentered_by: {quoted}\n"
        f"supports: {quoted}\nsops: [{quoted}]\nrollup: {rollup}\n"
        f"goal: {{2026-W40: {{is: at least 2, why: {quoted}, set: 2026-11-01}}}}\n"
        f"exceptions: {{2026-W44: {{is: at least 1, why: {quoted}}}}}\n"
        f"values:\n  2026-W43: {quoted}\n  2026-W44: {{na: {quoted}}}\n"
        f"  2026-W45: {{value: 1, note: {quoted}, from: {quoted}, on: 2026-11-09}}\n"
        f"  2026-W46: {{value: {quoted}, note: {quoted}}}\n",
        encoding="utf-8",
    )
    (said / "maya.yaml").write_text(
        f"date: 2026-11-16\nwins: [{quoted}]\nheadlines: [{quoted}]\n", encoding="utf-8"
    )


def _write_procedure(company: Path, quoted: str) -> None:
    (company / "sops").mkdir()
    (company / "sops/hostile.md").write_text(
        f"---\ntitle: {quoted}\nowner: {quoted}\nversion: {quoted}\naudience: [{quoted}]\n"
        f"profile: {quoted}\nsupersedes: [{quoted}]\nonwer: {quoted}\n---\n# {TITLE}\n\n"
        f"::error::page\n\n**Status:** {TITLE}\n\n## Procedure\n\n1. {TITLE}\n2. ::error::step\n\n"
        f"## Resources\n\n- ::warning::x [{TITLE}](<a {TITLE.replace('<', '').replace('>', '')}>)\n"
        "\n![](x.png) <your name here> TODO: <b>\n",
        encoding="utf-8",
    )


@pytest.mark.parametrize(("command", "format"), FORMATS)
def test_hostile_text_comes_out_harmless(
    run: Run, hostile: Path, command: tuple[str, ...], format: str
) -> None:
    done = run(*command, "--as-of", DAY, "--format", format, cwd=hostile)
    assert done.code in (0, 1), done.err
    assert NOT_SENT.search(done.out) is None
    commands = [line for line in done.out.splitlines() if line.lstrip().startswith("::")]
    if format == "github":
        assert all(re.match(OURS, each) for each in commands)
    else:
        assert commands == []
        assert "##[" not in done.out
    if format == "markdown":
        assert re.search(r"(?<!\\)<", done.out) is None
    if format in ("json", "gitlab", "sarif", "junit", "rdjson"):
        assert done.out.isascii()


def test_the_text_is_shown_not_swallowed(run: Run, hostile: Path) -> None:
    shown = run("rock", "status", "--as-of", DAY, cwd=hostile).out
    assert "[/red] [beta] \\x1b[2J ::error:: <script>alert(1)</script>" in shown
    data = json.loads(run("rock", "status", "--as-of", DAY, "-o", "json", cwd=hostile).out)
    assert data["rocks"][0]["title"] == TITLE


def test_colour_does_not_make_markup_of_text(run: Run, hostile: Path) -> None:
    done = run("rock", "status", "--as-of", DAY, cwd=hostile, environment={"FORCE_COLOR": "1"})
    plain = re.sub(r"\x1b\[[0-9;]*m", "", done.out)
    assert "[/red] [beta] \\x1b[2J" in plain
    assert NOT_SENT.search(plain) is None
    assert "##[" not in plain


def test_a_hostile_path_is_shown_in_one_line(run: Run, hostile: Path) -> None:
    done = run("check", "--as-of", DAY, cwd=hostile)
    assert "rocks/2026-Q4/a b\\n::error::'\"\\x1b[2J<b>.yaml:1:1: error[FILE015]" in done.out


def test_a_hostile_argument_is_shown_harmless(run: Run, hostile: Path) -> None:
    done = run("rock", "show", "x\x1b[2J\n::error::y", cwd=hostile)
    assert done.code == 2
    assert NOT_SENT.search(done.err) is None
    assert not any(line.startswith("::") for line in done.err.splitlines())


def test_a_company_without_any_letter_of_this_terminal_is_still_shown(
    run: Run, tmp_path: Path
) -> None:
    settings = "format: 1\ncompany: 北風\n"
    (tmp_path / "opsctl.yaml").write_text(settings, encoding="utf-8")
    done = run("rock", "status", cwd=tmp_path, environment={"PYTHONIOENCODING": "ascii"})
    assert done.code == 0
    assert "\\u5317" in done.out
