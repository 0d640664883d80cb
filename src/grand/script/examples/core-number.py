# With NetworkX; on a graph without self-loops, this is nx.core_number(G).
def core_number(G):
    others = {v: [] for v in G}
    for u, v in G.edges():
        if u != v:
            others[u].append(v)
            others[v].append(u)
    left = {v: len(others[v]) for v in G}
    core = {}
    k = 0
    while left:
        peeled = [v for v in left if left[v] <= k]
        if not peeled:
            k = min(left.values())
        for v in peeled:
            core[v] = k
            del left[v]
        for v in peeled:
            for w in others[v]:
                if w in left:
                    left[w] -= 1
    return core
