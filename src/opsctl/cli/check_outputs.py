"""`--output FORMAT=FILE`: what a check found, in files beside what is printed."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from opsctl.cli.check_formats import Checked, Drawn, drawn
from opsctl.cli.formats import CHECK_FORMATS
from opsctl.cli.session import Session
from opsctl.model.baseline import BASELINE_FILE
from opsctl.rendering.json_text import json_text
from opsctl.rendering.markdown import escaped
from opsctl.rendering.visible import no_command, visible
from opsctl.text.errors import SurroundingsRefuse, UsageProblem
from opsctl.text.suggestion import did_you_mean

_STEP_SUMMARY = "GITHUB_STEP_SUMMARY"


@dataclass(frozen=True, slots=True)
class Output:
    """A format, and the real place of the file that it goes to."""

    format: str
    place: Path


def outputs_of(given: Sequence[str]) -> tuple[Output, ...]:
    """Read what was given as FORMAT=FILE.

    Raises:
        UsageProblem: it has another form, there is no such format, or two go to one file.
    """
    outputs = tuple(map(_output, given))
    places = [each.place for each in outputs]
    for place in places:
        if places.count(place) > 1:
            raise UsageProblem(f"two outputs go to {visible(str(place))}", "give each its own file")
    return outputs


def _output(given: str) -> Output:
    format, equals, file = given.partition("=")
    if not equals or not file:
        raise UsageProblem(
            f"--output does not take `{visible(given)}`", "write FORMAT=FILE, as sarif=check.sarif"
        )
    if format not in CHECK_FORMATS:
        meant = did_you_mean(format, CHECK_FORMATS)
        raise UsageProblem(
            f"there is no format `{visible(format)}` here",
            meant or f"choose one of {', '.join(CHECK_FORMATS)}",
        )
    return Output(format, _place(file))


def _place(file: str) -> Path:
    """Give the real place of a file, which need not be there, but is no folder and no device."""
    place = Path(os.path.realpath(file))
    if os.path.lexists(place) and not place.is_file():
        raise UsageProblem(
            f"{visible(file)} is no ordinary file", "name one to write the report to"
        )
    return place


def write_outputs(outputs: Sequence[Output], checked: Checked) -> None:
    """Write every output, each file whole and at once.

    Raises:
        UsageProblem: a file is one of those that were checked.
        SurroundingsRefuse: the file system refuses.
    """
    root = Path(os.path.realpath(checked.session.root))
    records = {root / path for path in (*checked.workspace.files, BASELINE_FILE)}
    for each in outputs:
        if each.place in records:
            raise UsageProblem(
                f"{visible(str(each.place))} is a file of the workspace",
                "name another for the report",
            )
    for each in outputs:
        _write(each, checked)


def _write(output: Output, checked: Checked) -> None:
    from opsctl.editing.write import Write, write_files  # where something is written

    place = output.place
    before = _content(place)
    after = _finished(output.format, drawn(output.format, checked), checked.session).encode("utf-8")
    if before and _is_step_summary(place):
        after = before.rstrip(b"\n") + b"\n\n" + after
    write = Write(place.name, before, after)
    write_files(place.parent, [write], checked.session.lock_of(place.parent))


def _content(place: Path) -> bytes | None:
    try:
        return place.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        name = visible(str(place))
        raise SurroundingsRefuse(f"cannot read {name}: {error.strerror}") from error


def _is_step_summary(place: Path) -> bool:
    """Tell whether a file is the one that GitHub collects: what a step has said there stays."""
    named = os.environ.get(_STEP_SUMMARY)
    return bool(named) and place == Path(os.path.realpath(named or ""))


def _finished(format: str, said: Drawn, session: Session) -> str:
    """Give the text of a file, with the revision that it is about where it is for people."""
    past = session.past
    if isinstance(said, Mapping):
        return json_text({**said, **({"at": past.data} if past else {})})
    if isinstance(said, str):
        dated = past is not None and format == "markdown"
        return f"*{escaped(past.sentence)}*\n\n{said}" if past and dated else said
    lines = [*([visible(past.sentence)] if past else []), *(each.plain for each in said)]
    return "".join(f"{no_command(line.rstrip())}\n" for line in lines)
