/** Reads what changed at the remote, fetches every leaf revision that is not here, and merges it: verified first, stored
 *  then. What is wrong is refused and told; a deletion at the remote deletes nothing here. */
import type { MossDocument } from '../../model/document'
import { MotifscopeError } from '../../model/errors'
import { isDocumentId } from '../document-shape'
import { receive } from '../receive'
import type { ReceivingTools } from '../receive'
import { pullFiles } from './pull-files'
import type { ChangeRow, FetchedRevision, RemoteDatabase, RevisionName, Sequence } from './remote-database'
import { refuse } from './sync-status'
import type { SyncTally } from './sync-status'
import { documentFromWire, filesOf, firstRevisionOf, isBareDeletion, revisionOf } from './wire-document'

export interface PullTools extends ReceivingTools {
  remote: RemoteDatabase
  tally: SyncTally
  signal: AbortSignal
}

export interface PullStep {
  pulled: Sequence
  rowCount: number
}

const rowsPerPage = 100
const revisionsPerFetch = 50

/** Pulls everything that changed since, a page for each step. */
export async function* pullSince(since: Sequence, tools: PullTools): AsyncGenerator<PullStep> {
  const { remote, signal } = tools
  for (let at = since; ;) {
    const { rows, last } = await remote.changes({ since: at, limit: rowsPerPage }, signal)
    const wanted = await wantedRevisions(rows, tools)
    for (let i = 0; i < wanted.length; i += revisionsPerFetch)
      await pullRevisions(wanted.slice(i, i + revisionsPerFetch), tools)
    const isStanding = last === at
    at = last
    if (rows.length > 0) yield { pulled: last, rowCount: rows.length }
    // A server that does not move would be asked for ever.
    if (rows.length < rowsPerPage || isStanding) return
  }
}

/** The leaves that are not here, and those that are but lack a file. Design documents are the server's own. */
async function wantedRevisions(
  rows: readonly ChangeRow[],
  { store, tally }: PullTools,
): Promise<RevisionName[]> {
  const named = rows.filter(({ id }) => !id.startsWith('_design/'))
  for (const { id } of named)
    if (!isDocumentId(id as unknown))
      refuse(tally, { id: id.slice(0, 64), reason: 'This is not the id of a document.' })
  const mine = named.filter(({ id }) => isDocumentId(id))
  const found = await store.get(mine.map(({ id }) => id))
  const wanted: RevisionName[] = []
  for (const [i, { id, revisions }] of mine.entries()) {
    const document = found[i]?.document
    const here = document && !(await lacksFile(document, store)) ? await revisionOf(document) : undefined
    for (const revision of new Set(revisions)) if (revision !== here) wanted.push({ id, revision })
  }
  return wanted
}

async function lacksFile(document: MossDocument, store: PullTools['store']): Promise<boolean> {
  for (const hash of filesOf(document)) if (!(await store.blob(hash))) return true
  return false
}

interface ReadCopy {
  document: MossDocument
  fetched: FetchedRevision & { value: Readonly<Record<string, unknown>> }
}

async function pullRevisions(names: readonly RevisionName[], tools: PullTools): Promise<void> {
  const { remote, signal, tally } = tools
  const fetched = await remote.fetch(names, signal)
  const buried = fetched.flatMap(({ id, value }) => {
    const revision = value && isBareDeletion(value) ? firstRevisionOf(value) : undefined
    return revision === undefined ? [] : [{ id, revision }]
  })
  // A foreign deletion is ignored: what it hides is asked for, as long as the server has it.
  if (buried.length > 0) fetched.push(...(await remote.fetch(buried, signal)))
  const copies: ReadCopy[] = []
  for (const one of fetched) {
    const copy = await readCopy(one, tally)
    if (copy) copies.push(copy)
  }
  const kept = await merge(copies, tools)
  await pullFiles(kept, tools)
}

async function readCopy(fetched: FetchedRevision, tally: SyncTally): Promise<ReadCopy | undefined> {
  const { id, revision, value, problem } = fetched
  try {
    if (problem) throw problem
    if (!value || isBareDeletion(value)) return undefined
    return { document: await documentFromWire(value), fetched: { id, revision, value } }
  } catch (thrown) {
    if (!(thrown instanceof MotifscopeError)) throw thrown
    refuse(tally, { id, revision, reason: thrown.message })
    return undefined
  }
}

/** Stores what is right; answers the copies that were not refused. */
async function merge(copies: readonly ReadCopy[], tools: PullTools): Promise<ReadCopy[]> {
  const { tally } = tools
  const { outcomes, released, dropped } = await receive(
    copies.map(({ document }) => document),
    tools,
  )
  const kept = copies.filter(({ document, fetched: { revision } }, i) => {
    const outcome = outcomes[i]
    if (outcome?.kind === 'refused')
      refuse(tally, { id: document.id, revision, reason: outcome.reason.message })
    else if (outcome?.kind === 'stored') tally.pulled++
    else if (outcome?.kind === 'held') tally.held++
    return outcome?.kind !== 'refused'
  })
  for (const { document, outcome } of released) {
    tally.held = Math.max(0, tally.held - 1)
    if (outcome.kind === 'stored') tally.pulled++
    else if (outcome.kind === 'refused') refuse(tally, { id: document.id, reason: outcome.reason.message })
  }
  for (const { id } of dropped)
    refuse(tally, {
      id,
      reason: 'Too many documents wait for their predecessors; this one had waited longest.',
    })
  return kept
}
