"""docs/fixing.md: which rules have a fix, and why the others have none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from generating.markdown import GENERATED, finished, table
from opsctl.rules.base import Rule
from opsctl.rules.registry import RULES

_INTRODUCTION = """\
# Fixing

`opsctl check --diff` shows what can be fixed and changes nothing; it exits with 1 where there is
a difference. `opsctl check --fix` writes it, says what it fixed and what is left, and exits by
what is left. Paths limit both, and so do [`--select`, `--ignore` and
`--changed`](suppressing.md#in-one-run): `opsctl check --fix rocks/2026-Q4 --select FILE`.

```sh
opsctl check --diff
opsctl check --fix
opsctl check --diff --unsafe-fixes
```

A fix is **safe** where there is exactly one right answer: what the file means stays as it is, or
nothing else can have been meant. Everything else is a **guess**, and `--unsafe-fixes` takes
guesses too. Look at them with `--diff` first. `--format json` says `safe` or `unsafe` for each
finding.

A word is surely meant where one known word is the same but for letter case, hyphens, underscores
and spaces. In a key of four letters or more, and in the id of a thing of six or more, one slip is
forgiven as well: a letter too many, one too few, another one, or two that changed places. A digit
is never a slip, and where two words could be meant none is. In the name of a person no slip is
forgiven: Anna is not Ana.

Before anything is written, the files are read again as they would be:

- the finding is gone, and no new one comes. A file that could not be read may have hidden others:
  they come to light;
- no other record means anything else than before, and in the record itself nothing but the place
  that was fixed does;
- every byte outside of the fix stays: comments, quotes, line ends.

A fix that fails is left out, and opsctl says why. What is suppressed is not fixed, nor are [known
gaps](sops.md#known-gaps), unless `--no-baseline` asks for them. Fixing twice is fixing once.
"""


@dataclass(frozen=True)
class _About:
    kind: str
    why: str


_SAFE, _BOTH, _GUESS = "safe", "safe or guess", "guess"
_A_NAME = "Safe in other letters or with one slip; anything that is only near is a guess."
_A_PERSON = "Safe by the name, handle or address of one person, or in other letters; else a guess."
_FIXES: Mapping[str, _About] = MappingProxyType(
    {
        "FILE004": _About(
            _SAFE,
            "Signs without a width are taken out, all at once. A control character is left to you.",
        ),
        "FILE007": _About(
            _BOTH,
            "A missing space after a colon, and quotes around text that starts with "
            "`` ` ``, `@`, `%`, `*` or `&`. Any other quotes are a guess.",
        ),
        "FILE012": _About(_GUESS, "Two spaces for a tab: how wide it was meant, nobody can tell."),
        "FILE017": _About(_BOTH, _A_NAME),
        "FILE019": _About(
            _BOTH,
            "Days with one reading (`2026/11/30`, `30.11.2026`), numbers with one reading (`2,5`, "
            '`10 000`, `"3"`), words of a list, a single value where a list stands. '
            "`03.04.2026`, `1,000` and a day with a time are guesses.",
        ),
        "FILE020": _About(_GUESS, "Quotes keep the text; but it may have been meant as a comment."),
        "FILE022": _About(_SAFE, "The value is put in quotes: `goal: >= 22`."),
        "FILE023": _About(_SAFE, "The text is put in quotes."),
        "CFG001": _About(_SAFE, "There is one format: the line `format: 1` is added."),
        "CFG002": _About(_SAFE, "In `opsctl.yaml`, `ROCK3` is `ROCK003`, and a name has one slip."),
        "CFG004": _About(
            _BOTH,
            "The comment is removed. A guess where it may be for what only a later day brings.",
        ),
        "CFG005": _About(_SAFE, "Only letter case and spaces: `europe/london`."),
        "CFG007": _About(_BOTH, "Languages by their code; sections as any name: " + _A_NAME),
        "CFG009": _About(_BOTH, _A_PERSON),
        **dict.fromkeys(("ORG001", "ORG002", "ROCK006", "KPI013"), _About(_BOTH, _A_NAME)),
        **dict.fromkeys(
            ("ORG003", "ORG006", "ROCK003", "ROCK021", "ROCK026", "KPI001"),
            _About(_BOTH, _A_PERSON),
        ),
        **dict.fromkeys(("ROCK007", "KPI014"), _About(_BOTH, _A_NAME)),
        "ROCK010": _About(
            _SAFE, "Milestones are sorted by day. Which day of one that is too late, is yours."
        ),
        "ROCK014": _About(_BOTH, _A_NAME + " A Rock of another quarter is a guess."),
        "ROCK017": _About(_SAFE, "Entries are sorted by day; comments move along."),
        "ROCK022": _About(_BOTH, _A_NAME + " A Rock of another quarter is a guess."),
        "KPI002": _About(
            _BOTH,
            "`min 22` is `at least 22`, and numbers as in FILE019. Ends that changed places are "
            "a guess.",
        ),
        "KPI003": _About(_BOTH, "Numbers as in FILE019, durations such as `2h30`, `Y` for yes."),
        "KPI005": _About(_BOTH, "Safe in other letters (`2026-w46`, `2026-W9`); else a guess."),
        "KPI010": _About(_BOTH, _A_NAME),
        "KPI012": _About(
            _BOTH, _A_NAME + " Safe as well: the scorecard is left out, and one has the number."
        ),
        "KPI019": _About(_BOTH, _A_NAME + " A Rock of another quarter is a guess."),
        "KPI028": _About(_SAFE, "Lines are sorted by period; comments move along."),
        "KPI035": _About(_BOTH, "Safe by its path, in other letters or with one slip."),
        "SOP006": _About(
            _SAFE, "The numbers that readers see. Lists that start again, and headings, are yours."
        ),
        "SOP008": _About(_SAFE, "The space is put in."),
        "SOP021": _About(_BOTH, _A_PERSON),
        "SOP022": _About(_BOTH, _A_PERSON),
        "SOP023": _About(_BOTH, _A_NAME),
        "SOP024": _About(_BOTH, "Safe by its path, in other letters or with one slip."),
        "SOP025": _About(_BOTH, _A_NAME),
        "SOP026": _About(_SAFE, '`1.3` and `v1.3` are `"1.3.0"`.'),
        "SOP027": _About(_SAFE, "The version is put in quotes."),
        "SOP028": _About(_SAFE, "The line of `---` is added."),
        "SOP030": _About(_SAFE, "Blank lines are removed. Where a comment belongs is yours."),
        "SOP031": _About(_BOTH, _A_NAME),
        "SOP036": _About(_GUESS, "A page of this name elsewhere, or nearly of this name here."),
        "SOP037": _About(_GUESS, "The nearest place of the page."),
        "SOP038": _About(_SAFE, "The place in the letter case of the page."),
        "SOP039": _About(_SAFE, "The path in the letter case of the file."),
        "SOP040": _About(_BOTH, "Letter case is safe; another name is a guess."),
    }
)
_WHY_NOT: Mapping[str, str] = MappingProxyType(
    {
        "FILE001": "Which encoding it was written in cannot be told for sure.",
        "FILE006": "Which side is right is for those who wrote them.",
        "FILE009": "Which of the two is right, only you know.",
        "FILE015": "A file is renamed by hand: others may refer to it.",
        "FILE016": "A file is moved or renamed by hand.",
        "FILE018": "The value is not in the file.",
        "FILE021": "It may be a text with a comma, or a list.",
        "KPI015": "A file is renamed by hand.",
        "KPI032": "Removing the figure would lose what somebody said.",
        "KPI033": "Which of the two places is right, only you know.",
        "SOP009": "Where the code ends, only its author knows.",
        "SOP029": "Where the keys end, only their author knows.",
    }
)
_ANY = "What is right stands in no file."


def page() -> str:
    """Write the page."""
    return finished(_lines())


def _lines() -> Iterator[str]:
    yield from (GENERATED, "", _INTRODUCTION)
    yield from ("## Rules with a fix", "")
    fixable = [each for each in RULES if each.code in _FIXES]
    about = [(each, _FIXES[each.code]) for each in fixable]
    yield from table(("Rule", "Fix", "What"), [(_name(r), a.kind, a.why) for r, a in about])
    yield from ("## Rules without one", "")
    others = [each for each in RULES if each.code not in _FIXES]
    rows = [(_name(each), _WHY_NOT.get(each.code, _ANY)) for each in others]
    yield from table(("Rule", "Why"), rows)


def _name(rule: Rule) -> str:
    return f"[{rule.code} {rule.name}](rules.md#{rule.code.lower()}-{rule.name})"
