"""Run the application, and turn what can go wrong into a sentence and an exit code."""

from __future__ import annotations

import sys

import typer

from opsctl import __version__
from opsctl.cli.exits import CANNOT_PROCEED, DEFECT, FINE, INTERRUPTED
from opsctl.cli.streams import could_not_write, prepare_streams
from opsctl.rendering.visible import visible
from opsctl.text.errors import CannotProceed


def run() -> int:
    """Run the command that the process was asked for; give its exit code."""
    prepare_streams()
    from opsctl.cli.app import application  # after the streams are safe to complain on

    try:
        return _flushed(application().main(prog_name="opsctl", standalone_mode=False))
    except typer.Abort:
        _complain("stopped; nothing was written")
        return INTERRUPTED
    except typer.TyperException as error:
        show = getattr(error, "show", None)  # usage errors bring the usage along
        _complain(f"error: {visible(str(error))}") if show is None else show()
        return CANNOT_PROCEED
    except SystemExit as stop:
        return _flushed(stop.code)
    except CannotProceed as error:
        _complain(f"error: {visible(error.message)}")
        if error.hint:
            _complain(f"  hint: {visible(error.hint)}")
        return CANNOT_PROCEED
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        code = could_not_write(error)
        return _report_defect() if code is None else code


def _flushed(code: object) -> int:
    sys.stdout.flush()
    return code if isinstance(code, int) else FINE


def _report_defect() -> int:
    import platform  # what a report takes, where there is one
    import tempfile
    import traceback

    handle, path = tempfile.mkstemp(prefix="opsctl-report-", suffix=".txt")
    with open(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(f"opsctl {__version__}, Python {platform.python_version()}\n")
        file.write(f"{platform.platform()}\n\n{traceback.format_exc()}")
    _complain("error: opsctl itself went wrong; nothing of yours was changed by it halfway")
    _complain(f"  hint: a report for us is in {path}")
    return DEFECT


def _complain(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
