/** Little graphs that every format is asked to carry, and how each is written. Columns say what a graph holds. */
import type { ExportGraph } from '../../../src/hosts/export-rows'
import { writeEdgeCsv, writeNodeCsv } from '../../../src/hosts/write-csv'
import { writeDot } from '../../../src/hosts/write-dot'
import { writeGexf } from '../../../src/hosts/write-gexf'
import { writeGml } from '../../../src/hosts/write-gml'
import { writeGraphml } from '../../../src/hosts/write-graphml'
import { writeNodeLink } from '../../../src/hosts/write-node-link'
import { writePajek } from '../../../src/hosts/write-pajek'
import type { AttributeValue, StorageType } from '../../../src/model/attribute'

type Row = (AttributeValue | null)[]

export interface LittleGraph extends ExportGraph {
  nodeCount: number
  nodes: { id: string; values: Row }[]
  edges: { source: string; target: string; values: Row }[]
}

const columns = (...pairs: [string, StorageType][]) => pairs.map(([name, storage]) => ({ name, storage }))

function graphOf(
  directed: boolean,
  ids: string[],
  pairs: [string, string][],
  rest: Partial<LittleGraph> = {},
): LittleGraph {
  return {
    directed,
    multigraph: new Set(pairs.map(String)).size < pairs.length,
    nodeCount: rest.nodes?.length ?? ids.length,
    nodeColumns: [],
    edgeColumns: [],
    nodes: ids.map((id) => ({ id, values: [] })),
    edges: pairs.map(([source, target]) => ({ source, target, values: [] })),
    ...rest,
  }
}

const [long, longer] = ['720575940636196495', '720575940636196496']

/** One column of each node, so that all of them are there. */
const nodesWith = (name: string, storage: StorageType, values: Row): Partial<LittleGraph> => ({
  nodeColumns: columns([name, storage]),
  nodes: values.map((value, index) => ({ id: `n${index}`, values: [value] })),
})
const chain: [string, string][] = [
  ['n0', 'n1'],
  ['n1', 'n2'],
]

export const littleGraphs: Record<string, LittleGraph> = {
  directed: graphOf(true, ['a', 'b', 'c'], [['a', 'b'], ['b', 'c'], ['c', 'a']]), // prettier-ignore
  undirected: graphOf(false, ['a', 'b', 'c'], [['a', 'b'], ['c', 'b']]), // prettier-ignore
  'with parallel edges': graphOf(true, ['a', 'b'], [['a', 'b'], ['a', 'b'], ['b', 'a']], { edgeColumns: columns(['weight', 'int64']), edges: [1, 2, 3].map((weight) => ({ source: weight < 3 ? 'a' : 'b', target: weight < 3 ? 'b' : 'a', values: [weight] })) }), // prettier-ignore
  'with self-loops': graphOf(true, ['a', 'b'], [['a', 'a'], ['a', 'b'], ['b', 'b']]), // prettier-ignore
  'with isolated nodes': graphOf(false, ['alone', 'a', 'b', 'last'], [['a', 'b']]),
  'with ids of 18 digits': graphOf(true, [long, longer, '7'], [[long, longer], [longer, '7']]), // prettier-ignore
  'with ids in any script': graphOf(true, ['naïve', '𝄞 key', '神経', 'a"b'], [['naïve', '𝄞 key'], ['神経', 'a"b']]), // prettier-ignore
  'with names that mean something': graphOf(true, ['node', 'graph', 'edge', '*Arcs', '# no comment', '//', '[', 'a->b'], [['node', 'graph'], ['edge', '*Arcs'], ['# no comment', '//'], ['[', 'a->b']]), // prettier-ignore
  'with missing values': graphOf(true, [], chain, nodesWith('size', 'int64', [1, null, 3])),
  'with long integers': graphOf(
    true,
    [],
    chain,
    nodesWith('root', 'int64', [2n ** 63n - 1n, -(2n ** 60n), 0]),
  ),
  'with decimals': graphOf(true, [], chain, nodesWith('depth', 'double', [0.1, -1.5e-9, Infinity])),
  'with Booleans': graphOf(true, [], chain, nodesWith('isLeft', 'bool', [true, false, null])),
  'with lists of text': graphOf(
    true,
    [],
    chain,
    nodesWith('tags', 'list-utf8', [['a', 'b'], ['c, "d"'], null]),
  ),
  'with lists of numbers': graphOf(true, [], chain, nodesWith('sizes', 'list-double', [[1, 2.5], [3], null])),
  'with texts that look like numbers': graphOf(
    true,
    [],
    chain,
    nodesWith('code', 'utf8', ['007', 'x', '1e5']),
  ),
  'with quotes and line ends': graphOf(
    true,
    [],
    chain,
    nodesWith('note', 'utf8', ['say "hi"\n\\n <&> \\', "it's; [1], {2}", '% # // é']),
  ),
}

