"""Mistakes as people make them, each in one file and with findings there alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import cycle
from random import Random

Texts = dict[str, str]
_MISTAKES: Mapping[str, tuple[Callable[[str], str], ...]] = {
    "rocks": (
        lambda text: re.sub("owner: .*", "owner: nobody-here", text),
        lambda text: text.replace("helpers:", "helprs:"),
        lambda text: re.sub("due: .*", "due: next Friday", text, count=1),
        lambda text: text.replace("title: ", "titel: ", 1),
        lambda text: text.replace("milestones:", "milestones: [", 1),
    ),
    "scorecards": (
        lambda text: re.sub("owner: .*", "owner: nobody-here", text),
        lambda text: text.replace("indicator: l", "indicator: al"),
        lambda text: text.replace("2026-W40:", "2026-W60:"),
        lambda text: text.replace("is: at least", "is: about"),
    ),
    "sops": (
        lambda text: text.replace('version: "1.1.0"', "version: 1.1"),
        lambda text: text.replace("## Resources", "## Other things"),
        lambda text: text.replace(".md#procedure", ".md#procedures"),
        lambda text: text.replace("audience: [team", "audience: [tema"),
        lambda text: text.replace("\n3. ", "\n8. "),
        lambda text: text.replace("## Purpose\n", "##Purpose\n"),
        lambda text: text.replace("](procedure-", "](old-procedure-", 1),
    ),
}


def damage(texts: Texts, count: int, random: Random) -> tuple[str, ...]:
    """Put one mistake into each of so many files, kind by kind in turn; give their paths."""
    kinds = {kind: _may_be_damaged(texts, kind) for kind in _MISTAKES}
    mistakes = {kind: cycle(each) for kind, each in _MISTAKES.items()}
    chosen = []
    for number in range(count):
        kind = ("sops", "rocks", "sops", "scorecards")[number % 4]
        path = kinds[kind].pop(random.randrange(len(kinds[kind])))
        texts[path] = next(mistakes[kind])(texts[path])
        chosen.append(path)
    return tuple(sorted(chosen))


def _may_be_damaged(texts: Texts, kind: str) -> list[str]:
    """Give the files whose mistakes stay their own: no company Rock, no scorecard."""
    paths = (path for path in texts if path.startswith(f"{kind}/"))
    return [path for path in paths if not path.endswith("/scorecard.yaml")]
