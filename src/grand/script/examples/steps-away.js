// How many steps away from one node is everything else? A search in rings, as one writes it with NetworkX.
// It starts from the node with the most outgoing edges. Write an id here to start elsewhere.
let source = null
let most = -1
for await (const [v, degree] of nx.out_degree())
  if (degree > most || (degree === most && v < source)) {
    source = v
    most = degree
  }

const steps = new Map([[source, 0]])
let ring = [source]
while (ring.length > 0) {
  const further = []
  for (const v of ring)
    for await (const w of nx.neighbors(v))
      if (!steps.has(w)) {
        steps.set(w, steps.get(v) + 1)
        further.push(w)
      }
  ring = further
}
print(`From ${source}, ${steps.size} of ${await nx.number_of_nodes()} nodes can be reached.`)

const rings = []
for (const [v, step] of steps) (rings[step] ??= []).push(v)
show(
  rings.map((ids, step) => ({ steps: step, nodes: ids.length, ids: ids.sort().slice(0, 20).join(' ') })),
  'How many steps away',
)