export interface WrittenGraph {
  graph: string
  nodes: string | null
}

async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const piece of pieces) text += piece
  return text
}

const one = (write: (graph: LittleGraph) => AsyncIterable<string>) => async (graph: LittleGraph) => ({
  graph: await textOf(write(graph)),
  nodes: null,
})

const neo4jTypes: Partial<Record<StorageType, string>> = { int64: 'long', double: 'double', bool: 'boolean', utf8: 'string', 'list-utf8': 'string[]', 'list-double': 'double[]' } // prettier-ignore

function neo4jRow(values: (AttributeValue | undefined)[]): string {
  const cells = values.map((value) => {
    const text = Array.isArray(value) ? value.map(String).join(';') : String(value ?? '')
    return `"${text.replaceAll('"', '""')}"`
  })
  return `${cells.join(',')}\n`
}

/** As neo4j-admin imports it. */
async function writeBulk({ nodeColumns, edgeColumns, nodes, edges }: LittleGraph): Promise<WrittenGraph> {
  const headers = (of: LittleGraph['nodeColumns']) =>
    of.map(({ name, storage }) => `${name}:${neo4jTypes[storage] ?? 'string'}`)
  const nodeHeader = [':ID(Neuron)', ...headers(nodeColumns)].join(',')
  const edgeHeader = [':START_ID(Neuron)', ':END_ID(Neuron)', ...headers(edgeColumns), ':TYPE'].join(',')
  return {
    nodes: `${nodeHeader}\n${nodes.map(({ id, values }) => neo4jRow([id, ...values])).join('')}`,
    graph: `${edgeHeader}\n${edges.map(({ source, target, values }) => neo4jRow([source, target, ...values, 'SYNAPSE'])).join('')}`,
  }
}

/** Weights where there are some, else ones. */
async function writeMatrix({ nodes, edges }: LittleGraph): Promise<WrittenGraph> {
  const ids = nodes.map(({ id }) => id)
  const valueOf = (row: string, column: string) =>
    edges.some(({ source, target }) => source === row && target === column) ? 1 : 0
  const rows = ids.map((row) => neo4jRow([row, ...ids.map((column) => valueOf(row, column))]))
  return { graph: `${neo4jRow(['', ...ids])}${rows.join('')}`, nodes: null }
}

export const graphWriters: Record<string, (graph: LittleGraph) => Promise<WrittenGraph>> = {
  graphml: one(writeGraphml),
  gexf: one(writeGexf),
  gml: one(writeGml),
  json: one(writeNodeLink),
  pajek: one(writePajek),
  dot: one(writeDot),
  csv: async (graph) => ({
    graph: await textOf(writeEdgeCsv(graph)),
    nodes: await textOf(writeNodeCsv(graph)),
  }),
  'bulk CSV': writeBulk,
  matrix: writeMatrix,
}

/** The same file with more near its beginning than is looked at before reading: only what comes after arrives in
 *  pieces as they were cut. */
export function padded(text: string): string {
  const filling = '. '.repeat(2100)
  if (text.startsWith('<?xml')) return text.replace(/<(?:graphml|gexf)[^>]*>/, `$&<!-- ${filling}-->`)
  if (text.startsWith('{')) return text.replace('{', `{${' '.repeat(4200)}`)
  if (text.startsWith('*')) return text.replace('\n', `\n% ${filling}\n`)
  if (/^(di)?graph \{/.test(text)) return text.replace('{', `{ // ${filling}\n`)
  if (text.startsWith('graph [')) return text.replace('[', `[\n# ${filling}\n`)
  return `# ${filling}\n${text}`
}
