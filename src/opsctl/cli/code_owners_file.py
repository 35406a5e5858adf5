"""The CODEOWNERS file of a repository: where it is, whose, and what is in it.

It may lie outside of the workspace, and is written only in its block.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from opsctl.analysis.sop.code_owners import Host
from opsctl.cli.places import relative_path
from opsctl.cli.repository_file import content_at, top_of_repository
from opsctl.cli.session import Session
from opsctl.text.errors import SurroundingsRefuse, UsageProblem
from opsctl.text.suggestion import did_you_mean

NAME = "CODEOWNERS"
PLACES: Mapping[Host, tuple[str, ...]] = MappingProxyType(
    {
        Host.GITHUB: (f".github/{NAME}", NAME, f"docs/{NAME}"),
        Host.GITLAB: (NAME, f"docs/{NAME}", f".gitlab/{NAME}"),
    }
)
"""Where a host looks for the file; it reads the first that is there."""

_NEW = MappingProxyType({Host.GITHUB: f".github/{NAME}", Host.GITLAB: f".gitlab/{NAME}"})
_LARGEST = MappingProxyType({Host.GITHUB: 3_000_000, Host.GITLAB: 10_000_000})
"""Bytes. GitHub does not load a file of 3 MB or more; for GitLab it is a bound of ours."""


@dataclass(frozen=True)
class CodeOwnersFile:
    """The file: its repository, its path from the top of it, whose it is, what is in it.

    `prefix` is the place of the workspace, empty or with a `/` at its end.
    """

    root: Path
    prefix: str
    path: str
    host: Host
    before: bytes | None

    @property
    def shown(self) -> str:
        """The path of the file from where the user stands."""
        return relative_path(self.root / self.path, Path.cwd())

    @property
    def text(self) -> str:
        """What is in the file; bytes that are no UTF-8 come back when it is encoded."""
        return (self.before or b"").decode("utf-8", "surrogateescape")


def code_owners_file(session: Session, style: str | None, file: Path | None) -> CodeOwnersFile:
    """Find and read the file that is named, or that the host reads, or that is to be made.

    Raises:
        UsageProblem: that file is not to be written, or there is no such style.
        SurroundingsRefuse: there is no repository, or what is there is not an ordinary file.
    """
    prefix = session.repository.prefix
    root = top_of_repository(session.root, prefix)
    given = None if file is None else _inside(root, file)
    host = _host(root, style, given)
    path = given or read_by(root, host) or _NEW[host]
    start = f"{prefix}/" if prefix else ""
    return CodeOwnersFile(root, start, path, host, _content(root, path, host))


def _inside(root: Path, file: Path) -> str:
    """Give the path of a file from the top of the repository."""
    place = Path(os.path.realpath(file.parent)) / file.name
    if file.name != NAME:
        raise UsageProblem(f"{file} is not called {NAME}", "hosts read no other name")
    if not place.is_relative_to(root):
        raise UsageProblem(f"{file} lies outside of the repository {root}")
    inside = place.relative_to(root)
    if ".git" in [part.casefold() for part in inside.parts]:
        raise UsageProblem(f"{file} lies in a folder of git's own")
    return inside.as_posix()


def _host(root: Path, style: str | None, given: str | None) -> Host:
    words = [each.value for each in Host]
    if style is not None and style not in words:
        hint = did_you_mean(style, words) or f"choose among {', '.join(words)}"
        raise UsageProblem(f"there is no style `{style}`", hint)
    if style is not None:
        return Host(style)
    of_gitlab = (root / ".gitlab-ci.yml").exists() or (root / ".gitlab").is_dir()
    return Host.GITLAB if of_gitlab or given == _NEW[Host.GITLAB] else Host.GITHUB


def read_by(root: Path, host: Host) -> str | None:
    """Give the file that a host reads, if one is there."""
    return next((path for path in PLACES[host] if os.path.lexists(root / path)), None)


def _content(root: Path, path: str, host: Host) -> bytes | None:
    content = content_at(root, path, lambda size: refuse_large(size, path, host))
    if content is not None and b"\0" in content:
        raise SurroundingsRefuse(f"{path} is no text in UTF-8", "save it as UTF-8")
    return content


def refuse_large(size: int, path: str, host: Host) -> None:
    """Refuse a file of a size that its host does not load.

    Raises:
        SurroundingsRefuse: it is too large.
    """
    if size >= _LARGEST[host]:
        raise SurroundingsRefuse(
            f"{path} has {size:,} bytes, and must have fewer than {_LARGEST[host]:,}",
            "nothing was written; where a whole folder has one owner, it takes one line",
        )
