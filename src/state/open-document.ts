/** One document with everything around it: where it stands in its tree, what it links and what links it. */
import type { MossDocument } from '../model/document'
import { channelOfUri } from '../scripting/neuroglancer'
import type { DocumentStanding, MossApi } from '../scripting/moss-types'

export interface OpenDocument {
  document: MossDocument
  standing: DocumentStanding
  /** The whole tree, the oldest first. */
  history: MossDocument[]
  /** Its id and its proof hold. */
  isVerified: boolean
  /** What links its URI, or a document of its tree: the newest first. */
  linkedFrom: MossDocument[]
  /** Other documents about the same URI. */
  sameSubject: MossDocument[]
  /** What its links lead to, where that is a document stored here. */
  linkedDocuments: Map<string, MossDocument>
  /** Layers to show its `bossdb://` data with, if some document says so. */
  layersDocuments: MossDocument[]
}

const mostShown = 50
const mostOfTree = 20

type Reader = Pick<MossApi, 'get' | 'standing' | 'history' | 'verify' | 'list'>

/** @throws MotifscopeError `unknown-document`. */
export async function readOpenDocument(moss: Reader, id: string): Promise<OpenDocument> {
  const document = await moss.get(id)
  const history = await moss.history(id)
  const inTree = new Set(history.map((one) => one.id))
  const channel = channelOfUri(document.uri)
  const targets = [document.uri, ...history.slice(-mostOfTree).map((one) => `mossdb://${one.id}`)]
  const [standing, isVerified, same, layers, linkedDocuments, ...linking] = await Promise.all([
    moss.standing(id),
    moss.verify(document),
    moss.list({ prefix: document.uri, limit: mostShown }),
    channel === null ? { documents: [] } : moss.list({ linkedTo: channel, limit: mostShown }),
    documentsAt(moss, document.links),
    ...targets.map((linkedTo) => moss.list({ linkedTo, limit: mostShown })),
  ])
  const linkedFrom = new Map(linking.flatMap(({ documents }) => documents.map((one) => [one.id, one])))
  return {
    document,
    standing,
    history,
    isVerified,
    linkedFrom: [...linkedFrom.values()].filter((one) => !inTree.has(one.id)),
    sameSubject: same.documents.filter((one) => one.uri === document.uri && !inTree.has(one.id)),
    linkedDocuments,
    layersDocuments: layers.documents.filter(({ body }) => (body as { kind?: unknown }).kind === 'layers'),
  }
}

async function documentsAt(moss: Reader, links: readonly string[]): Promise<Map<string, MossDocument>> {
  const found = new Map<string, MossDocument>()
  for (const link of links.slice(0, mostShown)) {
    const id = /^mossdb:\/\/(?:[^/]+\/)?([0-9a-f]{64})$/.exec(link)?.[1]
    const document = id === undefined ? undefined : await moss.get(id).catch(() => undefined)
    if (document) found.set(link, document)
  }
  return found
}
