"""A git repository with a past, and with an index that is as new as its files."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

_COMMITS = 12
_EVERY = 30 * 24 * 3600
_FIRST = int(datetime(2025, 12, 1, 9, tzinfo=UTC).timestamp())
_FILES_OF = int(datetime(2024, 1, 1, tzinfo=UTC).timestamp())  # older than any index


def make_repository(folder: Path, texts: Mapping[str, str]) -> None:
    """Write the texts into a folder, and commit them in twelve commits, a month apart.

    A procedure in ten, and every tenth record, has an older text in an earlier commit.
    """
    folder.mkdir(parents=True)
    _git(folder, "init", "--quiet", "--initial-branch=main")
    for key, value in (("gc.auto", "0"), ("core.autocrlf", "false"), ("core.quotePath", "true")):
        _git(folder, "config", key, value)
    stream = b"".join(_commits(texts))
    _git(folder, "fast-import", "--quiet", feed=stream)
    _write(folder, texts)
    _git(folder, "reset", "--quiet")


def _git(folder: Path, *words: str, feed: bytes = b"") -> None:
    nothing = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", *words], cwd=folder, input=feed, env=os.environ | nothing, check=True)


def _write(folder: Path, texts: Mapping[str, str]) -> None:
    for place in sorted({(folder / path).parent for path in texts}):
        place.mkdir(parents=True, exist_ok=True)
    for path, text in texts.items():
        place = folder / path
        place.write_bytes(text.encode())
        os.utime(place, (_FILES_OF, _FILES_OF))


def _commits(texts: Mapping[str, str]) -> Iterator[bytes]:
    """Give what `git fast-import` reads."""
    steps: list[list[tuple[str, str]]] = [[] for _ in range(_COMMITS)]
    for number, (path, text) in enumerate(texts.items()):
        born = number % (_COMMITS // 2)
        if number % 10 == 9:
            steps[born].append((path, _older(text)))
            born += _COMMITS // 2
        steps[born].append((path, text))
    for number, files in enumerate(steps):
        yield from _commit(number, files)


def _older(text: str) -> str:
    """Give what a file said before: of what is dated, the newest is not there yet."""
    return text.replace('version: "1.1.0"', 'version: "1.0.0"').rpartition("\n  ")[0] + "\n"


def _commit(number: int, files: Iterable[tuple[str, str]]) -> Iterator[bytes]:
    moment = _FIRST + number * _EVERY
    message = f"Bring month {number + 1} up to date\n"
    yield b"commit refs/heads/main\n"
    yield f"committer Robin Number 0 <person-0@bench.example> {moment} +0000\n".encode()
    yield f"data {len(message)}\n{message}".encode()
    for path, text in files:
        content = text.encode()
        yield f"M 100644 inline {path}\ndata {len(content)}\n".encode()
        yield content
        yield b"\n"
