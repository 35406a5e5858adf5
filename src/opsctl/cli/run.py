"""Run the application, and turn what can go wrong into a sentence and an exit code."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import traceback

from opsctl import __version__
from opsctl.cli.exits import CANNOT_PROCEED, DEFECT, FINE, INTERRUPTED
from opsctl.cli.terminal import prepare_streams
from opsctl.rendering.visible import visible
from opsctl.text.errors import CannotProceed


def run() -> int:
    """Run the command that the process was asked for; give its exit code."""
    prepare_streams()
    from opsctl.cli.app import application  # after the streams are safe to complain on

    try:
        application().main(prog_name="opsctl")
    except SystemExit as stop:
        return _flushed(stop.code if isinstance(stop.code, int) else CANNOT_PROCEED)
    except CannotProceed as error:
        _complain(f"error: {visible(error.message)}")
        if error.hint:
            _complain(f"  hint: {visible(error.hint)}")
        return CANNOT_PROCEED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return _closed_pipe()
    except Exception:
        return _report_defect()
    return FINE


def _flushed(code: int) -> int:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _closed_pipe()
    return code


def _closed_pipe() -> int:
    """End in silence when the reader of our output has gone, as `head` does."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return FINE


def _report_defect() -> int:
    handle, path = tempfile.mkstemp(prefix="opsctl-report-", suffix=".txt")
    with open(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(f"opsctl {__version__}, Python {platform.python_version()}\n")
        file.write(f"{platform.platform()}\n\n{traceback.format_exc()}")
    _complain("error: opsctl itself went wrong; nothing of yours was changed by it halfway")
    _complain(f"  hint: a report for us is in {path}")
    return DEFECT


def _complain(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
