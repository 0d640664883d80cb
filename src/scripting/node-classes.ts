/** The values of a node attribute as classes of nodes: the most frequent each by itself, the rest taken together. */
import type { HostLibrary } from '../hosts/host-library'
import type { NodeClasses } from '../statistics/class-pairs'
import { codesOfNodes } from './node-codes'

export interface NamedClasses extends NodeClasses {
  names: string[]
  sizes: number[]
}

const rest = 'other values'
const missing = 'no value'

function nameOf(cell: unknown): string {
  if (typeof cell === 'string') return cell === '' ? '(empty)' : cell
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell)
}

/** A name that no value has yet. */
function freeName(wanted: string, names: readonly string[]): string {
  return names.includes(wanted) ? freeName(`(${wanted})`, names) : wanted
}

/** Largest classes first; nodes without a value are a class of their own, and so is what does not fit into `most`.
 *  @throws MotifscopeError `unknown-attribute` */
export async function classesOfNodes(
  library: HostLibrary,
  hostId: string,
  attribute: string,
  most: number,
): Promise<NamedClasses> {
  const values: string[] = []
  const codes = await codesOfNodes(library, hostId, attribute, (cell) => values.push(nameOf(cell)))
  return groupCodes(codes, values, most)
}

/** @param codes per node; −1 without a value @param values by code */
export function groupCodes(codes: ArrayLike<number>, values: readonly string[], most: number): NamedClasses {
  const counts = new Array<number>(values.length).fill(0)
  let withoutValue = 0
  for (let node = 0; node < codes.length; node++) {
    const code = codes[node] ?? -1
    if (code < 0) withoutValue++
    else counts[code] = (counts[code] ?? 0) + 1
  }
  const ranked = values.map((_, code) => code).sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b)
  const room = most - (withoutValue > 0 ? 1 : 0)
  const own = ranked.length > room ? ranked.slice(0, room - 1) : ranked
  const names = own.map((code) => values[code] ?? '')
  const classOf = new Map(own.map((code, at) => [code, at]))
  const restAt = ranked.length > own.length ? names.push(freeName(rest, values)) - 1 : -1
  const missingAt = withoutValue > 0 ? names.push(freeName(missing, values)) - 1 : -1
  const classes = Uint32Array.from({ length: codes.length }, (_, node) => {
    const code = codes[node] ?? -1
    return code < 0 ? missingAt : (classOf.get(code) ?? restAt)
  })
  const sizes = new Array<number>(names.length).fill(0)
  for (const each of classes) sizes[each] = (sizes[each] ?? 0) + 1
  return { classes, classCount: names.length, names, sizes }
}
