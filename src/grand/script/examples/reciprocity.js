// Which kinds of cells answer back? Of the edges between two classes: how many have an edge the other way.
const names = ['cell_type', 'celltype', 'class', 'super_class', 'type', 'region']
const classes = new Map()
for await (const { id, attributes } of graph.nodes()) {
  const name = names.find((one) => attributes[one] !== undefined)
  classes.set(id, name === undefined ? 'unknown' : String(attributes[name]))
}

// One question for many pairs: a batch of edges, turned round.
const table = new Map()
for await (const batch of graph.backend.edges({ attributes: false })) {
  const edges = batch.filter(({ source, target }) => source !== target)
  const back = await graph.backend.hasEdges(edges.map(({ source, target }) => [target, source]))
  for (const [i, { source, target }] of edges.entries()) {
    const key = `${classes.get(source)} → ${classes.get(target)}`
    const row = table.get(key) ?? { classes: key, edges: 0, reciprocal: 0 }
    row.edges += 1
    row.reciprocal += back[i] ? 1 : 0
    table.set(key, row)
  }
}

const rows = [...table.values()].map((row) => ({
  ...row,
  share: Number((row.reciprocal / row.edges).toFixed(4)),
}))
rows.sort((a, b) => b.reciprocal - a.reciprocal || b.edges - a.edges || (a.classes < b.classes ? -1 : 1))
const all = rows.reduce((sum, { edges }) => sum + edges, 0)
const answered = rows.reduce((sum, { reciprocal }) => sum + reciprocal, 0)
print(`Reciprocity of the whole graph: ${(answered / all).toFixed(4)}`)
show(rows, 'Reciprocity by class')
