"""Random steps of networkit, and how they are taken."""

import networkit


class NetworKit:
    """Steps of networkit, which is asked of nodes that are there only: it checks nothing, and ends with the process."""

    def __init__(self, chance, directed):
        self.chance = chance
        self.directed = directed

    def start(self, nodes, edges):
        self.graph = networkit.Graph(len(nodes), True, self.directed)
        for u, v, own in edges:
            self.graph.addEdge(u, v, own.get("weight", 1))

    def call(self, on, method, given):
        if method.startswith("for"):
            told = []
            keep = lambda *ends: told.append(ends[:3])
            getattr(on, method)(*given, keep)
            return told
        if method == "addEdge":
            u, v, weight = (*given, 1.0)[:3]
            return on.addEdge(u, v, weight, given[3:] == [True], True)
        if method in networkit.graphtools.__dict__ and not hasattr(on, method):
            return getattr(networkit.graphtools, method)(on, *given)
        if method in ("removeEdge", "setWeight", "increaseWeight"):
            getattr(on, method)(*given)
            return None
        return getattr(on, method)(*given)

    def steps(self):
        chance = self.chance
        for _ in range(3):
            there = list(self.graph.iterNodes())
            if not there:
                break
            u, v = chance.choice(there), chance.choice(there)
            away = self.graph.upperNodeIdBound() + 2
            reads = [
                ("list", "numberOfNodes"),
                ("list", "numberOfEdges"),
                ("list", "iterNodes"),
                ("bag", "iterEdges"),
                ("bag", "iterEdgesWeights"),
                ("bag", "iterNeighbors", u),
                ("bag", "iterNeighborsWeights", u),
                ("list", "degree", u),
                ("list", "degreeIn", u),
                ("list", "degreeOut", u),
                ("list", "weightedDegree", u, chance.random() < 0.5),
                ("list", "weightedDegreeIn", u, chance.random() < 0.5),
                ("list", "totalEdgeWeight"),
                ("list", "weight", u, v),
                ("list", "weight", u, away),
                ("list", "hasNode", away),
                ("list", "hasEdge", u, v),
                ("list", "hasEdge", u, away),
                ("list", "numberOfSelfLoops"),
                ("list", "isIsolated", u),
                ("list", "forNodes"),
                ("bag", "forEdges"),
                ("bag", "forEdgesOf", u),
                ("bag", "forInEdgesOf", u),
                ("list", "forNodePairs"),
                ("list", "forEdgesOf", away),
                ("list", "upperNodeIdBound"),
                ("list", "density"),
                ("list", "size"),
                ("list", "maxDegree"),
                ("list", "maxWeightedDegree"),
                ("list", "volume"),
            ]
            if self.directed:
                reads += [
                    ("bag", "iterInNeighbors", u),
                    ("bag", "iterInNeighborsWeights", u),
                    ("list", "maxInDegree"),
                    ("list", "maxWeightedInDegree"),
                ]
            # NetworKit's own count goes wrong when self-loops are removed with others.
            loops = sum(u == v for u, v in self.graph.iterEdges())
            if loops != self.graph.numberOfSelfLoops():
                reads = [read for read in reads if read[1] not in ("numberOfSelfLoops", "density")]
            for kind, *call in chance.sample(reads, 3):
                yield kind, [call]
            # Where numbers are free already, NetworKit makes other nodes than were asked for.
            is_full = self.graph.upperNodeIdBound() == self.graph.numberOfNodes()
            write = chance.choice(
                [
                    ("addNode",),
                    ("addNodes", 2),
                    ("addEdge", u, v, 3),
                    ("addEdge", u, v),
                    ("addEdge", u, away),
                    ("addEdge", u, away, 2, is_full),
                    ("removeEdge", u, v),
                    ("removeNode", u),
                    ("setWeight", u, v, 7),
                    ("increaseWeight", u, v, 2),
                    ("removeSelfLoops",),
                    ("removeAllEdges",),
                ]
            )
            yield "list", [write]
            if write[0] == "removeNode" and chance.random() < 0.5:
                yield "list", [("restoreNode", u)]
        there = list(self.graph.iterNodes())
        made = [("copyNodes",), ("transpose",), ("toUnweighted",)] + (
            [("subgraphFromNodes", chance.sample(there, min(2, len(there))))] if there else []
        )
        if self.directed:
            made.append(("toUndirected",))
        yield "bag", [chance.choice(made), chance.choice([("iterEdgesWeights",), ("iterNodes",)])]
        yield "bag", [("iterEdgesWeights",)]
