"""Random steps of python-igraph, and how they are taken."""

import igraph


class IGraph:
    """Steps of python-igraph. Answers in numbers of edges are told as the pairs of their ends."""

    def __init__(self, chance, directed):
        self.chance = chance
        self.directed = directed

    def start(self, nodes, edges):
        self.graph = igraph.Graph(directed=self.directed)
        self.graph.add_vertices(
            [f"n{n}" for n, _ in nodes], {"size": [own.get("size") for _, own in nodes]} if nodes else None
        )
        self.graph.add_edges(
            [(u, v) for u, v, _ in edges], {"weight": [own.get("weight", 1) for *_, own in edges]} if edges else None
        )

    def call(self, on, method, given):
        options = given[-1] if given and isinstance(given[-1], dict) else {}
        rest = given[: len(given) - 1] if isinstance(options, dict) and given and options is given[-1] else given
        ends = lambda numbers: [on.es[number].tuple if number >= 0 else number for number in numbers]
        if method == "edge_attributes":
            return on.edge_attributes() if on.ecount() else []
        if method == "vertex_attributes":
            return [name for name in on.vertex_attributes() if any(value is not None for value in on.vs[name])]
        if method == "vertex_attribute" and on.vcount() and not any(value is not None for value in on.vs[rest[0]]):
            raise KeyError("Attribute does not exist")
        if method in ("vertex_attribute", "edge_attribute"):
            return on.vs[rest[0]] if method == "vertex_attribute" else [[edge.tuple, edge[rest[0]]] for edge in on.es]
        if method in ("set_vertex_attribute", "set_edge_attribute"):
            (on.vs if method == "set_vertex_attribute" else on.es)[rest[0]] = rest[1]
            return None
        if method == "vertex":
            found = on.vs[rest[0]] if isinstance(rest[0], int) else on.vs.find(rest[0])
            return {
                "index": found.index,
                "attributes": {key: value for key, value in found.attributes().items() if value is not None},
            }
        if method == "edge":
            return on.es[rest[0]].tuple
        if method in ("add_vertices", "add_edges"):
            return getattr(on, method)(rest[0], options or None)
        found = getattr(on, method)(*rest, **options)
        if method == "add_vertex":
            return found.index
        if method == "add_edge":
            return None
        if method == "get_eid":
            return found if found < 0 else on.es[found].tuple
        if method in ("incident", "get_eids"):
            return ends(found)
        if method == "get_inclist":
            return [ends(numbers) for numbers in found]
        if method in ("is_loop", "is_mutual"):
            return list(zip(ends(range(on.ecount())), found))
        return found

    def steps(self):
        chance, count = self.chance, self.graph.vcount()
        one = lambda: chance.choice([chance.randint(0, count), f"n{chance.randint(0, count)}"])
        there = lambda: chance.randint(0, max(0, count - 1))
        some = lambda: [there() for _ in range(chance.randint(1, 3))]
        mode = lambda: chance.choice(["out", "in", "all"])
        loops = lambda: chance.random() < 0.7
        reads = [
            ("list", "vcount"),
            ("list", "ecount"),
            ("bag", "get_edgelist"),
            ("list", "neighbors", one(), mode()),
            ("list", "neighbors", -1),
            ("list", "neighbors", 1.5),
            ("list", "successors", one()),
            ("list", "predecessors", one()),
            ("bag", "incident", one(), mode()),
            ("list", "get_adjlist", mode()),
            ("list", "get_inclist", mode()),
            ("list", "degree", one(), mode(), loops()),
            ("list", "degree", some(), mode(), loops()),
            ("list", "degree"),
            ("list", "indegree", some()),
            ("list", "outdegree", some()),
            ("list", "maxdegree"),
            ("list", "strength", None, mode(), loops(), "weight"),
            ("list", "strength", some(), mode(), loops(), "weight"),
            ("list", "strength", None, mode(), loops(), "nothing"),
            ("list", "strength", one(), mode(), loops()),
            ("list", "are_adjacent", one(), one()),
            ("list", "get_eid", one(), one()),
            ("list", "get_eid", there(), there(), {"directed": False, "error": False}),
            ("list", "get_eids", [(there(), there())], {"error": False}),
            ("list", "density"),
            ("list", "density", True),
            ("bag", "is_loop"),
            ("bag", "is_mutual"),
            ("bag", "is_mutual", None, False),
            ("list", "is_simple"),
            ("list", "reciprocity"),
            ("list", "reciprocity", False),
            ("list", "neighborhood", one(), chance.randint(0, 3), mode()),
            ("list", "neighborhood", some(), 2, mode(), 1),
            ("list", "neighborhood_size", some(), 1, mode()),
            ("list", "subcomponent", one(), mode()),
            ("list", "vertex_attribute", "size"),
            ("list", "vertex_attribute", "name"),
            ("bag", "edge_attribute", "weight"),
            ("list", "edge_attribute", "nothing"),
            ("list", "vertex", one()),
            ("list", "edge", 99),
            ("bag", "vertex_attributes"),
            ("bag", "edge_attributes"),
            ("list", "is_named"),
        ]
        writes = [
            ("add_vertex", f"n{count}", {"size": 3}),
            ("add_vertices", [f"n{count}", f"n{count + 1}"], {"size": [8, 9]}),
            ("delete_vertices", [one()]),
            ("delete_vertices", some()),
            ("delete_edges", [(there(), there())]),
            ("delete_edges", [99]),
            ("delete_edges",),
            ("delete_vertices",),
            ("clear",),
            ("set_vertex_attribute", "size", 4),
            ("set_edge_attribute", "weight", 5),
            ("add_edge", there(), count + 3),
            ("add_edges", [("n0", "zz")]),
        ]
        absent = [(u, v) for u in range(count) for v in range(count) if not self.graph.are_adjacent(u, v)]
        if absent:
            writes += [
                ("add_edge", *chance.choice(absent), {"weight": 2}),
                ("add_edges", [chance.choice(absent)], {"weight": [6]}),
            ] * 3
        made = [
            ("induced_subgraph", some()),
            ("subgraph", [one()]),
            ("copy",),
            ("as_directed", "arbitrary"),
            ("as_undirected",),
            ("as_undirected", "mutual"),
        ]
        if self.graph.ecount():
            made += [("subgraph_edges", [self.graph.es[0].tuple]), ("subgraph_edges", [self.graph.es[0].tuple], False)]
        for kind, *call in chance.sample(reads, 5):
            yield kind, [call]
        for call in chance.sample(writes, 1):
            yield "list", [call]
        yield "bag", [
            chance.choice(made),
            chance.choice(
                [("get_edgelist",), ("vertex_attribute", "name"), ("edge_attribute", "weight"), ("is_directed",)]
            ),
        ]
        yield "list", [("vertex_attribute", "name")]
        yield "bag", [chance.choice([("get_edgelist",), ("edge_attribute", "weight")])]
