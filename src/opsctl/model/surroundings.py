"""What lies around procedures: the files that their links lead to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Anchors:
    """What a link within a workspace can lead to: a page, and the names of its places.

    `folder` tells a folder from a file. `names` is none where places in it cannot be told.
    """

    folder: bool = False
    names: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The files around procedures that their links lead to, by path from the workspace.

    `spelled` gives for a path that is not there the one that differs in letter case only.
    """

    there: Mapping[str, Anchors] = field(default_factory=dict)
    spelled: Mapping[str, str] = field(default_factory=dict)


NO_SURROUNDINGS = Surroundings()
"""Where nothing links anywhere."""
