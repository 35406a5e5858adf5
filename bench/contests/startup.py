"""Start-up on the example company, beside a Python that does nothing."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from bench.running.rounds import Contestant
from bench.surroundings import Opsctl

_SHOWN = (("rock", "status"), ("scorecard", "status"))


def startup(opsctl: Opsctl, example: Path) -> list[Contestant]:
    """Give P, the commands that only tell about opsctl, and two that read the example."""
    return [
        Contestant("P", opsctl.plain(sys.executable, "-c", "pass", place=example)),
        Contestant("`--version`", opsctl.bare("--version"), "P", 1.3),
        Contestant("`--help`", opsctl.bare("--help"), "P", 9),
        Contestant("`rock --help`", opsctl.bare("rock", "--help"), "P", 7),
        *(each for words in _SHOWN for each in _first_and_again(opsctl, example, words)),
    ]


def _first_and_again(
    opsctl: Opsctl, example: Path, words: tuple[str, ...]
) -> tuple[Contestant, Contestant]:
    """Give a command with an empty cache folder, then with the one that this has filled."""
    cache = "-".join(words)
    call = opsctl.call(example, *words, cache=cache)
    name = f"`{' '.join(words)}`"
    first = Contestant(f"{name}, first run", call, "P", 22, before=partial(opsctl.forget, cache))
    return first, Contestant(f"{name}, again", call, "P", 10)
