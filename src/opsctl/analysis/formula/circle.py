"""What a formula needs must be known before it, and never its own result."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from opsctl.model.scorecard import MeasurableRef

Graph = Mapping[MeasurableRef, Sequence[MeasurableRef]]


def groups(graph: Graph) -> tuple[tuple[MeasurableRef, ...], ...]:
    """Group the nodes of a graph, those first that others need; a circle is in one group.

    The strongly connected components, after Tarjan (1972), without calling itself. What a node
    points to and the graph does not have is left out.
    """
    return tuple(_Search(graph).groups())


def in_circles(graph: Graph) -> frozenset[MeasurableRef]:
    """Name the nodes that can be reached from themselves."""
    found = groups(graph)
    return frozenset(
        node for group in found for node in group if len(group) > 1 or node in graph[node]
    )


class _Search:
    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.number: dict[MeasurableRef, int] = {}
        self.lowest: dict[MeasurableRef, int] = {}
        self.open: dict[MeasurableRef, None] = {}

    def groups(self) -> Iterator[tuple[MeasurableRef, ...]]:
        """Walk depth first from each node that was not yet seen."""
        for start in self.graph:
            if start not in self.number:
                yield from self._from(start)

    def _from(self, start: MeasurableRef) -> Iterator[tuple[MeasurableRef, ...]]:
        path = [(start, self._enter(start))]
        while path:
            node, following = path[-1]
            after = next(following, None)
            if after is None:
                path.pop()
                if path:
                    above = path[-1][0]
                    self.lowest[above] = min(self.lowest[above], self.lowest[node])
                if self.lowest[node] == self.number[node]:
                    yield self._close(node)
            elif after not in self.number:
                path.append((after, self._enter(after)))
            elif after in self.open:
                self.lowest[node] = min(self.lowest[node], self.number[after])

    def _enter(self, node: MeasurableRef) -> Iterator[MeasurableRef]:
        self.number[node] = self.lowest[node] = len(self.number)
        self.open[node] = None
        return (each for each in self.graph[node] if each in self.graph)

    def _close(self, first: MeasurableRef) -> tuple[MeasurableRef, ...]:
        group: list[MeasurableRef] = []
        while not group or group[-1] != first:
            group.append(self.open.popitem()[0])
        return tuple(group)
