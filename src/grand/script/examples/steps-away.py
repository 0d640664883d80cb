# With NetworkX; what it finds is nx.single_source_shortest_path_length(G, source).
source = max(sorted(G), key=G.out_degree)
steps = {source: 0}
ring = [source]
while ring:
    further = []
    for v in ring:
        for w in G.neighbors(v):
            if w not in steps:
                steps[w] = steps[v] + 1
                further.append(w)
    ring = further
print(f"From {source}, {len(steps)} of {len(G)} nodes can be reached.")
