"""The tables in Markdown, and the page that keeps them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.running.rounds import Record

BEGIN = "<!-- The bench writes from here: make bench -->"
END = "<!-- The bench writes to here -->"
_HEAD = "| | runs | median | ratio | goal | |\n| --- | ---: | ---: | ---: | ---: | --- |\n"


@dataclass(frozen=True, slots=True)
class Memory:
    """The memory in bytes of one way to check; None where nobody could tell."""

    name: str
    peak: int | None


def table(records: Sequence[Record]) -> str:
    """Give one table: medians, and their ratios to the medians of the references."""
    medians = {record.contestant.name: record for record in records}
    return _HEAD + "".join(_row(record, medians) + "\n" for record in records)


def _row(record: Record, medians: dict[str, Record]) -> str:
    reference = medians.get(record.contestant.compared_with)
    cells = [record.contestant.name, str(len(record.outcomes)), _time(record)]
    if reference is None:
        return f"| {' | '.join(cells)} | | | |"
    ratio = record.seconds / reference.seconds
    more = "> " if record.was_cut else ""
    written = f"{more}{_ratio(ratio)} {reference.contestant.name}"
    return f"| {' | '.join((*cells, written, *_verdict(record, ratio)))} |"


def _verdict(record: Record, ratio: float) -> tuple[str, str]:
    """Give the goal, and whether it is met."""
    goal = record.contestant.goal
    if goal is None:
        return "", ""
    written = f"{goal:g} {record.contestant.compared_with}"
    if record.was_cut:
        return written, "not met, and ended" if ratio > goal else "not known: ended"
    return written, "met" if ratio <= goal else _missed(ratio / goal)


def _missed(times: float) -> str:
    return (
        f"not met: {100 * (times - 1):.0f} % over" if times < 2 else f"not met: {times:.1f} times"
    )


def memory_table(rows: Sequence[Memory], goal: int) -> str:
    """Give the table of memory, with one goal for all."""
    return "| | peak | goal | |\n| --- | ---: | ---: | --- |\n" + "".join(
        f"| {row.name} | {' | '.join(_memory_cells(row, goal))} |\n" for row in rows
    )


def _memory_cells(row: Memory, goal: int) -> Iterator[str]:
    if row.peak is None:
        yield from ("not known", "", "")
        return
    yield f"{row.peak / 1e6:.0f} MB"
    yield f"{goal / 1e6:.0f} MB"
    yield "met" if row.peak <= goal else _missed(row.peak / goal)


def _time(record: Record) -> str:
    if record.was_cut:
        return f"more than {record.seconds:.0f} s"
    seconds = record.seconds
    return f"{1000 * seconds:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"


def _ratio(ratio: float) -> str:
    return f"{ratio:.2f}" if ratio < 10 else f"{ratio:.1f}" if ratio < 100 else f"{ratio:.0f}"


def keep(page: Path, tables: str) -> None:
    """Put the tables between the two marks of a page, and leave the rest of it as it is.

    Raises ValueError where a mark is missing.
    """
    text = page.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{page.name} has lost the marks between which the tables stand")
    page.write_text(f"{before}{BEGIN}\n\n{tables}\n{END}{after}", encoding="utf-8")
