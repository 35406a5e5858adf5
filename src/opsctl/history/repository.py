"""A git repository, read by a few processes of git that run no code of the repository.

Git is run through GitPython, always with a list of arguments. Settings of the repository that
name programs are switched off, nothing is fetched, and nothing is written, not even an index
that could be refreshed on the way.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE
from types import MappingProxyType
from typing import TYPE_CHECKING

from opsctl.text.errors import SurroundingsRefuse

if TYPE_CHECKING:
    from git.cmd import Git

_OPTIONS = (
    *("--no-pager", "--no-optional-locks", "--literal-pathspecs"),
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "log.showSignature=false"),
    *("-c", "log.showRoot=true"),
    *("-c", "log.follow=false"),
    *("-c", "log.diffMerges=separate"),
)
_ENVIRONMENT = MappingProxyType(
    {
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "none",  # what older versions of git need not to fetch lazily
        "GIT_TERMINAL_PROMPT": "0",
    }
)
_NO_MORE: Mapping[str, str] = MappingProxyType({})
_MISSING_PARTS = ("lazy fetch", "promisor remote")
_PIECE = 65536
_HOW_TO_GET_IT = "install git, and see that it is found in PATH"


class GitRefuses(SurroundingsRefuse):
    """Git is not there, is not in charge of a folder, or says no."""


class GitStopped(GitRefuses):
    """Git was ended by a signal."""


class NoRepository(GitRefuses):
    """A folder lies in no repository."""


@dataclass(frozen=True, slots=True)
class Content:
    """An object of git: its id, its type (`blob`, `commit`, …) and its bytes."""

    id: str
    type: str
    content: bytes


class Repository:
    """An open repository. `prefix` is the place of the folder it was opened for, from its top.

    Close it, since git is kept running to hand out contents.
    """

    def __init__(self, commands: _Commands, prefix: str, is_shallow: bool) -> None:
        self.prefix = prefix
        self.is_shallow = is_shallow
        self._commands = commands
        self._contents: _Contents | None = None

    def run(self, *arguments: str, environment: Mapping[str, str] = _NO_MORE) -> bytes:
        """Run one command of git, with more in its environment; give what it printed.

        Raises:
            GitRefuses: git ended with an error; GitStopped, a kind of it: or by a signal.
        """
        return self._commands.run(*arguments, environment=environment)

    def ask(self, *arguments: str) -> bytes | None:
        """Run one command of git as `run` does; none where it ends with 1 and says nothing."""
        return self._commands.ask(*arguments)

    def parts(self, *arguments: str) -> Generator[bytes, None, None]:
        """Run one command of git; give what it prints piece by piece, as parted by zero bytes.

        Closing the generator ends the command, however much it would still have to say.

        Raises:
            GitRefuses: git ended with an error; it is raised behind the last piece.
        """
        return self._commands.parts(*arguments)

    def content(self, name: str) -> Content | None:
        """Give an object by its name; none where no such object is here, or more than one.

        All of them come from one process of git, which is asked line by line: a name with a line
        end in it is none that it knows.
        """
        if "\n" in name:
            return None
        if self._contents is None:
            self._contents = _Contents(self._commands)
        return self._contents.ask(name)

    def close(self) -> None:
        """End what is still running."""
        if self._contents is not None:
            self._contents.close()
            self._contents = None


def open_repository(folder: Path) -> Repository:
    """Open the repository that a folder belongs to; the folder itself may be gone.

    In a bare repository, and in a `.git` folder, places count from its own top.

    Raises:
        NoRepository: there is none.
        GitRefuses: git is not installed, or does not trust the folder.
    """
    place = Path(os.path.realpath(folder))
    standing = next(each for each in (place, *place.parents) if each.is_dir())
    git = _git()
    commands = _Commands(git, standing)
    flags = ("--is-inside-work-tree", "--is-shallow-repository", "--show-prefix")
    inside, shallow, above = _text(commands.run("rev-parse", *flags)).split("\n", 2)
    if inside != "true":
        top = _text(commands.run("rev-parse", "--absolute-git-dir")).removesuffix("\n")
        below = os.path.relpath(place, os.path.realpath(top))
        return Repository(commands, _joined(Path(below).parts), shallow == "true")
    down = _joined(above.removesuffix("\n").split("/")).split("/") if above.strip("\n") else []
    if down:  # git counts the paths that it is given from where it stands
        commands = _Commands(git, standing.parents[len(down) - 1])
    prefix = _joined([*down, *place.relative_to(standing).parts])
    return Repository(commands, prefix, shallow == "true")


def _joined(parts: Sequence[str]) -> str:
    return "/".join(part for part in parts if part not in ("", "."))


def is_in_repository(folder: Path) -> bool:
    """Tell by a look at the folders whether git may be in charge here, without asking it."""
    return any((each / ".git").exists() for each in (folder, *folder.parents))


def _text(answer: bytes) -> str:
    return answer.decode("utf-8", "surrogateescape")


def _git() -> Git:
    try:
        from git.cmd import Git  # a tenth of a second, where history is asked for
    except ImportError:
        raise GitRefuses("git cannot be started", _HOW_TO_GET_IT) from None
    git = Git()
    git.update_environment(**_ENVIRONMENT)
    return git


class _Commands:
    """Commands of git, run in a folder."""

    def __init__(self, git: Git, folder: Path) -> None:
        self._git = git
        self._folder = folder

    def run(self, *arguments: str, environment: Mapping[str, str] = _NO_MORE) -> bytes:
        """Run a command to its end; give what it printed."""
        process = self.start(*arguments, environment=environment)
        out, complaint = process.communicate()
        if process.returncode < 0:
            raise GitStopped(f"git was ended by signal {-process.returncode} in {self._folder}")
        if process.returncode:
            raise self.refusal(complaint)
        return bytes(out)

    def ask(self, *arguments: str) -> bytes | None:
        """Run a command as `run` does; none where it ends with 1 and says nothing."""
        process = self.start(*arguments)
        out, complaint = process.communicate()
        if process.returncode == 1 and not complaint:
            return None
        if process.returncode:
            raise self.refusal(complaint)
        return bytes(out)

    def parts(self, *arguments: str) -> Generator[bytes, None, None]:
        """Run a command; give what it prints while it runs, parted by zero bytes."""
        process = self.start(*arguments)
        begun = b""
        try:
            while piece := process.stdout.read1(_PIECE):
                *whole, begun = (begun + piece).split(b"\0")
                yield from whole
        except GeneratorExit:
            process.terminate()
            raise
        finally:
            complaint = process.communicate()[1]
        if process.returncode:
            raise self.refusal(complaint)
        if begun:
            yield begun

    def start(
        self, *arguments: str, environment: Mapping[str, str] = _NO_MORE
    ) -> Git.AutoInterrupt:
        """Start a command that takes questions on its input. It ends with the object given."""
        from git.exc import GitCommandNotFound  # there already

        program = self._git.GIT_PYTHON_GIT_EXECUTABLE or "git"
        command = [program, "-C", str(self._folder), *_OPTIONS, *arguments]
        try:
            return self._git.execute(command, istream=PIPE, as_process=True, env=dict(environment))
        except (GitCommandNotFound, OSError):
            raise GitRefuses("git cannot be started", _HOW_TO_GET_IT) from None

    def refusal(self, complaint: bytes) -> GitRefuses:
        """Say in our words what git complains about."""
        said = complaint.decode("utf-8", "replace").strip()
        if "detected dubious ownership" in said:
            return GitRefuses(
                f"git does not trust {self._folder}, since it belongs to somebody else",
                f"if you do: git config --global --add safe.directory {self._folder}",
            )
        if "not a git repository" in said:
            return NoRepository(
                f"{self._folder} lies in no git repository", "git init and a commit start a history"
            )
        if any(word in said for word in _MISSING_PARTS):
            return GitRefuses(
                f"parts of the repository of {self._folder} are not here: it is a partial clone",
                "clone without --filter; opsctl fetches nothing",
            )
        fatal = (line for line in said.splitlines() if line.startswith("fatal: "))
        first = next(fatal, said.partition("\n")[0] or "it does not say why")
        return GitRefuses(
            f"git cannot read the repository of {self._folder}: {first.removeprefix('fatal: ')}"
        )


class _Contents:
    """A process of git that hands out objects by name."""

    def __init__(self, commands: _Commands) -> None:
        self._commands = commands
        self._process = commands.start("cat-file", "--batch")

    def ask(self, name: str) -> Content | None:
        """Give an object by its name; none where no such object is here, or more than one."""
        try:
            self._process.stdin.write(name.encode("utf-8", "surrogateescape") + b"\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            raise self._commands.refusal(self._process.stderr.read()) from None
        header = self._process.stdout.readline()
        if not header:
            raise self._commands.refusal(self._process.stderr.read())
        facts = header.rstrip(b"\n").rsplit(b" ", 2)
        if len(facts) != 3 or not facts[2].isdigit():  # `missing`, `ambiguous`
            return None
        content = self._process.stdout.read(int(facts[2]))
        self._process.stdout.read(1)
        return Content(facts[0].decode("ascii"), facts[1].decode("ascii"), content)

    def close(self) -> None:
        """End the process."""
        with suppress(BrokenPipeError):
            self._process.communicate()
