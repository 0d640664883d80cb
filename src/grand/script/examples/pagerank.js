// Where would a walker along the edges be found most often? PageRank, as one writes it with NetworkX.
async function pagerank(G, { damping = 0.85, rounds = 100, tolerance = 1e-6 } = {}) {
  const D = G.is_directed() ? G : await G.to_directed()
  const [nodes, edges, out] = [[], [], new Map()]
  for await (const v of D) nodes.push(v)
  for await (const edge of D.edges({ data: 'weight', default: 1 })) edges.push(edge)
  for await (const [v, degree] of D.out_degree({ weight: 'weight' })) out.set(v, degree)

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
