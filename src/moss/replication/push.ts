/** Sends what the user chose and the remote does not have, in the order in which it came here, so that predecessors go
 *  first. Sending twice does nothing: a revision is named by what it says. */
import type { MossDocument } from '../../model/document'
import type { DocumentStore } from '../../model/document-store'
import { arrivalsOf, chooserOf } from './chosen-documents'
import { RemoteFailure } from './remote-failure'
import type { OutgoingDocument, Rejection, RemoteDatabase } from './remote-database'
import type { SyncTally } from './sync-status'
import { reject } from './sync-status'
import { filesOf, revisionOf } from './wire-document'

export interface PushTools {
  store: DocumentStore
  remote: RemoteDatabase
  prefixes: readonly string[]
  tally: SyncTally
  signal: AbortSignal
}

export interface PushStep {
  /** The arrival up to which everything was sent, or rejected. */
  pushed: number
  rejected: string[]
  /** Whether the remote was asked for anything. */
  hasAsked: boolean
}

const documentsPerBatch = 100
/** Of documents in one request, roughly; one that is larger goes alone. */
const bytesPerRequest = 4 * 2 ** 20

/** Sends everything that arrived after a number, a batch for each step. `again`: ids that the remote would not take
 *  before; they are offered first. */
export async function* pushAfter(
  after: number,
  again: readonly string[],
  tools: PushTools,
): AsyncGenerator<PushStep> {
  const { store, prefixes } = tools
  if (prefixes.length === 0) return
  const choose = chooserOf(store, prefixes)
  const before = (await store.get(again)).flatMap((stored) => stored?.document ?? [])
  let rejected = await pushDocuments(await choose(before), tools)
  if (again.length > 0) yield { pushed: after, rejected, hasAsked: true }
  for await (const some of arrivalsOf(store, after, documentsPerBatch)) {
    const chosen = await choose(some.map(({ document }) => document))
    rejected = [...rejected, ...(await pushDocuments(chosen, tools))]
    yield { pushed: some.at(-1)?.arrival ?? after, rejected, hasAsked: chosen.length > 0 }
  }
}

/** Sends those that the remote does not know; answers the ids it would not take. */
async function pushDocuments(documents: readonly MossDocument[], tools: PushTools): Promise<string[]> {
  if (documents.length === 0) return []
  const { remote, signal, tally } = tools
  const outgoing = await Promise.all(
    documents.map(async (document) => ({ document, id: document.id, revision: await revisionOf(document) })),
  )
  const missing = await remote.missing(outgoing, signal)
  const rejected: string[] = []
  for await (const group of groupsOf(
    outgoing.filter(({ id }) => missing.has(id)),
    tools.store,
  )) {
    const rejections = await storeOrSplit(remote, group, signal)
    const refusedIds = new Set(rejections.map(({ id }) => id))
    const taken = group.filter(({ document }) => !refusedIds.has(document.id))
    tally.pushed += taken.length
    for (const { files } of taken) tally.filesPushed += files.size
    for (const rejection of rejections) reject(tally, rejection)
    rejected.push(...refusedIds)
  }
  return rejected
}

/** Cuts what is sent into requests; a document with files goes alone. */
async function* groupsOf(
  outgoing: readonly { document: MossDocument; revision: string }[],
  store: DocumentStore,
): AsyncGenerator<OutgoingDocument[]> {
  let group: OutgoingDocument[] = []
  let byteLength = 0
  for (const { document, revision } of outgoing) {
    const files = await storedFilesOf(document, store)
    if (files.size > 0) {
      yield [{ document, revision, files }]
      continue
    }
    const size = JSON.stringify(document.body).length + JSON.stringify(document.links).length + 1_000
    if (group.length > 0 && byteLength + size > bytesPerRequest) {
      yield group
      group = []
      byteLength = 0
    }
    group.push({ document, revision, files })
    byteLength += size
  }
  if (group.length > 0) yield group
}

async function storedFilesOf(document: MossDocument, store: DocumentStore): Promise<Map<string, Blob>> {
  const files = new Map<string, Blob>()
  for (const hash of filesOf(document)) {
    const blob = await store.blob(hash)
    if (blob) files.set(hash, blob)
  }
  return files
}

/** Stores a group; in halves when it is too much at once. One document that is too much is one that is not taken. */
async function storeOrSplit(
  remote: RemoteDatabase,
  group: readonly OutgoingDocument[],
  signal: AbortSignal,
): Promise<Rejection[]> {
  try {
    return await remote.store(group, signal)
  } catch (thrown) {
    if (!(thrown instanceof RemoteFailure) || thrown.code !== 'remote-too-large') throw thrown
    const [only, ...others] = group
    if (only && others.length === 0)
      return [{ id: only.document.id, reason: 'It is too large for the remote, with the files it brings.' }]
    const half = group.length >> 1
    return [
      ...(await storeOrSplit(remote, group.slice(0, half), signal)),
      ...(await storeOrSplit(remote, group.slice(half), signal)),
    ]
  }
}
