/** Motif → a Python script that finds it with the package `dotmotif` in a GraphML file. The package finds the required
 *  edges; what it reads in another way (missing attributes, parallel edges, forbidden edges with constraints, symmetry)
 *  is checked by plain functions in the script, so that the answer is the same. */
import { MotifscopeError } from '../model/errors'
import type { Motif, NodeConstraint } from '../model/motif'
import { pythonConditions, pythonFunctions, pythonText } from './python-conditions'
import { writeName, writeRelation, writeValue } from './write-words'

export interface PythonOptions {
  /** The file the script reads. */
  fileName: string
  ignoreDirection?: boolean
  /** Excludes automorphisms: of each pair of motif nodes the first shall have the smaller host node. */
  symmetryBreaking?: [smaller: string, larger: string][]
  induced?: boolean
  limit?: number | null
  countOnly?: boolean
}

/** What the package reads as a name; others are called n1, n2, … in the script. */
const pythonName = /^[A-Za-z_][A-Za-z0-9_]*$/

function renamed(motif: Motif): { motif: Motif; originals: Map<string, string> } {
  const originals = new Map<string, string>()
  const taken = new Set(motif.nodes)
  let n = 0
  const rename = (name: string) => {
    if (pythonName.test(writeName(name))) return name
    let candidate = `n${++n}`
    while (taken.has(candidate)) candidate += '_'
    originals.set(candidate, name)
    return candidate
  }
  const names = new Map(motif.nodes.map((node) => [node, rename(node)]))
  const of = (node: string) => names.get(node) ?? node
  const ends = <T extends { from: string; to: string }>(edge: T): T => ({
    ...edge,
    from: of(edge.from),
    to: of(edge.to),
  })
  const renamedMotif: Motif = {
    nodes: motif.nodes.map(of),
    edges: motif.edges.map(ends),
    nodeConstraints: motif.nodeConstraints.map((each) => ({ ...each, node: of(each.node) })),
    edgeConstraints: motif.edgeConstraints.map(ends),
    dynamicNodeConstraints: motif.dynamicNodeConstraints.map((each) => ({
      ...each,
      node: of(each.node),
      otherNode: of(each.otherNode),
    })),
    dynamicEdgeConstraints: motif.dynamicEdgeConstraints.map((each) => ({
      ...ends(each),
      otherFrom: of(each.otherFrom),
      otherTo: of(each.otherTo),
    })),
    automorphisms: [],
    namedEdges: [],
  }
  return { motif: renamedMotif, originals }
}

/** The nodes by part, joined by required edges that are no self-loops. */
function partsOf({ nodes, edges }: Motif): string[][] {
  const parts = new Map(nodes.map((node) => [node, [node]]))
  for (const { from, to, exists } of edges) {
    const [left, right] = [parts.get(from), parts.get(to)]
    if (!exists || !left || !right || left === right) continue
    left.push(...right)
    for (const node of right) parts.set(node, left)
  }
  return [...new Set(parts.values())]
}

