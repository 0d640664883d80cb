// How many feed-forward loops (A → B, B → C, A → C) are there? The same as a search for that motif counts, by hand.
const successors = new Map()
for await (const batch of graph.backend.nodes({ attributes: false })) {
  const ids = batch.map(({ id }) => id)
  // All successors of a batch of nodes in one question.
  const lists = await graph.backend.neighbours(ids, 'out')
  for (const [i, id] of ids.entries()) successors.set(id, new Set(lists[i].filter((other) => other !== id)))
}

let loops = 0
const by = new Map()
for (const [a, ofA] of successors)
  for (const b of ofA)
    for (const c of successors.get(b))
      if (c !== a && ofA.has(c)) {
        loops += 1
        by.set(a, (by.get(a) ?? 0) + 1)
      }

print(`${loops} feed-forward loops.`)
const rows = [...by].map(([node, count]) => ({ node, 'loops it begins': count }))
rows.sort((a, b) => b['loops it begins'] - a['loops it begins'] || (a.node < b.node ? -1 : 1))
show(rows.slice(0, 20), 'Where they begin')
