/** Replication as a merge: documents in, verified ones stored, the rest held apart or refused. Whatever arrives, in
 *  whatever order and however often, replicas end with the same documents. Effects are the store's only. */
import type { MossDocument } from '../model/document'
import type { DocumentStore } from '../model/document-store'
import { growTree } from './head'
import { judge } from './judge'
import type { Outcome } from './judge'
import type { VerifySignature } from './proof'

/** Successors without their predecessor, at most; beyond it the oldest are dropped. */
export const maximumHeld = 10_000

export interface ReceivingTools {
  store: DocumentStore
  verify: VerifySignature
  /** Milliseconds since 1970. */
  now: () => number
  /** `maximumHeld` unless a test has less patience. */
  heldLimit?: number
}

export interface Receipt {
  /** One for each copy, in their order. */
  outcomes: Outcome[]
  /** Held until now, since this call or an earlier one: their predecessor came. */
  released: { document: MossDocument; outcome: Outcome }[]
  /** Dropped because too many are held. */
  dropped: MossDocument[]
}

/** Merges copies into the store. Each has an id that is its own (`readDocument`); ids may repeat.
 *  A copy is known when its content is, whatever its proof, as long as that holds. */
export async function receive(copies: readonly MossDocument[], tools: ReceivingTools): Promise<Receipt> {
  const { store, heldLimit = maximumHeld } = tools
  const { outcomes, stored } = await settle(copies, tools)
  const waiting = copies.filter((_, i) => outcomes[i]?.kind === 'held')
  if (waiting.length === 0) return { outcomes, released: await releaseAfter(stored, tools), dropped: [] }
  const dropped = await store.hold(waiting, heldLimit)
  // Another tab may have stored a predecessor while this one was looking: looked for again now that all are held.
  const predecessors = new Set(waiting.flatMap(({ supersedes }) => supersedes ?? []))
  const arrivedMeanwhile = (await store.lookUp([...predecessors])).found.map(({ id }) => id)
  return { outcomes, released: await releaseAfter([...stored, ...arrivedMeanwhile], tools), dropped }
}

/** Settles whatever waited for these documents, and what waited for that. */
async function releaseAfter(ids: readonly string[], tools: ReceivingTools): Promise<Receipt['released']> {
  const released: Receipt['released'] = []
  for (let arrived = ids; arrived.length > 0;) {
    const held = await tools.store.heldFor(arrived)
    if (held.length === 0) break
    const documents = held.map(({ document }) => document)
    const { outcomes, stored } = await settle(documents, tools)
    // After they are stored: a crash between the two leaves copies that are known when next looked at.
    await tools.store.release(held)
    documents.forEach((document, i) => released.push({ document, outcome: outcomes[i] as Outcome }))
    arrived = stored
  }
  return released
}

/** Judges copies and stores those that are new and right; answers their ids. */
async function settle(
  copies: readonly MossDocument[],
  tools: ReceivingTools,
): Promise<{ outcomes: Outcome[]; stored: string[] }> {
  const { store } = tools
  const ids = copies.flatMap(({ id, supersedes }) => [id, supersedes ?? []].flat())
  const { found, arrival } = await store.lookUp([...new Set(ids)])
  const { outcomes, accepted } = await judge(copies, new Map(found.map((one) => [one.id, one])), tools)
  return { outcomes, stored: accepted.length > 0 ? await store.add(accepted, growTree, arrival) : [] }
}
