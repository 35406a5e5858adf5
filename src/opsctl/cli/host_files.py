"""What a git host reads at the top of a repository to work with opsctl: its jobs and templates.

Only these names are ever written there, and only where nothing is.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from types import MappingProxyType

from opsctl import __version__
from opsctl.analysis.sop.code_owners import Host
from opsctl.cli.past import repository_of
from opsctl.cli.repository_file import content_at, top_of_repository
from opsctl.editing.write import Write
from opsctl.editing.yaml_text import scalar_text
from opsctl.history.repository import NoRepository, is_in_repository
from opsctl.rendering.visible import visible
from opsctl.text.errors import SurroundingsRefuse

INCLUDED = ".gitlab/ci/opsctl.yml"
"""Where the jobs for GitLab go if there are others already; it is then to be included."""

_JOBS_OF_GITLAB = ".gitlab-ci.yml"
_A_JOB = b"opsctl-check:"
_LARGEST = 2_000_000
_EXPRESSION = "${{"


@dataclass(frozen=True, slots=True)
class _HostFile:
    """A file of a host: its path, its template, other folders where the host looks for it."""

    path: str
    template: str
    elsewhere: Sequence[str] = ()


_FILES: Mapping[Host, tuple[_HostFile, ...]] = MappingProxyType(
    {
        Host.GITHUB: (
            _HostFile(".github/workflows/opsctl.yml", "github/workflow.yml"),
            _HostFile(".github/workflows/opsctl-calendar.yml", "github/calendar.yml"),
            _HostFile(".github/ISSUE_TEMPLATE/procedure.yml", "github/procedure.yml"),
            _HostFile(
                ".github/pull_request_template.md",
                "github/pull_request_template.md",
                ("", "docs"),
            ),
        ),
        Host.GITLAB: (
            _HostFile(_JOBS_OF_GITLAB, "gitlab/ci.yml"),
            _HostFile(".gitlab/issue_templates/Procedure.md", "gitlab/Procedure.md"),
            _HostFile(".gitlab/merge_request_templates/Default.md", "gitlab/Default.md"),
        ),
    }
)


@dataclass(frozen=True, slots=True)
class HostFiles:
    """What becomes of the files of hosts, by paths from the real top of the repository.

    `kept` are those that are there and say something else; `to_include` says that GitLab
    does not read the jobs before its own file includes them.
    """

    root: Path
    writes: tuple[Write, ...]
    current: tuple[str, ...]
    kept: tuple[str, ...]
    to_include: bool


def plan_host_files(folder: Path, hosts: Sequence[Host]) -> HostFiles:
    """Plan the files of hosts for a workspace in a folder, which need not be there yet.

    Where no git is, the folder is taken for the top.

    Raises:
        SurroundingsRefuse: a path is a link or no file, or the folder's name cannot be written.
    """
    prefix = _prefix(folder)
    _refuse_unfit(prefix, hosts)
    root = top_of_repository(folder, prefix)
    found = [
        (path, _content(root, path), _filled_in(template, prefix))
        for host in hosts
        for path, template in _chosen(root, host)
    ]
    return HostFiles(
        root,
        tuple(Write(path, None, ours) for path, there, ours in found if there is None),
        tuple(path for path, there, ours in found if there is not None and _same(there, ours)),
        tuple(path for path, there, ours in found if there is not None and not _same(there, ours)),
        _is_to_include(root, [path for path, _, _ in found]),
    )


def _prefix(folder: Path) -> str:
    if not is_in_repository(Path(os.path.realpath(folder))):
        return ""
    try:
        repository = repository_of(folder)
    except NoRepository:
        return ""
    repository.close()
    return repository.prefix


def _refuse_unfit(prefix: str, hosts: Sequence[Host]) -> None:
    """Refuse the names of folders that a host would take for something else than a name."""
    runs = Host.GITHUB in hosts and _EXPRESSION in prefix
    if runs or visible(prefix) != prefix:
        raise SurroundingsRefuse(
            f"the name of the folder `{visible(prefix)}` has signs that a job cannot be given",
            "nothing was written; give the folder another name",
        )


def _chosen(root: Path, host: Host) -> Iterator[tuple[str, str]]:
    """Give the path of each file and its template; the path of one that does its work, if any."""
    for each in _FILES[host]:
        path = _in_its_place(root, each)
        if path == _JOBS_OF_GITLAB and _has_other_jobs(root):
            path = INCLUDED
        yield path, each.template


def _in_its_place(root: Path, file: _HostFile) -> str:
    """Give the path of the file that is there, in capitals or not and elsewhere, or is to be."""
    folder, _, name = file.path.rpartition("/")
    for place in (folder, *file.elsewhere):
        is_real = (root / place).is_dir() and not (root / place).is_symlink()
        names = os.listdir(root / place) if is_real else []
        for there in sorted(names, key=lambda each: (each != name, each)):
            if there.casefold() == name.casefold():
                return f"{place}/{there}".lstrip("/")
    return file.path


def _has_other_jobs(root: Path) -> bool:
    there = _content(root, _JOBS_OF_GITLAB)
    return there is not None and _A_JOB not in there


def _is_to_include(root: Path, paths: Sequence[str]) -> bool:
    jobs = _content(root, _JOBS_OF_GITLAB) if INCLUDED in paths else None
    return jobs is not None and INCLUDED.encode() not in jobs


def _content(root: Path, path: str) -> bytes | None:
    def refuse_large(size: int) -> None:
        if size > _LARGEST:
            raise SurroundingsRefuse(f"{path} has {size:,} bytes, which no host reads")

    return content_at(root, path, refuse_large)


def _same(there: bytes, ours: bytes) -> bool:
    """Compare two texts; git may have written other line ends."""
    return there.replace(b"\r\n", b"\n") == ours


def _filled_in(template: str, prefix: str) -> bytes:
    """Give a template with the version and the folder of the workspace in it."""
    text = resources.files("opsctl").joinpath("templates", template).read_text(encoding="utf-8")
    text = text.replace("__VERSION__", f'"{__version__}"')
    workspace = f"./{prefix}" if prefix else "."
    return text.replace("__WORKSPACE__", scalar_text(workspace)).encode("utf-8")