/** Constraints that the package reads as DotMotif does, or at least never more strictly: they narrow its search. */
function isSafe({ key, op, value }: NodeConstraint): boolean {
  if (!pythonName.test(key) || (typeof value === 'string' && !/^[ -~]*$/.test(value))) return false
  if (typeof value === 'string' && /["\\]/.test(value)) return false
  return op === '==' || (['<', '<=', '>', '>='].includes(op) && typeof value !== 'boolean')
}

function partText(motif: Motif, part: string[]): string[] {
  const inPart = new Set(part)
  const edges = motif.edges.filter(({ from, to, exists }) => exists && from !== to && inPart.has(from))
  const safe = motif.nodeConstraints.filter((each) => inPart.has(each.node) && isSafe(each))
  return [
    ...edges.map((edge) => `${edge.from} ${writeRelation(edge)} ${edge.to}`),
    ...safe.map(({ node, key, op, value }) => `${node}.${key} ${op} ${writeValue(value)}`),
  ]
}

function partCode(motif: Motif, part: string[], ignoreDirection: boolean): string[] {
  const [node = ''] = part
  if (part.length === 1) return [`    [{${pythonText(node)}: node} for node in host],`]
  const argument = ignoreDirection ? ', ignore_direction=True' : ''
  return ['    executor.find(Motif("""', ...partText(motif, part), `"""${argument})),`]
}

function tail(originals: Map<string, string>, { limit, countOnly }: PythonOptions): string[] {
  const isLimited = limit !== null && limit !== undefined
  const found = isLimited ? `itertools.islice(matches, ${limit})` : 'matches'
  if (countOnly) return [`print(sum(1 for _ in ${found}))`]
  if (originals.size === 0) return [`for m in ${found}:`, '    print(m)']
  const entries = [...originals].map(([name, original]) => `${pythonText(name)}: ${pythonText(original)}`)
  return [
    `names = {${entries.join(', ')}}`,
    `for m in ${found}:`,
    '    print({names.get(name, name): node for name, node in m.items()})',
  ]
}

/** Edges of either direction side by side: networkx's own conversion would keep one of the two. */
const withoutDirection = [
  'directed, host = host, nx.MultiGraph()',
  'host.add_nodes_from(directed.nodes(data=True))',
  'host.add_edges_from(directed.edges(data=True))',
]

/** `order[m["A"]] < order[m["B"]]` for each pair, in the script's names. */
function symmetryConditions(
  { symmetryBreaking = [] }: PythonOptions,
  originals: Map<string, string>,
): string[] {
  const newNames = new Map([...originals].map(([name, original]) => [original, name]))
  return symmetryBreaking.map((pair) => {
    const [first = '', second = ''] = pair.map((node) => `m[${pythonText(newNames.get(node) ?? node)}]`)
    return `order[${first}] < order[${second}]`
  })
}

function head(options: PythonOptions): string[] {
  const isOrdered = (options.symmetryBreaking ?? []).length > 0
  return [
    '# pip install dotmotif networkx',
    'import itertools',
    'import json',
    'import operator',
    '',
    'import networkx as nx',
    'from dotmotif import GrandIsoExecutor, Motif',
    '',
    `host = nx.read_graphml(${pythonText(options.fileName)})`,
    ...(options.ignoreDirection ? withoutDirection : []),
    ...(isOrdered ? ['order = {node: index for index, node in enumerate(host)}'] : []),
    '',
    '',
    pythonFunctions,
  ]
}

/** A script for Python 3.9 and newer with the packages dotmotif and networkx; it prints one dictionary a match (motif
 *  node → host node), or the count. Throws `empty-motif`. */
export function toPython(source: Motif, options: PythonOptions): string {
  if (source.nodes.length === 0)
    throw new MotifscopeError('empty-motif', 'The motif has no edge, so there is nothing to look for.')
  const { motif, originals } = renamed(source)
  const { ignoreDirection = false, induced = false } = options
  const conditions = [
    ...pythonConditions(motif, { induced, ignoreDirection }),
    ...symmetryConditions(options, originals),
  ]
  return [
    ...head(options),
    '',
    'def holds(m):',
    '    """Whether a mapping of motif nodes to host nodes is a match."""',
    '    return (',
    '        len(set(m.values())) == len(m)',
    ...conditions.map((condition) => `        and ${condition}`),
    '    )',
    '',
    '',
    'executor = GrandIsoExecutor(graph=host)',
    'parts = [',
    ...partsOf(motif).flatMap((part) => partCode(motif, part, ignoreDirection)),
    ']',
    'mappings = ({name: node for part in choice for name, node in part.items()} for choice in itertools.product(*parts))',
    'matches = filter(holds, mappings)',
    ...tail(originals, options),
    '',
  ].join('\n')
}
