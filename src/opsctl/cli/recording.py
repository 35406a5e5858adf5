"""What a command says and looks at, kept for the next time the same is asked."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from datetime import time as clock
from math import inf
from pathlib import Path
from typing import Any, TextIO
from zoneinfo import ZoneInfo

from opsctl.cli.answers import Answer, found_root, question
from opsctl.cli.kept_files import cache_folder, keep
from opsctl.text.trace import TracedTree


@dataclass
class Recording:
    """One run of a command, as far as its answer hangs on it."""

    name: str = field(default_factory=question)
    since: int = field(default_factory=time.time_ns)
    said: list[tuple[bool, str]] = field(default_factory=list)
    tree: TracedTree | None = None
    seconds: tuple[float, float] = (-inf, inf)
    is_whole: bool = True

    def traced(self, root: Path) -> TracedTree:
        """Give the files of a workspace, and note what is looked at."""
        self.tree = TracedTree(str(root), self.since)
        return self.tree

    def hangs_on_the_day(self, day: date, timezone: str) -> None:
        """Note that another answer is due when the day is over."""
        starts = [
            datetime.combine(each, clock.min, ZoneInfo(timezone)).timestamp()
            for each in (day, day + timedelta(days=1))
        ]
        self.seconds = max(self.seconds[0], starts[0]), min(self.seconds[1], starts[1])

    def hangs_on_more(self) -> None:
        """Note that the answer hangs on something that is not looked at again: it is not kept."""
        self.is_whole = False

    def heard(self, stream: TextIO, *, to_errors: bool) -> TextIO:
        """Give a stream that notes what is written to it."""
        return _Heard(stream, self.said, to_errors)  # type: ignore[return-value]  # acts as one

    def keep(self, named: Path | None, code: int) -> None:
        """Keep the answer, if it can be told when it no longer holds."""
        tree = self.tree
        if tree is None or not self.name or not self.is_whole or not tree.is_sound:
            return
        asked = str(named) if named else ""
        if not asked and not found_root(""):
            asked = os.environ.get("OPSCTL_WORKSPACE", "")
        if found_root(asked) != tree.root:
            return
        answer = Answer.of(tree, asked, self.seconds, code, self.said)
        keep(cache_folder(os.environ), self.name, answer.fields)


class _Heard:
    """A stream whose texts are noted on their way."""

    def __init__(self, stream: TextIO, said: list[tuple[bool, str]], to_errors: bool) -> None:
        self._stream, self._said, self._to_errors = stream, said, to_errors

    def write(self, text: str) -> int:
        self._said.append((self._to_errors, text))
        return self._stream.write(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
