"""Random steps of NetworkX, and how they are taken."""

import networkx as nx

from plain import Id


class NetworkX:
    """Steps of NetworkX."""

    functions = (
        "density is_empty degree_histogram isolates is_isolate number_of_isolates selfloop_edges number_of_selfloops "
        "nodes_with_selfloops common_neighbors non_neighbors all_neighbors is_weighted is_negatively_weighted is_path "
        "path_weight get_node_attributes get_edge_attributes set_node_attributes set_edge_attributes add_path add_cycle "
        "add_star create_empty_copy relabel_nodes"
    ).split()

    def __init__(self, chance, directed):
        self.chance = chance
        self.directed = directed
        self.ids = [Id(text) for text in ("b", "a", "12", "c d", "7", "e", "it's")]

    def start(self, nodes, edges):
        self.graph = (nx.DiGraph if self.directed else nx.Graph)()
        self.graph.add_nodes_from((self.ids[n], dict(own)) for n, own in nodes)
        self.graph.add_edges_from((self.ids[u], self.ids[v], dict(own)) for u, v, own in edges)

    def call(self, on, method, given):
        given = [self.python(method, part) for part in given]
        options = (
            given.pop()
            if given and isinstance(given[-1], dict) and method not in ("set_node_attributes", "relabel_nodes")
            else {}
        )
        if method in ("node", "edge"):
            return (on.nodes if method == "node" else on.edges)[given[0] if method == "node" else tuple(given)]
        if method in ("adj", "succ", "pred"):
            return getattr(on, method)[given[0]]
        if method == "set_edge_attributes" and isinstance(given[0], list):
            given[0] = {tuple(pair): value for pair, value in given[0]}
        found = (
            getattr(nx, method)(on, *given, **options)
            if method in self.functions
            else getattr(on, method)(*given, **options)
        )
        if method == "get_edge_attributes":
            return list(found.items())
        return list(found) if type(found).__name__.endswith("View") else found

    @staticmethod
    def python(method, part):
        return tuple(part) if method in ("is_weighted", "is_negatively_weighted") and isinstance(part, list) else part

    def steps(self):
        chance, one = self.chance, lambda: self.chance.choice(self.ids)
        some = lambda: chance.sample(self.ids, chance.randint(0, 3))
        pair = lambda: (one(), one())
        data = lambda: chance.choice([{}, {"data": True}, {"data": "weight"}, {"data": "weight", "default": 1}])
        weight = lambda: chance.choice([{}, {"weight": "weight"}])
        own = lambda: chance.choice([{}, {"weight": chance.randint(-2, 9)}, {"size": "big"}])
        reads = [
            ("list", "nodes", data()),
            ("ends", "edges", data()),
            ("bag", "edges", one(), data()),
            ("bag", "edges", some(), data()),
            ("bag", "out_edges", some(), data()),
            ("bag", "in_edges", some(), data()),
            ("bag", "in_edges", data()),
            ("list", "degree", weight()),
            ("list", "degree", one(), weight()),
            ("list", "degree", some(), weight()),
            ("list", "in_degree", weight()),
            ("list", "in_degree", one(), weight()),
            ("list", "out_degree", some(), weight()),
            ("list", "has_node", one()),
            ("list", "has_edge", *pair()),
            ("list", "has_successor", *pair()),
            ("list", "has_predecessor", *pair()),
            ("list", "node", one()),
            ("list", "edge", *pair()),
            ("list", "adj", one()),
            ("list", "succ", one()),
            ("list", "pred", one()),
            ("list", "adjacency"),
            ("list", "get_edge_data", *pair(), 0),
            ("bag", "neighbors", one()),
            ("bag", "successors", one()),
            ("bag", "predecessors", one()),
            ("bag", "all_neighbors", one()),
            ("list", "nbunch_iter", some()),
            ("list", "nbunch_iter", one()),
            ("list", "number_of_nodes"),
            ("list", "order"),
            ("list", "number_of_edges"),
            ("list", "number_of_edges", *pair()),
            ("list", "size"),
            ("list", "size", "weight"),
            ("list", "density"),
            ("list", "is_empty"),
            ("list", "degree_histogram"),
            ("list", "isolates"),
            ("list", "is_isolate", one()),
            ("list", "number_of_isolates"),
            ("bag", "selfloop_edges", data()),
            ("list", "number_of_selfloops"),
            ("bag", "nodes_with_selfloops"),
            ("bag", "common_neighbors", *pair()),
            ("bag", "non_neighbors", one()),
            ("list", "is_weighted"),
            ("list", "is_weighted", list(pair())),
            ("list", "is_negatively_weighted"),
            ("list", "is_negatively_weighted", list(pair()), "weight"),
            ("list", "is_path", [*pair(), one()]),
            ("list", "path_weight", [*pair()], "weight"),
            ("list", "get_node_attributes", "size"),
            ("list", "get_node_attributes", "size", 3),
            ("ends", "get_edge_attributes", "weight"),
        ]
        writes = [
            ("add_node", one(), own()),
            ("add_nodes_from", [one(), (one(), own())], own()),
            ("add_edge", *pair(), own()),
            ("add_edges_from", [pair(), (*pair(), own())], own()),
            ("add_edges_from", [(one(),)]),
            ("add_weighted_edges_from", [(*pair(), 4)]),
            ("add_path", [one(), one(), one()], own()),
            ("add_cycle", some()),
            ("add_star", some(), own()),
            ("remove_node", one()),
            ("remove_nodes_from", some()),
            ("remove_edge", *pair()),
            ("remove_edges_from", [pair(), (*pair(), {})]),
            ("update",),
            ("update", [pair()], [one()]),
            ("update", None, [one()]),
            ("clear_edges",),
            ("clear",),
            ("set_node_attributes", {one(): 5}, "size"),
            ("set_node_attributes", 6, "age"),
            ("set_node_attributes", {one(): {"size": 1, "age": 2}}),
            ("set_edge_attributes", [[pair(), 8]], "weight"),
            ("set_edge_attributes", 1, "seen"),
            ("set_edge_attributes", [[pair(), {"weight": 0}]]),
        ]
        made = [
            ("subgraph", some()),
            ("subgraph", one()),
            ("edge_subgraph", [pair(), pair(), pair()]),
            ("copy",),
            ("to_directed",),
            ("to_undirected",),
            ("reverse",),
            ("create_empty_copy",),
            ("relabel_nodes", {one(): one()}),
        ]
        if self.directed:
            made.append(("to_undirected", {"reciprocal": True}))
        more = [
            ("list", "nodes", {"data": True}),
            ("ends", "edges", {"data": True}),
            ("list", "number_of_edges"),
            ("bag", "degree", weight()),
            ("list", "add_node", one()),
        ]
        for kind, *call in chance.sample(reads, 4):
            yield kind, [call]
        for call in chance.sample(writes, 3):
            yield "list", [call]
        for call in chance.sample(made, 2):
            kind, *last = chance.choice(more)
            yield ("bag" if kind == "list" else kind), [call, last]
        yield "list", [("nodes", {"data": True})]
        yield "ends", [("edges", {"data": True})]
