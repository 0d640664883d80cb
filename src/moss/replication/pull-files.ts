/** Fetches the files that pulled documents speak of. A file is what its name says, the hash of its bytes, or is refused;
 *  a document is never refused for its files. */
import type { MossDocument } from '../../model/document'
import type { DocumentStore } from '../../model/document-store'
import { sha256Hex } from '../bytes'
import type { RemoteDatabase, RevisionName } from './remote-database'
import { refuse } from './sync-status'
import type { SyncTally } from './sync-status'
import { filesOf, hasAttachment } from './wire-document'

export interface FileTools {
  store: DocumentStore
  remote: RemoteDatabase
  tally: SyncTally
  signal: AbortSignal
}

export interface FileCarrier {
  document: MossDocument
  fetched: RevisionName & { value: Readonly<Record<string, unknown>> }
}

export async function pullFiles(carriers: readonly FileCarrier[], tools: FileTools): Promise<void> {
  for (const { document, fetched } of carriers)
    for (const hash of filesOf(document))
      if (!(await tools.store.blob(hash))) await pullFile(hash, fetched, tools)
}

async function pullFile(hash: string, carrier: FileCarrier['fetched'], tools: FileTools): Promise<void> {
  const { store, remote, tally, signal } = tools
  const { id, revision, value } = carrier
  const blob = hasAttachment(value, hash) ? await remote.file({ id, revision }, hash, signal) : undefined
  if (!blob) tally.filesMissing++
  else if ((await sha256Hex(await blob.arrayBuffer())) !== hash)
    refuse(tally, { id, revision, reason: `The file ${hash} that came with it is not what its name says.` })
  else {
    await store.putBlob(hash, blob)
    tally.filesPulled++
  }
}
