"""Which commands of a workspace may run on this machine: said by its user, kept outside of it."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path

from opsctl.cli.session import Session
from opsctl.editing.write import Write, write_files
from opsctl.text.errors import SurroundingsRefuse


@dataclass(frozen=True, slots=True)
class Allowance:
    """A command as it would run now: in which workspace, and with which of its files.

    `files` has a digest of every file of the workspace that an argument names, since a script
    that has changed is another command.
    """

    workspace: str
    command: tuple[str, ...]
    files: Mapping[str, str]

    @classmethod
    def of(cls, session: Session, command: Sequence[str]) -> Allowance:
        """Look at a command as it stands."""
        root = os.path.realpath(session.root)
        files = {}
        for argument in command:
            path = os.path.normpath(os.path.join(root, argument))
            if path.startswith(root + os.sep) and os.path.isfile(path):
                files[os.path.relpath(path, root).replace(os.sep, "/")] = _digest(path)
        return cls(root, tuple(command), files)

    @property
    def name(self) -> str:
        """The name under which it is kept: of this workspace and these very arguments."""
        key = json.dumps([self.workspace, *self.command])
        return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def content(self) -> bytes:
        """What is kept, for people to look at too."""
        data = {"workspace": self.workspace, "command": self.command, "files": self.files}
        return (json.dumps(data, indent=2, sort_keys=True) + "\n").encode()


def why_not_allowed(allowance: Allowance) -> str | None:
    """Say why a command may not run on this machine; none where it may."""
    kept = _kept(allowance)
    if kept is None:
        return "was not allowed on this machine yet"
    if kept == allowance.content:
        return None
    changed = ", ".join(_changed(kept, allowance.files)) or "a file of it"
    return f"must be allowed again, since {changed} has changed"


def _changed(kept: bytes, files: Mapping[str, str]) -> list[str]:
    """Name the files that are not as they were when the command was allowed."""
    try:
        before = json.loads(kept)["files"]
        return sorted(name for name, digest in files.items() if before.get(name) != digest)
    except (ValueError, LookupError, TypeError, AttributeError):
        return []


def allow(session: Session, allowance: Allowance) -> None:
    """Keep that a command may run."""
    kept = _kept(allowance)
    if kept == allowance.content:
        return
    folder = _folder()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SurroundingsRefuse(f"cannot make {folder}: {error.strerror}") from error
    write = Write(f"{allowance.name}.json", kept, allowance.content)
    write_files(folder, [write], session.lock_of(folder))


def _digest(path: str) -> str:
    try:
        with open(path, "rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise SurroundingsRefuse(f"cannot read {path}: {error.strerror}") from error


def _kept(allowance: Allowance) -> bytes | None:
    try:
        return (_folder() / f"{allowance.name}.json").read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SurroundingsRefuse(f"cannot read {error.filename}: {error.strerror}") from error


def _folder() -> Path:
    from platformdirs import user_config_path  # needed where a command is run or allowed only

    return user_config_path("opsctl", appauthor=False) / "allowed"
