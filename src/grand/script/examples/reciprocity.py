# With NetworkX 3.6; without self-loops, nx.overall_reciprocity(G) is the first number.
from collections import Counter

classes = nx.get_node_attributes(G, "cell_type", default="unknown")
edges = [(u, v) for u, v in G.edges() if u != v]
total = Counter((classes[u], classes[v]) for u, v in edges)
answered = Counter((classes[u], classes[v]) for u, v in edges if G.has_edge(v, u))

print(sum(answered.values()) / len(edges))
for (a, b), n in total.most_common():
    print(a, "→", b, n, answered[a, b], answered[a, b] / n)
