/** One function that a script may call: what it takes, and whether it answers once or in a stream. */
import type { DialectGraph } from '../dialect-graph'
import type { Taker } from './script-arguments'

/** `each`: a stream that the script's side turns into a function taking a callback. `graph`: what it answers is a graph
 *  of its own, with the functions of the object on which it was called. */
export type OperationKind = 'value' | 'stream' | 'each' | 'graph'

export interface Operation {
  kind: OperationKind
  /** As people read it: `(id, direction?)`. */
  signature: string
  /** @param given checked one by one; those that are missing are undefined
   *  @throws MotifscopeError `invalid-argument`, and what the graph says */
  call(graph: DialectGraph, given: readonly unknown[]): Promise<unknown> | AsyncIterable<unknown>
}

type Takers<T extends unknown[]> = { readonly [K in keyof T]: Taker<T[K]> }

function operation<T extends unknown[]>(
  kind: OperationKind,
  takers: Takers<T>,
  call: (graph: DialectGraph, ...given: T) => Promise<unknown> | AsyncIterable<unknown>,
): Operation {
  const list = takers as readonly Taker<unknown>[]
  const words = list.map(({ word }) => word)
  return {
    kind,
    signature: `(${(kind === 'each' ? [...words, 'callback'] : words).join(', ')})`,
    call: (graph, given) => call(graph, ...(list.map(({ take }, i) => take(given[i])) as T)),
  }
}

/** Answers once. */
export const value = <T extends unknown[]>(
  takers: Takers<T>,
  call: (graph: DialectGraph, ...given: T) => Promise<unknown>,
) => operation('value', takers, call)

/** Answers item by item, no faster than they are taken. */
export const stream = <T extends unknown[]>(
  takers: Takers<T>,
  call: (graph: DialectGraph, ...given: T) => AsyncIterable<unknown>,
) => operation('stream', takers, call)

/** Calls a function of the script with each item, which is the list of its arguments. */
export const each = <T extends unknown[]>(
  takers: Takers<T>,
  call: (graph: DialectGraph, ...given: T) => AsyncIterable<unknown[]>,
) => operation('each', takers, call)

/** Answers a graph. */
export const graph = <T extends unknown[]>(
  takers: Takers<T>,
  call: (graph: DialectGraph, ...given: T) => Promise<DialectGraph>,
) => operation('graph', takers, call)

/** What is known before the script begins. */
export interface GraphFacts {
  directed: boolean
  kind: string
  writable: boolean
}
