# With NetworkX 3.6
loops = 0
for a in G:
    of_a = set(G.successors(a)) - {a}
    for b in of_a:
        for c in set(G.successors(b)) - {b}:
            if c != a and c in of_a:
                loops += 1
print(loops, "feed-forward loops")
