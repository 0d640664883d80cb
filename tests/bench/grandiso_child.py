"""The process in which the grandiso package runs. Words: the tables of nodes and edges.

Reads {"required", "forbidden", "isSelective"} and writes {"count", "ms"}, a line each. Forbidden edges
are checked on each match, as the package dotmotif does: grandiso itself knows none.
"""

import csv
import json
import sys
import time

import grandiso
import networkx


def open_host(nodes_file, edges_file):
    host = networkx.DiGraph()
    with open(nodes_file) as file:
        for row in csv.DictReader(file):
            host.add_node(row["id"], **({"candidate": 1} if row["candidate"] == "1" else {}))
    with open(edges_file) as file:
        host.add_edges_from((row["source"], row["target"]) for row in csv.DictReader(file))
    return host


def count(host, question):
    motif = networkx.DiGraph()
    motif.add_edges_from(map(tuple, question["required"]))
    if question["isSelective"]:
        networkx.set_node_attributes(motif, 1, "candidate")
    forbidden = question["forbidden"]
    if not forbidden:
        return grandiso.find_motifs(motif, host, count_only=True)
    return sum(
        all(not host.has_edge(match[a], match[b]) for a, b in forbidden)
        for match in grandiso.find_motifs_iter(motif, host)
    )


def answer(words):
    print(json.dumps(words), flush=True)


def main():
    begin = time.perf_counter()
    host = open_host(*sys.argv[1:3])
    answer({"ms": (time.perf_counter() - begin) * 1000})
    for line in sys.stdin:
        # Processor time: on a busy machine what takes so long waits often, which would be told as its own slowness.
        begin = time.process_time()
        found = count(host, json.loads(line))
        answer({"count": str(found), "ms": (time.process_time() - begin) * 1000})


main()
