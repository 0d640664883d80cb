// Which nodes hold together? The core number of a node is the largest k for which it is in a part of the graph where
// each node has at least k edges to the others: peel off the nodes with the fewest edges, again and again.
async function core_number(G) {
  const others = new Map()
  for await (const v of G.nodes()) others.set(v, [])
  for await (const [u, v] of G.edges())
    if (u !== v) {
      others.get(u).push(v)
      others.get(v).push(u)
    }
  const left = new Map([...others].map(([v, list]) => [v, list.length]))
  const core = new Map()
  let k = 0
  while (left.size > 0) {
    const peeled = [...left.keys()].filter((v) => left.get(v) <= k)
    if (peeled.length === 0) k = Math.min(...new Set(left.values()))
    for (const v of peeled) {
      core.set(v, k)
      left.delete(v)
    }
    for (const v of peeled) for (const w of others.get(v)) if (left.has(w)) left.set(w, left.get(w) - 1)
  }
  return core
}

const core = await core_number(nx)
const sizes = new Map()
for (const k of core.values()) sizes.set(k, (sizes.get(k) ?? 0) + 1)
show(
  [...sizes].sort(([a], [b]) => b - a).map(([k, nodes]) => ({ core: k, nodes })),
  'Nodes by core number',
)
const deepest = Math.max(...sizes.keys())
const ids = [...core].filter(([, k]) => k === deepest).map(([v]) => v)
print(`In the ${deepest}-core: ${ids.sort().slice(0, 50).join(' ')}`)
