"""Circles in a graph of records that point to each other."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

N = TypeVar("N", bound=Hashable)

MOST_CIRCLES = 100
_MOST_NAMES = 12


def circles(graph: Mapping[N, Sequence[N]]) -> Iterator[tuple[N, ...]]:
    """Find circles, each once and starting with that of its members which the graph has first.

    Every circle that is left shows up once those found are broken. After `MOST_CIRCLES` the
    search ends, so that its time grows with the size of the graph alone.
    """
    place = {node: index for index, node in enumerate(graph)}
    seen: set[tuple[N, ...]] = set()
    for path in islice(_closing_paths(graph), MOST_CIRCLES):
        first = path.index(min(path, key=place.__getitem__))
        circle = path[first:] + path[:first]
        if circle not in seen:
            seen.add(circle)
            yield circle


def shown_circle(names: Sequence[str]) -> str:
    """Write a circle as `a → b → a`; the middle of a long one is left out."""
    shown = list(names)
    if len(shown) > _MOST_NAMES:
        shown[_MOST_NAMES - 1 :] = [f"… {len(names) - _MOST_NAMES + 1} more"]
    return " → ".join([*shown, names[0]])


def _closing_paths(graph: Mapping[N, Sequence[N]]) -> Iterator[tuple[N, ...]]:
    """Walk the graph depth first; give the path from a node back to itself wherever one closes."""
    done: set[N] = set()
    for start in graph:
        path: dict[N, Iterator[N]] = {} if start in done else {start: iter(graph[start])}
        while path:
            node, following = path.popitem()
            after = next(following, None)
            if after is None:
                done.add(node)
                continue
            path[node] = following
            if after in path:
                nodes = tuple(path)
                yield nodes[nodes.index(after) :]
            elif after in graph and after not in done:
                path[after] = iter(graph[after])
