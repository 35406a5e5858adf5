"""Answers that were given before, and are given again while all that they hang on is as it was.

What an answer hangs on: the words of the command, the folder it is given in, the terminal, the
environment as far as anything here looks at it, opsctl and its libraries, the day, and each file
and folder that was looked at. Nothing is imported here that such an answer would have to wait for.
"""

from __future__ import annotations

import os
import sys
import time
from hashlib import blake2b

from opsctl import __version__
from opsctl.cli.kept_files import cache_folder, keep, read_kept
from opsctl.cli.streams import could_not_write, emit, prepare_streams
from opsctl.text.stamps import folder_stamp, stamps_now

TYPE_CHECKING = False  # the library that names it costs more than the rest of this module
if TYPE_CHECKING:
    from collections.abc import Sequence

    from opsctl.text.trace import TracedTree

_NAMES = frozenset(
    {"COLORTERM", "COLUMNS", "FORCE_COLOR", "HOME", "LANG", "LANGUAGE", "LINES", "NO_COLOR"}
    | {"TERM", "TERM_PROGRAM", "TZ", "VTE_VERSION", "WT_SESSION", "XDG_CONFIG_HOME"}
)
_PREFIXES = ("GIT_", "LC_", "OPSCTL_", "PYTHON")
_INSTALLED = (".dist-info", ".egg-info", ".pth")
_FIELDS = 11
_SEVERAL = b"\0"
_LAST = 255
WORKSPACE_FILE = "opsctl.yaml"


class Answer:
    """What was said, and what it hangs on besides the question.

    It holds from `first_second` of the epoch to before `end_second`, for a workspace that is found
    at `root` by the name that it was given, if any. `since` is when looking began, in nanoseconds.
    """

    def __init__(
        self,
        place: Sequence[str],
        seconds: Sequence[float],
        code: int,
        said: list[tuple[bool, str]],
    ) -> None:
        self.root, self.named = place
        self.first_second, self.end_second = seconds
        self.code, self.said = code, said
        self.since = 0
        self.steps: list[str] = []
        self.stamp = self.fresh = self.content = self._reads = b""

    @classmethod
    def of(
        cls,
        tree: TracedTree,
        named: str,
        seconds: Sequence[float],
        code: int,
        said: list[tuple[bool, str]],
    ) -> Answer:
        """Make an answer of what was looked at and said."""
        answer = cls((tree.root, named), seconds, code, said)
        answer.looked_at(tree)
        return answer

    @classmethod
    def read(cls, fields: Sequence[bytes]) -> Answer | None:
        """Read an answer from its fields; none if they are not those of one."""
        if len(fields) < _FIELDS:
            return None
        try:
            seconds = float(fields[2]), float(fields[3])
            said = [_piece(each) for each in fields[_FIELDS:]]
            answer = cls([*map(os.fsdecode, fields[:2])], seconds, int(fields[5]), said)
            answer.since = int(fields[4])
        except ValueError:
            return None
        answer.steps = _several(fields[6])
        are_steps = all(each[:1] in ("e", "w") for each in answer.steps)
        if not are_steps or not 0 <= answer.code <= _LAST or _SEVERAL in fields[0] + fields[1]:
            return None
        answer.stamp, answer.fresh, answer._reads, answer.content = fields[7:_FIELDS]
        return answer

    @property
    def reads(self) -> list[str]:
        """The files that were read."""
        return _several(self._reads)

    @property
    def fields(self) -> list[bytes]:
        """Give the answer as it is kept."""
        known = [self.root, self.named, repr(self.first_second), repr(self.end_second)]
        known += [str(self.since), str(self.code)]
        steps = _SEVERAL.join(map(os.fsencode, self.steps))
        digests = [self.stamp, self.fresh, self._reads, self.content]
        return [*map(os.fsencode, known), steps, *digests, *map(_field, self.said)]

    def looked_at(self, tree: TracedTree) -> None:
        """Take over what a tree has noted."""
        self.since, self.steps = tree.since, list(tree.steps)
        self._reads = _SEVERAL.join(map(os.fsencode, tree.reads))
        self.stamp, self.fresh, self.content = tree.stamp(), tree.fresh(), tree.content()


def answer_again() -> int | None:
    """Print what was said to the same question, if that would be said now; give its exit code."""
    name = question()
    if not name or "--no-cache" in sys.argv:
        return None
    folder = cache_folder(os.environ)
    answer = Answer.read(read_kept(folder, name))
    if answer is None or not _holds(answer, folder, name):
        return None
    return _say(answer)


def _say(answer: Answer) -> int:
    prepare_streams()
    try:
        for to_errors, text in answer.said:
            emit(sys.stderr if to_errors else sys.stdout, text)
    except Exception as error:
        code = could_not_write(error)
        if code is None:
            raise
        return code
    return answer.code


