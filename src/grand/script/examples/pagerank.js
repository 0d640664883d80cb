// Where would a walker along the edges be found most often? PageRank, as one writes it with NetworkX.
async function pagerank(G, { damping = 0.85, rounds = 100, tolerance = 1e-6 } = {}) {
  const edges = []
  for await (const [u, v, data] of G.edges({ data: true })) {
    const weight = Number(data.weight ?? 1)
    edges.push([u, v, weight])
    if (!G.is_directed() && u !== v) edges.push([v, u, weight])
  }
  const nodes = []
  for await (const v of G.nodes()) nodes.push(v)
  const out = new Map(nodes.map((v) => [v, 0]))
  for (const [u, , weight] of edges) out.set(u, out.get(u) + weight)

  let rank = new Map(nodes.map((v) => [v, 1 / nodes.length]))
  for (let round = 0; round < rounds; round++) {
    const stuck = nodes.filter((v) => out.get(v) === 0).reduce((sum, v) => sum + rank.get(v), 0)
    const moved = new Map(nodes.map((v) => [v, (1 - damping + damping * stuck) / nodes.length]))
    for (const [u, v, weight] of edges)
      if (out.get(u) !== 0) moved.set(v, moved.get(v) + (damping * rank.get(u) * weight) / out.get(u))
    const change = nodes.reduce((sum, v) => sum + Math.abs(moved.get(v) - rank.get(v)), 0)
    rank = moved
    if (change < tolerance * nodes.length) return rank
  }
  throw new Error(`The ranks did not settle in ${rounds} rounds.`)
}

const rank = await pagerank(nx)
const rows = [...rank].map(([node, value]) => ({ node, rank: Number(value.toFixed(6)) }))
rows.sort((a, b) => b.rank - a.rank || (a.node < b.node ? -1 : 1))
show(rows.slice(0, 20), 'PageRank')
