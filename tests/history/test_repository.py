"""Running git: output in pieces, and names that would confuse the conversation with it."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import pytest

from opsctl.history.repository import GitRefuses, Repository, _Commands, open_repository
from tests.history.repositories import Work

BIG = b"\0".join(b"x" * size for size in (10, 65_536, 1, 0, 200_000)) + b"\0last"


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Collect the processes of git that are started."""
    processes: list[Any] = []
    start = _Commands.start

    def watched(self: _Commands, *arguments: str, **more: Any) -> Any:
        process = start(self, *arguments, **more)
        processes.append(process.proc)
        return process

    monkeypatch.setattr(_Commands, "start", watched)
    return processes


def opened(work: Work) -> Repository:
    work.write("big", BIG)
    work.commit("2026-10-01")
    return open_repository(work.folder)


def test_parts_are_whole_however_long_they_are(work: Work) -> None:
    with closing(opened(work)) as repository:
        assert list(repository.parts("cat-file", "blob", "HEAD:big")) == BIG.split(b"\0")


def test_closing_the_parts_ends_a_process_that_would_go_on(work: Work, started: list[Any]) -> None:
    work.write("huge", b"x\0" * 2_000_000)
    with closing(opened(work)) as repository:
        parts = repository.parts("cat-file", "blob", "HEAD:huge")
        assert next(parts) == b"x"
        process = started[-1]
        assert process.poll() is None
        parts.close()
        assert process.returncode != 0


def test_an_error_comes_behind_the_last_part(work: Work) -> None:
    with (
        closing(opened(work)) as repository,
        pytest.raises(GitRefuses, match="git cannot read the repository"),
    ):
        list(repository.parts("log", "nowhere", "--"))


def test_a_name_with_a_line_end_asks_for_nothing_else(work: Work) -> None:
    with closing(opened(work)) as repository:
        assert repository.content("HEAD:big\nHEAD:big") is None
        found = repository.content("HEAD:big")
        assert found is not None
        assert found.content == BIG
