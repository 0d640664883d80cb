/** Which colour each motif node has, everywhere: one slot per node (its ring, its chip, its name in the text) and one
 *  tint per set of constraints (its fill), so that nodes that must satisfy the same look the same. Pure; the colours
 *  themselves are in styles/tokens.css. */
import type { Motif } from '../model/motif'

/** Slots in the palette; a motif with more nodes uses them again, and the letters tell nodes apart. */
export const nodeSlotCount = 8
export const tintCount = 6

/** FNV-1a, 32 bits. */
function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** The slot a name would like: A to H in order, so that a node keeps its colour whatever is typed around it. */
function wishedSlot(name: string): number {
  const letter = /^[a-z]$/i.test(name) ? name.toUpperCase().charCodeAt(0) - 65 : hashText(name)
  return letter % nodeSlotCount
}

/** A slot for every node; no two share one while there are slots left. */
export function slotsOfNodes(nodes: readonly string[]): Map<string, number> {
  const slots = new Map<string, number>()
  for (const [index, name] of nodes.entries()) {
    const taken = new Set([...slots.values()].slice(index - (index % nodeSlotCount)))
    let slot = wishedSlot(name)
    while (taken.has(slot)) slot = (slot + 1) % nodeSlotCount
    slots.set(name, slot)
  }
  return slots
}

/** What a node must satisfy, as one text that does not depend on the order of writing. */
function constraintText(motif: Motif, node: string): string {
  const fixed = motif.nodeConstraints
    .filter((constraint) => constraint.node === node)
    .map(({ key, op, value }) => `${key} ${op} ${typeof value} ${String(value)}`)
  const compared = motif.dynamicNodeConstraints
    .filter((constraint) => constraint.node === node)
    .map(({ key, op, otherNode, otherKey }) => `${key} ${op} ${otherNode}.${otherKey}`)
  return [...fixed, ...compared].sort().join('\n')
}

/** The tint of each constrained node, by hash of its constraints; unconstrained nodes have none. Different sets get
 *  different tints while there are tints left. */
export function tintsOfNodes(motif: Motif): Map<string, number> {
  const byText = new Map<string, number>()
  const tints = new Map<string, number>()
  for (const node of motif.nodes) {
    const text = constraintText(motif, node)
    if (text === '') continue
    let tint = byText.get(text) ?? hashText(text) % tintCount
    if (!byText.has(text) && byText.size < tintCount)
      while ([...byText.values()].includes(tint)) tint = (tint + 1) % tintCount
    byText.set(text, tint)
    tints.set(node, tint)
  }
  return tints
}
