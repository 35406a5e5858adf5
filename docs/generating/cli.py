"""docs/cli.md, from the tree of commands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generating.markdown import GENERATED, fence, finished, table
from opsctl.cli.app import application

_COMMON = "Common options"
_INTRODUCTION = """\
# Commands

`opsctl -h` and `opsctl rock log -h` show the same in the terminal.

Reading commands change nothing. Commands that write show what they would do with `--dry-run`,
and say in one line what they did and what comes next.

On a terminal, lines are cut and wrapped to its width. On a pipe nothing is cut, nothing wraps
and there is no colour. Errors and remarks go to the error stream.

## Exit codes

| Code | Meaning |
| --- | --- |
| 0 | Fine. |
| 1 | Findings: `check` found an error, or `--fail-on` found what it names. |
| 2 | opsctl could not proceed: a wrong word on the command line, an unknown id or quarter, no \
workspace, one in a newer format, a file that may not be written or has changed meanwhile. |
| 3 | A defect of opsctl itself. The message names a report file. |
| 130 | Interrupted. |

## Environment

| Variable | Meaning |
| --- | --- |
| `OPSCTL_WORKSPACE` | The workspace, where there is no `opsctl.yaml` in this folder or above it. |
| `OPSCTL_USER` | Your id, where `people.yaml` does not have the e-mail address of git. |
| `NO_COLOR` | Anything in it: no colour. |
| `FORCE_COLOR` | Anything in it: colour even on a pipe. |

## Options of every command

They are understood before the command and behind it: `opsctl --as-of 2026-11-20 rock status`
and `opsctl rock status --as-of 2026-11-20` are the same. Behind the command wins.
"""


def page() -> str:
    """Write the page."""
    return finished(_lines())


def _lines() -> Iterator[str]:
    root: Any = application()
    yield from (GENERATED, "", _INTRODUCTION)
    yield from table(("Option", "Meaning"), [_option(each) for each in _options(root)])
    for name, command in _commands(root, "opsctl"):
        yield from _command(name, command)


def _commands(group: Any, name: str) -> Iterator[tuple[str, Any]]:
    """Walk the tree; give each command that does something, under its full name."""
    for word, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, f"{name} {word}")
        elif not command.hidden:
            yield f"{name} {word}", command


def _command(name: str, command: Any) -> Iterator[str]:
    yield from (f"## {name}", "", command.help, "")
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    own = [each for each in _options(command) if each.rich_help_panel != _COMMON]
    yield from fence("text", " ".join([name, *(_shape(each) for each in arguments), "[options]"]))
    described = [(f"`{each.metavar}`", each.help) for each in arguments if each.help]
    if described:
        yield from table(("Argument", "Meaning"), described)
    if own:
        yield from table(("Option", "Meaning"), [_option(each) for each in own])
    formats = next(each.help for each in _options(command) if each.name == "format")
    yield from (f"{formats.replace('How to print:', 'Formats:')}", "")
    yield from ("Example:", "", *fence("sh", command.epilog.removeprefix("Example: ")))


def _options(command: Any) -> list[Any]:
    return [each for each in command.params if each.param_type_name == "option"]


def _shape(argument: Any) -> str:
    """Write an argument as a line of usage has it."""
    return str(argument.metavar) if argument.required else f"[{argument.metavar}]"


def _option(option: Any) -> tuple[str, str]:
    metavar = "" if option.is_flag or not option.metavar else f" {option.metavar}"
    names = ", ".join(f"`{name}{metavar}`" for name in reversed(option.opts))
    default = f" Default: {option.default}." if isinstance(option.default, str) else ""
    return names, f"{option.help}{default}"
