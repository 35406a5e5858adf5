"""Which measurable a heading of a sheet names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from opsctl.analysis.sheet.headers import normal
from opsctl.model.scalar import Unreadable
from opsctl.model.scorecard import Measurable, MeasurableRef
from opsctl.model.slug import slug_of
from opsctl.model.workspace import Workspace
from opsctl.text.suggestion import did_you_mean

_NO_NAME = "x"
"""What `slug_of` gives where nothing of a text can serve."""

_GUESSES = 50
"""For so many headings the nearest name is looked for; a sheet with more is another's."""


class Matcher:
    """The names that measurables are known by, the surest first."""

    def __init__(self, workspace: Workspace, candidates: Iterable[Measurable]) -> None:
        self._workspace = workspace
        self._candidates = tuple(candidates)
        self._guesses = 0
        self._names = tuple(self._index(name) for name in _NAMES)

    def named(self, heading: str) -> Measurable | None:
        """Give the measurable that a heading names by reference, id or title; case is ignored.

        Raises:
            Unreadable: it names several.
        """
        if "/" in heading:
            ref = MeasurableRef.parse(heading.casefold(), "")
            found = self._workspace.measurables_by_ref.get(ref) if ref else None
            if found is not None:
                return found
        for keys, index in zip(_KEYS, self._names, strict=True):
            named = index.get(keys(heading), ())
            if len(named) > 1:
                names = ", ".join(str(each.ref) for each in named)
                hint = f"name one of {names}, or add --scorecard"
                raise Unreadable("it names several measurables", hint)
            if named:
                return named[0]
        return None

    def nearest(self, heading: str) -> str | None:
        """Say which measurable may be meant by a heading that names none."""
        self._guesses += 1
        if self._guesses > _GUESSES:
            return None
        known = [name for each in self._candidates for name in (each.id, each.title)]
        return did_you_mean(heading, known)

    def _index(
        self, names: Callable[[Measurable], Iterable[str]]
    ) -> dict[str, tuple[Measurable, ...]]:
        found: defaultdict[str, dict[MeasurableRef, Measurable]] = defaultdict(dict)
        for each in self._candidates:
            for name in names(each):
                found[name][each.ref] = each
        return {name: tuple(each.values()) for name, each in found.items()}


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _slug(text: str) -> str:
    slug = slug_of(text)
    return "" if slug == _NO_NAME else slug


_KEYS: tuple[Callable[[str], str], ...] = (_plain, _plain, _plain, normal, _slug)
_NAMES: tuple[Callable[[Measurable], Iterable[str]], ...] = (
    lambda each: (each.id,),
    lambda each: (_plain(each.title),),
    lambda each: each.formerly,
    lambda each: filter(None, (normal(each.title),)),
    lambda each: (each.id,),
)
"""What a measurable is looked up by, and how a heading is brought to the same shape."""
