/** A directed graph as its dyads: unordered pairs of adjacent nodes, each one-way or mutual. Pure. */
import type { EdgePairs } from '../../model/plan'
import { PairTable } from './pair-table'

/** A dyad's state, seen from its first node: edges out, in, or both; 0 is no edge. */
export const [out, into, both] = [1, 2, 3] as const

/** A state seen from the other node. */
export const fromOtherEnd = new Uint8Array([0, into, out, both])

export interface Dyads {
  firsts: Uint32Array
  seconds: Uint32Array
  states: Uint8Array
  /** Which edge of the original graph each direction is: first → second, second → first; −1 for none. */
  forward: Int32Array
  backward: Int32Array
  mutualCount: number
}

/** @param edges distinct ordered pairs without self-loops */
export function dyadsOf(edges: EdgePairs): Dyads {
  const { sources, targets } = edges
  const table = new PairTable(sources, targets, true)
  const edgeCount = sources.length
  const backOf = new Int32Array(edgeCount)
  let mutualCount = 0
  for (let edge = 0; edge < edgeCount; edge++) {
    backOf[edge] = table.find(targets[edge]!, sources[edge]!)
    if (backOf[edge]! > edge) mutualCount++
  }
  const dyadCount = edgeCount - mutualCount
  const dyads: Dyads = {
    firsts: new Uint32Array(dyadCount),
    seconds: new Uint32Array(dyadCount),
    states: new Uint8Array(dyadCount),
    forward: new Int32Array(dyadCount),
    backward: new Int32Array(dyadCount),
    mutualCount,
  }
  let at = 0
  for (let edge = 0; edge < edgeCount; edge++) {
    const back = backOf[edge]!
    if (back >= 0 && back < edge) continue
    dyads.firsts[at] = sources[edge]!
    dyads.seconds[at] = targets[edge]!
    dyads.states[at] = back < 0 ? out : both
    dyads.forward[at] = edge
    dyads.backward[at++] = back
  }
  return dyads
}

/** The edges again, each at the position it had in the original graph. A dyad that is one-way has its edge in `forward`
 *  whichever way it points. */
export function edgesOfDyads({ firsts, seconds, states, forward, backward, mutualCount }: Dyads): EdgePairs {
  const edgeCount = firsts.length + mutualCount
  const sources = new Uint32Array(edgeCount)
  const targets = new Uint32Array(edgeCount)
  for (let dyad = 0; dyad < firsts.length; dyad++) {
    const isBack = states[dyad] === into
    const edge = forward[dyad]!
    sources[edge] = isBack ? seconds[dyad]! : firsts[dyad]!
    targets[edge] = isBack ? firsts[dyad]! : seconds[dyad]!
    const back = backward[dyad]!
    if (back < 0) continue
    sources[back] = seconds[dyad]!
    targets[back] = firsts[dyad]!
  }
  return { sources, targets }
}
