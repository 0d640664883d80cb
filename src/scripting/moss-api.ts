/** `motifscope.moss`: documents, joined from the rules of Moss, the browser's storage and a worker for passphrases. */

import type { DocumentStore, StoredDocument } from '../model/document-store'
import { MotifscopeError } from '../model/errors'
import type { DocumentAuthenticator } from '../moss/authenticator'
import { sha256Hex } from '../moss/bytes'
import { frozen, readDocument } from '../moss/document-id'
import { exportLines } from '../moss/export-lines'
import { inHistoryOrder } from '../moss/head'
import { importLines } from '../moss/import-lines'
import { judge } from '../moss/judge'
import { listDocuments } from '../moss/list-documents'
import { listPrefixes } from '../moss/prefix-tree'
import { validateUri } from '../moss/prefixes'
import type { PrefixRule } from '../moss/prefixes'
import { verifySignature } from '../moss/proof'
import type { ValidationContext } from '../moss/validators'
import { putDocument, removeDocument, supersedeDocument, unknownDocument } from '../moss/write-document'
import type { WritingTools } from '../moss/write-document'
import { createRemotesApi } from './moss-remotes'
import type { RemoteSources } from './moss-remotes'
import type { MossApi } from './moss-types'

export interface MossSources {
  store: DocumentStore
  authenticator: DocumentAuthenticator
  prefixes: readonly PrefixRule[]
  /** The name kept in the settings; undefined when there is none. */
  author(): Promise<string | undefined>
  setAuthor(author: string | undefined): Promise<void>
  isHostHere(id: string): Promise<boolean>
  /** The status an address answers with. */
  askNetwork(url: string): Promise<number>
  /** Milliseconds since 1970. */
  now(): number
  remotes: RemoteSources
}

/** Makes the API of documents. */
export function createMossApi(sources: MossSources): MossApi {
  const { store, now, prefixes } = sources
  const tools: WritingTools = {
    store,
    verify: verifySignature,
    now,
    authenticator: sources.authenticator,
    author: async () => (await sources.author()) ?? 'anonymous',
    prefixes,
    context: contextFrom(sources),
  }
  return {
    put: async (document, options = {}) => putDocument(document, secretsFrom(options), tools),
    supersede: async (id, changes, options = {}) =>
      supersedeDocument(id, changes, secretsFrom(options), tools),
    remove: async (id, options = {}) => removeDocument(id, secretsFrom(options), tools),
    ...reading(store),
    ...files(store),
    list: async (query = {}) => frozen(await listDocuments(store, query)),
    prefixes: async (prefix = '', options = {}) => listPrefixes(store, prefix, options),
    export: (selection) => exportLines(store, selection),
    import: (blob, options = {}) => importLines(blob, tools, options),
    verify: (document) => isVerified(document, tools),
    remotes: createRemotesApi(tools, sources.remotes),
    author: () => tools.author(),
    setAuthor: (author) => sources.setAuthor(author.trim() || undefined),
    check: (uri) =>
      validateUri(uri, prefixes, { ...tools.context, askNetwork: (url) => sources.askNetwork(url) }),
  }
}

/** Passphrases are text; what else there is must not be taken for “no passphrase”. */
function secretsFrom(options: { secret?: string; newSecret?: string }): {
  secret?: string
  newSecret?: string
} {
  const given = Object.entries({ secret: options.secret, newSecret: options.newSecret }).filter(
    ([, secret]) => secret !== undefined,
  )
  if (given.some(([, secret]) => typeof secret !== 'string'))
    throw new MotifscopeError('invalid-secret', 'A passphrase is text.')
  return Object.fromEntries(given)
}

function contextFrom({ store, isHostHere }: MossSources): ValidationContext {
  return {
    isHostHere,
    isDocumentHere: async (id) => (await store.get([id]))[0] !== undefined,
    isBlobHere: async (hash) => (await store.blob(hash)) !== undefined,
  }
}

/** A document and those of its tree. */
function reading(store: DocumentStore): Pick<MossApi, 'get' | 'head' | 'history' | 'standing'> {
  async function stored(id: string): Promise<StoredDocument> {
    const [found] = await store.get([id])
    if (!found) throw unknownDocument(id)
    return found
  }
  async function treeOf(id: string) {
    const document = await stored(id)
    const tree = await store.tree(document.root)
    if (!tree) throw new Error(`The document ${id} stands in no tree.`)
    return { document, tree }
  }
  return {
    get: async (id) => frozen((await stored(id)).document),
    head: async (id) => frozen((await stored((await treeOf(id)).tree.headId)).document),
    history: async (id) => {
      const documents = await store.documentsOf((await stored(id)).root)
      return frozen(inHistoryOrder(documents.map(({ document }) => document)))
    },
    standing: async (id) => {
      const { document, tree } = await treeOf(id)
      return {
        headId: tree.headId,
        branchIds: tree.leaves.map((leaf) => leaf.id).filter((leafId) => leafId !== tree.headId),
        isOpen: document.keyInForce === undefined,
        isDatedAhead: document.isDatedAhead ?? false,
      }
    },
  }
}

/** Files that documents speak of. */
function files(store: DocumentStore): Pick<MossApi, 'attach' | 'file'> {
  return {
    async attach(file) {
      const hash = await sha256Hex(await bytesOf(file))
      // A copy: what a File points to may change on disk.
      await store.putBlob(hash, new Blob([file], { type: file.type }))
      return `file://sha-256/${hash}`
    },
    async file(uri) {
      const found = await store.blob(uri.replace(/^file:\/\/sha-256\//, ''))
      if (found) return found
      throw new MotifscopeError('unknown-file', `The file ${uri} is not stored here.`, {
        hint: 'Attach it again, or synchronise with the remote that has it.',
      })
    },
  }
}

async function bytesOf(file: Blob): Promise<ArrayBuffer> {
  try {
    return await file.arrayBuffer()
  } catch (cause) {
    throw new MotifscopeError('unreadable-file', 'The file cannot be read, or does not fit into memory.', {
      cause,
    })
  }
}

/** Whether the id is the document's own and its proof holds. A successor of what is not stored here cannot be told. */
async function isVerified(value: unknown, tools: WritingTools): Promise<boolean> {
  try {
    const document = await readDocument(value)
    const [predecessor] = await tools.store.get(
      document.supersedes === undefined ? [] : [document.supersedes],
    )
    const known = new Map(predecessor ? [[predecessor.id, predecessor]] : [])
    const { outcomes } = await judge([document], known, tools)
    return outcomes[0]?.kind === 'stored'
  } catch (thrown) {
    if (thrown instanceof MotifscopeError) return false
    throw thrown
  }
}
