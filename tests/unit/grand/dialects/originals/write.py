"""Writes down what networkx, python-igraph and networkit answer, for originals.test.ts to compare the dialects with.

Not part of any test run: with the three in reach (pip install networkx igraph networkit), anybody may renew the file by
    python tests/unit/grand/dialects/originals/write.py > tests/unit/grand/dialects/originals/answers.json
Each case is a random small graph and a list of steps. A step is [kind, calls, answer]: calls are [method, arguments] one
after the other, each on what the last answered; kind says how the answer compares ("list" in order, "bag" in any order,
"ends" in any order and, without directions, either way round, "fails" with the name and the words of an error).
"""

import json
import random
import re
import sys

import igraph
import networkit
import networkx as nx

sys.dont_write_bytecode = True
from igraph_steps import IGraph
from networkit_steps import NetworKit
from networkx_steps import NetworkX
from plain import plain


def answer(dialect, calls):
    """What a chain of calls answers, or how it fails: [kind or None, value]."""
    try:
        on = dialect.graph
        for method, *given in calls:
            on = dialect.call(on, method, given)
        return None, plain(on)
    except Exception as error:
        words = re.sub(r"^Error at \S+: ", "", str(error))
        return "fails", [type(error).__name__, words]


def case(make, seed):
    chance = random.Random(f"{make.__name__} {seed}")
    dialect = make(chance, seed % 2 == 0)
    count = chance.choice([1, 3, 4, 5, 6])
    nodes = [[n, {"size": n} if chance.random() < 0.5 else {}] for n in range(count)]
    pairs = [(u, v) for u in range(count) for v in range(0 if dialect.directed else u, count) if chance.random() < 0.35]
    edges = [[u, v, {"weight": chance.randint(1, 9)} if chance.random() < 0.7 else {}] for u, v in pairs]
    dialect.start(nodes, edges)
    steps = []
    for kind, calls in dialect.steps():
        calls = [list(call) for call in calls]
        written = plain(calls)
        failed, value = answer(dialect, calls)
        if len(json.dumps(value)) > 1000 or re.search(r"\d{16}", json.dumps(value)):
            continue
        if not failed and kind != "list" and isinstance(value, list):
            value = sorted(value, key=json.dumps)  # Sets come otherwise each time.
        steps.append([failed or kind, written, value])
    return {"dialect": make.__name__, "directed": dialect.directed, "nodes": nodes, "edges": edges, "steps": steps}


def main(count):
    versions = {module.__name__: module.__version__ for module in (nx, igraph, networkit)}
    cases = [case(make, seed) for make in (NetworkX, IGraph, NetworKit) for seed in range(count)]
    ids = [one.text for one in NetworkX(None, True).ids]
    lines = ",\n".join(json.dumps(one, separators=(",", ":")) for one in cases)
    print(f'{{"versions":{json.dumps(versions)},"ids":{json.dumps(ids)},"cases":[\n{lines}\n]}}')


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 48)
