/** The documents a session refers to: those about its host graph and its motif, what links either, and the documents
 *  that these link in turn; each with the whole tree it stands in. */
import type { MossDocument } from '../model/document'
import { hostUri, motifUri } from './annotation'
import type { MossApi } from './moss-types'

type Reader = Pick<MossApi, 'list' | 'get' | 'export' | 'import'>

const documentsPerPage = 1_000
const mostDocuments = 20_000

async function allOf(moss: Reader, query: { prefix?: string; linkedTo?: string }): Promise<MossDocument[]> {
  const documents: MossDocument[] = []
  let cursor: string | undefined
  do {
    const page = await moss.list({
      ...query,
      limit: documentsPerPage,
      ...(cursor === undefined ? {} : { cursor }),
    })
    documents.push(...page.documents)
    cursor = page.cursor
  } while (cursor !== undefined && documents.length < mostDocuments)
  return documents
}

export async function documentsOfSession(
  moss: Reader,
  { hostId, motif }: { hostId?: string; motif: string },
): Promise<MossDocument[]> {
  const uris = [
    ...(hostId === undefined ? [] : [hostUri(hostId)]),
    ...(motif.trim() === '' ? [] : [motifUri(motif)]),
  ]
  const found = new Map<string, MossDocument>()
  for (const uri of uris)
    for (const document of [
      ...(await allOf(moss, { prefix: uri })),
      ...(await allOf(moss, { linkedTo: uri })),
    ])
      if (document.uri === uri || document.uri.startsWith(`${uri}/`) || document.links.includes(uri))
        found.set(document.id, document)
  await followLinks(moss, found)
  const lines = await (await moss.export({ ids: [...found.keys()] })).text()
  return lines
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as MossDocument)
}

/** Documents named by documents, as long as there are new ones that are stored here. */
async function followLinks(moss: Reader, found: Map<string, MossDocument>): Promise<void> {
  const queue = [...found.values()]
  for (let document = queue.pop(); document; document = queue.pop())
    for (const link of [document.uri, ...document.links]) {
      const id = /^mossdb:\/\/(?:[^/]+\/)?([0-9a-f]{64})$/.exec(link)?.[1]
      if (id === undefined || found.has(id)) continue
      const next = await moss.get(id).catch(() => undefined)
      if (!next) continue
      found.set(id, next)
      queue.push(next)
    }
}

/** Brings a session's documents in, verified like any others; answers what became of them. */
export function importDocuments(moss: Reader, documents: readonly MossDocument[]) {
  return moss.import(new Blob(documents.map((document) => `${JSON.stringify(document)}\n`)))
}
