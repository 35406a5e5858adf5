"""What to write instead, as data: rules say it, and `editing` finds the characters for it."""

from __future__ import annotations

from dataclasses import dataclass

from opsctl.text.span import Location, Span


@dataclass(frozen=True, slots=True)
class Replacement:
    """Another text for a place, as it is; a line feed in it is written as the file ends its lines.

    An empty text takes the place away.
    """

    location: Location
    text: str


@dataclass(frozen=True, slots=True)
class Word:
    """Another word for a key or a value of YAML, in quotes where it has or needs them."""

    location: Location
    text: str


@dataclass(frozen=True, slots=True)
class Retarget:
    """Another target for a link that stands within a place; `before` is as the link is read."""

    location: Location
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Removal:
    """Take a comment away, with its line where nothing else stands there."""

    location: Location


@dataclass(frozen=True, slots=True)
class Reordering:
    """Put lines in another order: `order` names the pieces of today by their places from 0."""

    pieces: tuple[Span, ...]
    order: tuple[int, ...]


Step = Replacement | Word | Retarget | Removal | Reordering


@dataclass(frozen=True, slots=True)
class Fix:
    """What to change in the file of a finding, all of it or nothing.

    It is `safe` where there is exactly one right answer: what the file means stays, or nothing
    else can have been meant. Any other is a guess.
    """

    steps: tuple[Step, ...]
    safe: bool = True


def written(place: Location, text: str, *, safe: bool = True) -> Fix:
    """Make the fix that writes a text in a place, as it is."""
    return Fix((Replacement(place, text),), safe)


def worded(place: Location, word: str, *, safe: bool) -> Fix:
    """Make the fix that writes another word for a key or a value of YAML."""
    return Fix((Word(place, word),), safe)
