"""Make a workspace of any size, the same one for the same size and seed.

`python -m bench.workspaces FOLDER --files 20000`
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from random import Random

from bench.making.damage import damage
from bench.making.history import make_repository
from bench.making.measurables import scorecards
from bench.making.procedures import procedures
from bench.making.rocks import rocks
from bench.making.settings import settings
from bench.making.shape import FEWEST_FILES, Shape

SEED = 8


def make_workspace(folder: Path, files: int, seed: int = SEED) -> tuple[str, ...]:
    """Make a workspace of so many files in a new folder; give the paths of those with findings.

    Half of the files are Markdown, half YAML, and one in a hundred has findings. The folder is a
    git repository in which everything is committed.
    """
    shape = Shape(files)
    random = Random(seed)
    texts = dict(settings(shape))
    for make in (rocks, scorecards, procedures):
        texts |= make(shape, random)
    damaged = damage(texts, shape.damaged, random)
    make_repository(folder, texts)
    return damaged


def main() -> int:
    parser = argparse.ArgumentParser(description="Make a workspace to measure with.")
    parser.add_argument("folder", type=Path, help="a folder that does not exist yet")
    parser.add_argument("--files", type=int, default=1000, help=f"{FEWEST_FILES} or more")
    parser.add_argument("--seed", type=int, default=SEED)
    chosen = parser.parse_args()
    if chosen.folder.exists():
        parser.error(f"{chosen.folder} is there already")
    damaged = make_workspace(chosen.folder, chosen.files, chosen.seed)
    sys.stdout.write(f"{chosen.files} files, {len(damaged)} of them with findings\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
