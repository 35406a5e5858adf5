"""The console script: the version, what was said before, or the application."""

from __future__ import annotations

import sys

from opsctl import __version__


def main() -> None:
    """Run opsctl with the arguments of the process, and end the process."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"opsctl {__version__}\n")
        return
    try:
        from opsctl.cli.answers import answer_again

        code = answer_again()
        if code is None:
            from opsctl.cli.run import run  # typer and rich, only where they are needed

            code = run()
    except KeyboardInterrupt:  # while modules are still being imported
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    main()
