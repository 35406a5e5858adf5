"""Write what is generated in the documentation; with `--check`, name what is stale.

The pages come from the code itself: files.md from the records, rules.md and fixing.md from the
rules, cli.md from the commands. In README.md and tour.md only the outputs below `$ opsctl …` are
written.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from generating import cli, files, fixing, rules, terminal

ROOT = Path(__file__).resolve().parent.parent
_WITH_OUTPUTS = (
    *("README.md", "docs/tour.md", "docs/quarter.md"),
    *("docs/scorecards.md", "docs/sops.md"),
)


def main(arguments: list[str]) -> int:
    """Write the stale pages, or name them; give the exit code."""
    unknown = [each for each in arguments if each != "--check"]
    if unknown:
        sys.stderr.write(
            f"error: {unknown[0]} is no option here\n  hint: --check is the only one\n"
        )
        return 2
    stale = [(path, text) for path, text in _pages() if _written(path) != text]
    for path, text in stale:
        if not arguments:
            (ROOT / path).write_text(text, encoding="utf-8")
        sys.stdout.write(f"{path} {'is stale: make docs' if arguments else 'written'}\n")
    return 1 if arguments and stale else 0


def _pages() -> Iterator[tuple[str, str]]:
    """Give every page by its path, as it should be."""
    yield "docs/files.md", files.page(ROOT / "examples" / "northwind")
    yield "docs/rules.md", rules.page()
    yield "docs/fixing.md", fixing.page()
    yield "docs/cli.md", cli.page()
    for path in _WITH_OUTPUTS:
        yield path, terminal.with_outputs(_written(path), ROOT / "examples")


def _written(path: str) -> str:
    place = ROOT / path
    return place.read_text(encoding="utf-8") if place.exists() else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
