/** The drawing stands still while its text is typed: which nodes keep their places, and where new ones go. Pure. */
import type { Motif } from '../../../model/motif'
import type { Place } from '../../../scripting/drawing-layout'
import { layOutNodes, standardSpacing } from '../motif-layout'

type Places = Readonly<Record<string, Place>>

/** Places of names that are not drawn are remembered up to this number: what is typed again comes back to where it was. */
const mostRemembered = 300

/** The node that took the place of another: one name is gone and one is new, as in the middle of typing one. */
function renamed(before: readonly string[], after: readonly string[]): [from: string, to: string] | null {
  const [gone, ...othersGone] = before.filter((name) => !after.includes(name))
  const [come, ...othersCome] = after.filter((name) => !before.includes(name))
  if (gone === undefined || come === undefined || othersGone.length > 0 || othersCome.length > 0) return null
  return before.length === after.length ? [gone, come] : null
}

const isNear = (one: Place, other: Place) =>
  Math.hypot(one.x - other.x, one.y - other.y) < standardSpacing * 0.4

/** Places of the nodes that stand: those that were drawn, then those remembered whose place is free. */
function standing(nodes: readonly string[], before: readonly string[], places: Places): Map<string, Place> {
  const kept = new Map<string, Place>()
  const drawn = new Set(before)
  for (const name of [
    ...nodes.filter((each) => drawn.has(each)),
    ...nodes.filter((each) => !drawn.has(each)),
  ]) {
    const place = places[name]
    if (!place || (!drawn.has(name) && [...kept.values()].some((other) => isNear(place, other)))) continue
    kept.set(name, place)
  }
  return kept
}

/** Places for every node of a motif and every loose node, given those there were. `before`: the nodes drawn so far. */
export function keepPlaces(
  motif: Pick<Motif, 'nodes' | 'edges'>,
  loose: readonly string[],
  before: readonly string[],
  places: Places,
): Places {
  const nodes = [...motif.nodes, ...loose.filter((name) => !motif.nodes.includes(name))]
  const change = renamed(before, nodes)
  const inherited =
    change && places[change[0]] ? { ...places, [change[1]]: places[change[0]] as Place } : places
  const drawn = change ? [...before, change[1]] : before
  const pairs = motif.edges.map(({ from, to }) => [from, to] as const)
  const found = layOutNodes(nodes, pairs, standing(nodes, drawn, inherited))
  const remembered = Object.entries(places).filter(([name]) => !found.has(name))
  return { ...Object.fromEntries(remembered.slice(-mostRemembered)), ...Object.fromEntries(found) }
}

/** Every node placed anew. */
export function freshPlaces(motif: Pick<Motif, 'nodes' | 'edges'>, loose: readonly string[]): Places {
  return keepPlaces(motif, loose, [], {})
}
