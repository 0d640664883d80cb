/** From host nodes and the edges among them to the text of a motif. Pure. */
import { isName, writeAttribute, writeValue } from '../dotmotif/write-words'
import type { AttributeType } from '../model/attribute'
import { MotifscopeError } from '../model/errors'
import type { ConstraintValue } from '../model/motif'
import type { MotifFromRows } from './result-types'

/** More make a text and a drawing that nobody can read, and a search that does not end. */
export const mostMotifNodes = 20

export interface MotifGround {
  nodes: readonly { id: string; attributes: Record<string, unknown> }[]
  /** Directed host edges among them; parallel ones count once. */
  edges: readonly { source: string; target: string }[]
  isDirected: boolean
  nodeAttributes: Readonly<Record<string, AttributeType>>
}

export interface MotifWishes {
  /** What nodes are called, by id; others get letters. */
  names?: ReadonlyMap<string, string>
  attributes: readonly string[]
  fixIds: boolean
  /** What the text says of itself, in its first comment. */
  title: string
}

/** A, B, … Z, then N27, N28, … */
function namesFor(ids: readonly string[], known: ReadonlyMap<string, string>): Map<string, string> {
  const taken = new Set(known.values())
  const names = new Map<string, string>()
  let next = 0
  for (const id of ids) {
    let name = known.get(id)
    while (name === undefined) {
      const wish = next < 26 ? String.fromCharCode(65 + next) : `N${next + 1}`
      next++
      if (!taken.has(wish)) name = wish
    }
    taken.add(name)
    names.set(id, name)
  }
  return names
}

function literalOf(value: unknown, type: AttributeType | undefined): ConstraintValue | null {
  // Integers beyond 2^53 come as text.
  if (type === 'number' && typeof value === 'string') return /^-?\d+$/.test(value) ? BigInt(value) : null
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  return typeof value === 'string' || typeof value === 'boolean' ? value : null
}

function pairsOf({ edges, isDirected }: MotifGround, names: ReadonlyMap<string, string>): [string, string][] {
  const position = new Map([...names.keys()].map((id, at) => [id, at]))
  const at = (id: string) => position.get(id) ?? 0
  const pairs = new Map<string, [string, string]>()
  for (const { source, target } of edges) {
    const isTurned = !isDirected && at(source) > at(target)
    const pair: [string, string] = isTurned ? [target, source] : [source, target]
    pairs.set(JSON.stringify(pair), pair)
  }
  return [...pairs.values()].sort(([a, b], [c, d]) => at(a) - at(c) || at(b) - at(d))
}

const comment = (text: string) => `# ${text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()}`

/** @throws MotifscopeError `too-many-nodes`, `no-edges`. */
export function motifFromNodes(ground: MotifGround, wishes: MotifWishes): MotifFromRows {
  const { attributes, fixIds, title } = wishes
  if (ground.nodes.length > mostMotifNodes)
    throw new MotifscopeError(
      'too-many-nodes',
      `${ground.nodes.length.toLocaleString('en')} host nodes are more than a motif can sensibly have (${mostMotifNodes}).`,
      { hint: 'Select fewer rows.' },
    )
  const known = new Map([...(wishes.names ?? [])].filter(([, name]) => isName(name)))
  const names = namesFor(
    ground.nodes.map(({ id }) => id),
    known,
  )
  const pairs = pairsOf(ground, names)
  if (pairs.length === 0)
    throw new MotifscopeError('no-edges', 'There is no edge among these host nodes, and a motif needs one.', {
      hint: 'Select rows whose nodes are connected.',
    })
  const connected = new Set(pairs.flat())
  const kept = ground.nodes.filter(({ id }) => connected.has(id))
  const nameOf = (id: string) => names.get(id) ?? ''
  const constraints = kept.flatMap(({ id, attributes: known }) =>
    attributes.flatMap((key) => {
      const value = literalOf(known[key], ground.nodeAttributes[key])
      return value === null ? [] : [`${writeAttribute(nameOf(id), key)} = ${writeValue(value)}`]
    }),
  )
  const left = ground.nodes.filter(({ id }) => !connected.has(id)).map(({ id }) => id)
  const lines = [
    comment(title),
    ...kept.map(({ id }) => comment(`${nameOf(id)} was ${id}`)),
    ...pairs.map(([source, target]) => `${nameOf(source)} -> ${nameOf(target)}`),
    ...constraints,
    ...(fixIds ? kept.map(({ id }) => `${nameOf(id)}.id = ${writeValue(id)}`) : []),
  ]
  return {
    text: lines.map((line) => `${line}\n`).join(''),
    nodes: Object.fromEntries(kept.map(({ id }) => [nameOf(id), id])),
    left,
  }
}
