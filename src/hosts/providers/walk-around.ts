/** The nodes around some: step by step, each step one question for all nodes that the last one found, on any server. What
 *  grows beyond the limit is refused as soon as it does. */
import { MotifscopeError } from '../../model/errors'
import type { AskableGraph, BringHooks } from './bring-subgraph'
import { withCost } from './bring-subgraph'
import type { WalkDirection } from './graph-server'

export interface Surroundings {
  /** The nodes in the middle. */
  around: readonly string[]
  steps: number
  direction?: WalkDirection
}

export const mostSteps = 10

/** @throws MotifscopeError `unknown-node`. */
async function checkStarts(
  { server, known, timeoutMs }: AskableGraph,
  ids: readonly string[],
  { signal }: BringHooks,
) {
  const missing = new Set(ids)
  const options = { timeoutMs, ...(signal ? { signal } : {}) }
  for await (const rows of server.part({ ids }, known).nodes(options))
    for (const [id] of rows) missing.delete(String(id))
  if (missing.size === 0) return
  throw new MotifscopeError(
    'unknown-node',
    `The server has no node ${[...missing].slice(0, 5).join(', ')}.`,
    {
      hint: 'Ids are told apart by case; check the attribute with the ids, too.',
    },
  )
}

/** Ids of all nodes at most so many steps away, those in the middle first.
 *  @throws MotifscopeError `empty-selection`, `unknown-node`, `too-large`, and as the server. */
export async function walkAround(
  asked: AskableGraph,
  { around, steps, direction = 'both' }: Surroundings,
  mostNodes: number,
  hooks: BringHooks = {},
): Promise<string[]> {
  const { server, known, timeoutMs } = asked
  const { signal, onProgress } = hooks
  const starts = [...new Set(around.filter((id) => id.trim() !== ''))]
  if (starts.length === 0)
    throw new MotifscopeError('empty-selection', 'No node is named to start from.', { hint: 'Enter its id.' })
  if (!Number.isInteger(steps) || steps < 0 || steps > mostSteps)
    throw new MotifscopeError('invalid-filter', `Steps are a whole number from 0 to ${mostSteps}.`)
  await checkStarts(asked, starts, hooks)
  const found = new Set(starts)
  let frontier = starts
  for (let step = 1; step <= steps && frontier.length > 0; step++) {
    const next: string[] = []
    const options = { timeoutMs, ...(signal ? { signal } : {}) }
    for await (const ids of server.neighbours(frontier, direction, known, options)) {
      signal?.throwIfAborted()
      for (const id of ids) {
        if (found.has(id)) continue
        found.add(id)
        next.push(id)
      }
      onProgress?.({ phase: withCost(`Walking: step ${step} of ${steps}`, server), done: found.size })
      if (found.size > mostNodes) throw tooFar(step, steps, mostNodes)
    }
    frontier = next
  }
  return [...found]
}

const tooFar = (step: number, steps: number, mostNodes: number) =>
  new MotifscopeError(
    'too-large',
    `After ${step} of ${steps} steps there are more than ${mostNodes.toLocaleString('en')} nodes, which is the limit.`,
    { hint: 'Take fewer steps or nodes, or raise the limit.' },
  )
