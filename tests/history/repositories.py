"""Repositories for tests: made by git, with fixed names and dates and no settings of anybody."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SETTINGS: Mapping[str, str] = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_CONFIG_COUNT": "1",
    "GIT_CONFIG_KEY_0": "protocol.file.allow",
    "GIT_CONFIG_VALUE_0": "always",
}


@dataclass(frozen=True)
class Work:
    """A folder under git."""

    folder: Path

    def git(self, *arguments: str, at: str = "", by: str = "Lena Vogt", author_at: str = "") -> str:
        """Run git; `at` is the moment of a commit, `author_at` that of its author."""
        dates = {"GIT_COMMITTER_DATE": at, "GIT_AUTHOR_DATE": author_at or at} if at else {}
        who = {
            "AUTHOR_NAME": by,
            "AUTHOR_EMAIL": "a@x",
            "COMMITTER_NAME": "C",
            "COMMITTER_EMAIL": "",
        }
        done = subprocess.run(
            ["git", "-C", str(self.folder), *arguments],
            env={
                "PATH": os.environ["PATH"],
                "HOME": os.devnull,
                **SETTINGS,
                **{f"GIT_{key}": value for key, value in who.items()},
                **dates,
            },
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
        return done.stdout.decode("utf-8", "surrogateescape").strip()

    def write(self, path: str, text: str | bytes) -> None:
        """Write a file."""
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))

    def commit(self, at: str, by: str = "Lena Vogt", author_at: str = "") -> str:
        """Commit everything; give the commit's id. A day alone means its noon in UTC."""
        moments = [
            f"{each}T12:00:00+00:00" if len(each) == 10 else each for each in (at, author_at)
        ]
        self.git("add", "-A")
        dates = {"at": moments[0], "author_at": moments[1]}
        self.git("commit", "-q", "--allow-empty", "-m", "a change", by=by, **dates)
        return self.git("rev-parse", "HEAD")

    def save(self, at: str, files: Mapping[str, str], by: str = "Lena Vogt") -> str:
        """Write files and commit everything."""
        for path, text in files.items():
            self.write(path, text)
        return self.commit(at, by)


def new_repository(folder: Path) -> Work:
    """Start a repository with the branch `main`."""
    folder.mkdir(parents=True, exist_ok=True)
    work = Work(folder)
    work.git("init", "-q", "-b", "main")
    return work


def clone(work: Work, folder: Path, *options: str) -> Work:
    """Clone a repository as over a network."""
    work.git("clone", "-q", *options, work.folder.resolve().as_uri(), str(folder))
    return Work(folder)