def question() -> str:
    """Give a name to the question that this process is asked, and to all that may shape the answer.

    Streams count by whether they are terminals, how wide, and how they write signs. It has no name
    where a stream is closed, or the folder that it is asked in is gone.
    """
    try:
        here = os.getcwd()
    except OSError:
        return ""
    if sys.stdout is None or sys.stderr is None:
        return ""
    environment = [
        f"{name}={value}"
        for name, value in sorted(os.environ.items())
        if name in _NAMES or name.startswith(_PREFIXES)
    ]
    asked = [here, *map(_stream, (sys.stdout, sys.stderr))]
    parts = [*asked, "", *sys.argv[1:], "", *environment]
    said = "\0".join(parts).encode("utf-8", "surrogateescape")
    digest = blake2b(said, digest_size=20)
    digest.update(programs())
    return digest.hexdigest()


def programs() -> bytes:
    """Give what tells this Python, opsctl and its libraries from others, and from edited ones."""
    said = "\0".join([__version__, sys.version, *_libraries()])
    return said.encode("utf-8", "surrogateescape") + _own_stamp()


def _stream(stream: object) -> str:
    """Describe a stream as far as it shapes what is written to it."""
    encoding, fileno = getattr(stream, "encoding", ""), getattr(stream, "fileno", None)
    try:
        number = fileno() if fileno else -1
        if os.isatty(number):
            return f"{encoding} {tuple(os.get_terminal_size(number))}"
    except (OSError, ValueError):
        pass
    return f"{encoding}"


def _libraries() -> list[str]:
    """Name the libraries that are installed, with their versions."""
    found: list[str] = []
    for place in sys.path:
        try:
            found += sorted(each for each in os.listdir(place or ".") if each.endswith(_INSTALLED))
        except OSError:
            continue
    return found


def _own_stamp() -> bytes:
    """Give what tells opsctl's own files from edited ones.

    Where it was installed, the record of that has the digest of each file, and is the same on every
    machine; what is worked on has times.
    """
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    record = f"opsctl_rhythm-{__version__}.dist-info/RECORD"
    try:
        with open(os.path.join(os.path.dirname(package), record), "rb") as file:
            return file.read()
    except OSError:
        return folder_stamp(package, "", 0, ".py")[0]


def _holds(answer: Answer, folder: str, name: str) -> bool:
    """Tell whether an answer still stands: first by day and place, then by what the disk says."""
    if not answer.first_second <= time.time() < answer.end_second:
        return False
    if not _is_the_place(answer):
        return False
    try:
        now = stamps_now(answer.root, answer.steps, answer.since)
    except OSError:
        return False
    return now == (answer.stamp, answer.fresh) or _holds_by_content(answer, folder, name)


def _is_the_place(answer: Answer) -> bool:
    """Tell whether the answer is about the workspace that is asked about.

    One that only the environment names is asked about where none is nearer.
    """
    if answer.named and answer.named == os.environ.get("OPSCTL_WORKSPACE"):
        nearer = found_root("")
        if nearer not in ("", answer.root):
            return False
    return found_root(answer.named) == answer.root


def _holds_by_content(answer: Answer, folder: str, name: str) -> bool:
    """Read everything again: files may be what they were, with other times. Then note the times."""
    from opsctl.text.errors import SurroundingsRefuse
    from opsctl.text.trace import traced_again

    try:
        tree = traced_again(answer.root, answer.steps, answer.reads, time.time_ns())
    except (OSError, SurroundingsRefuse):
        return False
    if not tree.is_sound or tree.content() != answer.content:
        return False
    answer.looked_at(tree)
    keep(folder, name, answer.fields)
    return True


def found_root(named: str) -> str:
    """Give the workspace that a command here would look at; empty if there is none."""
    if named:
        inside = os.path.basename(named) == WORKSPACE_FILE and os.path.isfile(named)
        return os.path.realpath(os.path.dirname(named) or "." if inside else named)
    folder = os.getcwd()
    while not os.path.isfile(os.path.join(folder, WORKSPACE_FILE)):
        above = os.path.dirname(folder)
        if above == folder:
            return ""
        folder = above
    return folder


def _several(field: bytes) -> list[str]:
    return [os.fsdecode(each) for each in field.split(_SEVERAL)] if field else []


def _piece(field: bytes) -> tuple[bool, str]:
    """Read a piece of what was said: whether it goes to the stream for errors, and the text."""
    return field[:1] == b"e", field[1:].decode("utf-8", "surrogatepass")


def _field(piece: tuple[bool, str]) -> bytes:
    to_errors, text = piece
    return (b"e" if to_errors else b"o") + text.encode("utf-8", "surrogatepass")
