"""Measure opsctl beside reference programs, and keep the last tables in docs/performance.md.

`python -m bench 100 1000 10000 20000`
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.contests.ci import ci
from bench.contests.startup import startup
from bench.contests.tools import Tools, compared, install
from bench.contests.workspace import COLD, WITH_GOALS, cold, fill, references, warm
from bench.machine import machine
from bench.making.history import make_repository
from bench.page import Memory, keep, memory_table, table
from bench.running.memory import peak_together
from bench.running.process import Failed
from bench.running.rounds import Contestant, Patience, Record, compete
from bench.surroundings import ROOT, Opsctl, compile_everything, opsctl

_SIZES = (100, 1_000, 10_000, 20_000)
_MOST_MEMORY = 150_000_000
_PAGE = ROOT / "docs" / "performance.md"


def main() -> int:
    """Measure what was asked for, and print it; keep it where the goals were measured."""
    chosen = _arguments()
    try:
        tables = "\n".join(_tables(chosen))
    except Failed as failure:
        sys.stderr.write(f"error: {failure}\n")
        return 1
    sys.stdout.write(tables)
    if WITH_GOALS in chosen.sizes:
        keep(_PAGE, tables)
    else:
        _tell(f"{_PAGE.name} is as it was: it keeps runs with {WITH_GOALS} files")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description="Measure opsctl.")
    parser.add_argument("sizes", type=int, nargs="*", default=_SIZES, help="numbers of files")
    parser.add_argument("--rounds", type=int, default=15, help="how often everything runs")
    parser.add_argument("--limit", type=float, default=240, help="seconds for one run")
    parser.add_argument("--budget", type=float, default=20, help="seconds for all runs of one row")
    parser.add_argument("--work", type=Path, default=ROOT / ".bench", help="a folder to work in")
    return parser.parse_args()


def _tables(chosen: argparse.Namespace) -> Iterator[str]:
    """Give what the page shows, one table after the other."""
    patience = Patience(chosen.rounds, chosen.limit, chosen.budget)
    described = machine()
    _tell("compiling")
    compile_everything()
    work = chosen.work.resolve()
    shutil.rmtree(work / "made", ignore_errors=True)
    here = work / "made"
    here.mkdir(parents=True)
    program, tools = opsctl(here), install(work / "tools")
    yield f"{described}.\n"
    yield from (f"`{tool}` could not be installed and was not run.\n" for tool in tools.missing)
    if not program.has_cache:
        yield "This opsctl has no cache: each of its runs is a cold one.\n"
    yield f"### Start-up\n\n{table(_start_up(program, patience))}"
    for files in chosen.sizes:
        yield from _workspace(program, tools, files, patience)


def _start_up(program: Opsctl, patience: Patience) -> list[Record]:
    source = ROOT / "examples" / "northwind"
    files = sorted(path for path in source.rglob("*") if path.is_file())
    texts = {str(path.relative_to(source)): path.read_text(encoding="utf-8") for path in files}
    make_repository(program.work / "northwind", texts)
    return compete(startup(program, program.work / "northwind"), patience, _tell)


def _workspace(program: Opsctl, tools: Tools, files: int, patience: Patience) -> Iterator[str]:
    """Give the tables of one size."""
    place = program.work / str(files)
    _tell(f"making {files} files")
    making = (sys.executable, "-m", "bench.workspaces", str(place), "--files", str(files))
    subprocess.run(making, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)  # keeps us small
    fill(program, place, patience.for_one)
    ours = [*cold(program, place, files), *warm(program, place, files)]
    records = compete(
        [
            *references(program, place),
            *ours,
            *ci(program, place, patience.for_one),
            *compared(program, tools, place),
        ],
        patience,
        _tell,
    )
    yield f"### {files:,} files\n\n{table(records)}"
    if files == WITH_GOALS:
        yield f"### Memory, {files:,} files\n\n{_memory(records, ours[0], patience)}"


def _memory(records: list[Record], on_all_cores: Contestant, patience: Patience) -> str:
    peaks = [
        Memory(f"{record.contestant.name}, the largest process", record.peak)
        for record in records
        if record.contestant.name.startswith(COLD)
    ]
    _tell("looking at the memory")
    on_all_cores.before()
    together = peak_together(on_all_cores.call, patience.for_one)
    name = f"{on_all_cores.name}, all processes together"
    return memory_table([*peaks, Memory(name, together)], _MOST_MEMORY)


def _tell(what: str) -> None:
    sys.stderr.write(f"{what}\n")


if __name__ == "__main__":
    sys.exit(main())
