# With NetworkX; it ends in the round in which nx.pagerank(G) ends (Page and Brin 1998, with NetworkX's defaults).
def pagerank(G, damping=0.85, rounds=100, tolerance=1e-6):
    D = G if G.is_directed() else G.to_directed()
    out = dict(D.out_degree(weight="weight"))
    rank = {v: 1 / len(D) for v in D}
    for _ in range(rounds):
        stuck = sum(rank[v] for v in D if out[v] == 0)
        moved = {v: (1 - damping + damping * stuck) / len(D) for v in D}
        for u, v, weight in D.edges(data="weight", default=1):
            if out[u] != 0:
                moved[v] += damping * rank[u] * weight / out[u]
        change = sum(abs(moved[v] - rank[v]) for v in D)
        rank = moved
        if change < tolerance * len(D):
            return rank
    raise RuntimeError(f"The ranks did not settle in {rounds} rounds.")
