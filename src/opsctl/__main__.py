"""The console script: the version, what was said before, or the application."""

from __future__ import annotations

import gc
import sys

from opsctl import __version__

_UNCOLLECTED = 50_000
"""How many objects may be new before the collector looks at them; what is read stays anyway."""


def main() -> None:
    """Run opsctl with the arguments of the process, and end the process."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"opsctl {__version__}\n")
        return
    gc.set_threshold(_UNCOLLECTED)
    try:
        from opsctl.cli.answers import answer_again

        code = answer_again()
        if code is None:
            from opsctl.cli.run import run  # typer and rich, only where they are needed

            code = run()
    except KeyboardInterrupt:  # while modules are still being imported
        code = 130
    gc.freeze()  # the end of the process frees all: nothing is to be looked through before
    sys.exit(code)


if __name__ == "__main__":
    main()
