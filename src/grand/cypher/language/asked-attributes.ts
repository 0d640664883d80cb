/** Which attributes a query asks of the nodes and relationships of its patterns, and where: for an editor that knows what
 *  the open host graph has. Pure. */
import type { OutlineAttribute } from '../../../dotmotif/outline'
import type { CypherQuery, NodePattern, RelationshipPattern } from './cypher-ast'
import { visit } from './visit-parts'
import type { Part } from './visit-parts'

const isPattern = (part: Part): part is Part & (NodePattern | RelationshipPattern) =>
  part.kind === 'node-pattern' || part.kind === 'relationship-pattern'
const kindOf = ({ kind }: Part) => (kind === 'node-pattern' ? 'node' : 'edge')

/** What each name stands for; null: for different things in different places, or for something else. */
function kindsOfNames(query: CypherQuery): Map<string, OutlineAttribute['kind'] | null> {
  const kinds = new Map<string, OutlineAttribute['kind'] | null>()
  const say = (name: string, kind: OutlineAttribute['kind'] | null) =>
    kinds.set(name, kinds.has(name) && kinds.get(name) !== kind ? null : kind)
  visit(query.queries, (part) => {
    if (isPattern(part)) {
      const isList = part.kind === 'relationship-pattern' && part.range !== null
      if (part.variable) say(part.variable.name, isList ? null : kindOf(part))
      return
    }
    // Other names are given to what is worked out: `AS name`, and the variables of lists.
    for (const key of ['alias', 'accumulator', 'variable']) {
      const name = part[key] as Part | null | undefined
      if (name?.kind === 'name') say(String(name['name']), null)
    }
  })
  return kinds
}

export function attributesIn(query: CypherQuery): OutlineAttribute[] {
  const kinds = kindsOfNames(query)
  const found: OutlineAttribute[] = []
  visit(query.queries, (part) => {
    if (isPattern(part) && part.properties?.kind === 'map') {
      const { entries, start, end } = part.properties
      for (const { key } of entries) found.push({ kind: kindOf(part), key, range: { start, end } })
    } else if (part.kind === 'property') {
      const operand = part['operand'] as Part
      const kind = operand.kind === 'variable' ? kinds.get(String(operand['name'])) : null
      const [start, end] = [Number(part['start']), Number(part['end'])]
      if (kind) found.push({ kind, key: String(part['key']), range: { start, end } })
    }
  })
  return found
}
