/** Writing: from what the user gives to a document, signed where it must be, and through the same verification as one
 *  that comes from elsewhere. Nothing is stored before everything is right. */
import type { JsonValue, MossContent, MossDocument } from '../model/document'
import type { StoredDocument } from '../model/document-store'
import { MotifscopeError } from '../model/errors'
import type { DocumentAuthenticator } from './authenticator'
import { refuseScripts } from './body-script'
import { canonicalJson, isPlain } from './canonical-json'
import { identify } from './document-id'
import { checkContent, emptyBody, invalidDocument } from './document-shape'
import type { PrefixRule } from './prefixes'
import { validateUri } from './prefixes'
import { toleratedAheadMs } from './judge'
import { receive } from './receive'
import type { ReceivingTools } from './receive'
import { sealFirst, sealSuccessor } from './seal'
import type { Secrets } from './seal'
import type { ValidationContext } from './validators'

/** What `put` is given. */
export interface DocumentDraft {
  uri: string
  body: JsonValue
  /** None when absent. */
  links?: readonly string[]
  /** Now when absent. */
  createdAt?: string
  /** From the settings when absent. */
  author?: string
}

/** What a correction changes; the rest stays. `createdAt` and `author` are those of the correction. */
export type DocumentChanges = Partial<DocumentDraft>

export interface WritingTools extends ReceivingTools {
  authenticator: DocumentAuthenticator
  author: () => Promise<string>
  prefixes: readonly PrefixRule[]
  context: ValidationContext
}

const draftMembers = ['uri', 'body', 'links', 'createdAt', 'author']

/** The members that are there, copied as JSON.
 *  @throws MotifscopeError `invalid-document`, `not-json`. */
function readDraft(given: unknown): Partial<MossContent> {
  if (!isPlain(given)) throw invalidDocument('A document is a JSON object.')
  const members = Object.entries(given).filter(([, value]) => value !== undefined)
  const unknown = members.find(([name]) => !draftMembers.includes(name))
  if (unknown)
    throw invalidDocument(
      `“${unknown[0]}” cannot be given: only ${draftMembers.join(', ')}.`,
      'Correct a document with supersede, delete it with remove, and bring documents of others in with import.',
    )
  return JSON.parse(canonicalJson(Object.fromEntries(members))) as Partial<MossContent>
}

function refuseDatedAhead({ createdAt }: MossContent, now: number): void {
  if (Date.parse(createdAt) <= now + toleratedAheadMs) return
  throw new MotifscopeError('dated-ahead', 'The document is dated more than 5 minutes ahead of this clock.', {
    hint: 'Check the clock of this computer, or leave the date out.',
  })
}

/** Writes a first document, protected when there is a secret, else open for ever.
 *  @throws MotifscopeError `invalid-document`, `not-json`, `script-in-body`, `disallowed-prefix`, `invalid-uri`,
 *  `dated-ahead`, `too-large`, `empty-passphrase`. */
export async function putDocument(
  draft: unknown,
  { secret }: Pick<Secrets, 'secret'>,
  tools: WritingTools,
): Promise<MossDocument> {
  const now = tools.now()
  const content = {
    links: [],
    createdAt: new Date(now).toISOString(),
    author: await tools.author(),
    ...readDraft(draft),
  }
  checkContent(content)
  refuseDatedAhead(content, now)
  refuseScripts(content.body)
  await validateUris(content, tools)
  await identify(content) // too large, for instance: before anybody waits for a key
  return store(
    secret === undefined ? await identify(content) : await sealFirst(content, secret, tools.authenticator),
    tools,
  )
}

/** Writes a correction of a document.
 *  @throws MotifscopeError as `putDocument`; `unknown-document`, `secret-needed`, `wrong-passphrase`, `open-document`,
 *  `dated-before-predecessor`. */
export async function supersedeDocument(
  id: string,
  changes: unknown,
  secrets: Secrets,
  tools: WritingTools,
): Promise<MossDocument> {
  const predecessor = await storedDocument(id, tools)
  const { uri, body, links, createdAt } = predecessor.document
  const now = tools.now()
  const given = readDraft(changes)
  const content = {
    uri,
    body,
    links,
    // Of a document that came dated ahead, a correction must not be dated before it.
    createdAt: latest(new Date(now).toISOString(), createdAt),
    author: await tools.author(),
    ...given,
    supersedes: id,
  }
  checkContent(content)
  if (given.createdAt !== undefined) refuseDatedAhead(content, now)
  refuseScripts(content.body)
  await validateUris(content, tools, new Set([uri, ...links]))
  return store(await sealSuccessor(content, predecessor.keyInForce, secrets, tools.authenticator), tools)
}

/** Writes a tombstone for a document.
 *  @throws MotifscopeError `unknown-document`, `secret-needed`, `wrong-passphrase`, `open-document`. */
export async function removeDocument(
  id: string,
  secrets: Pick<Secrets, 'secret'>,
  tools: WritingTools,
): Promise<MossDocument> {
  const predecessor = await storedDocument(id, tools)
  const { uri, createdAt } = predecessor.document
  const content = {
    uri,
    body: emptyBody,
    links: [],
    createdAt: latest(new Date(tools.now()).toISOString(), createdAt),
    author: await tools.author(),
    supersedes: id,
    deleted: true,
  }
  return store(await sealSuccessor(content, predecessor.keyInForce, secrets, tools.authenticator), tools)
}

const latest = (a: string, b: string) => (a > b ? a : b)

async function storedDocument(id: string, { store }: WritingTools): Promise<StoredDocument> {
  const [found] = await store.get([id])
  if (found) return found
  throw unknownDocument(id)
}

/** The error of an id that is not stored here. */
export function unknownDocument(id: string): MotifscopeError {
  return new MotifscopeError('unknown-document', `No document ${id} is stored here.`, {
    hint: 'Import it, or synchronise with the remote that has it.',
  })
}

/** All URIs of a document. What a predecessor already named need not exist here: it may come from another replica. */
async function validateUris(
  { uri, links }: MossContent,
  { prefixes, context }: WritingTools,
  accepted: ReadonlySet<string> = new Set(),
): Promise<void> {
  const isHere = () => Promise.resolve(true)
  const trusting: ValidationContext = { isHostHere: isHere, isDocumentHere: isHere, isBlobHere: isHere }
  for (const one of new Set([uri, ...links]))
    await validateUri(one, prefixes, accepted.has(one) ? trusting : context)
}

async function store(document: MossDocument, tools: WritingTools): Promise<MossDocument> {
  const { outcomes } = await receive([document], tools)
  const [outcome] = outcomes
  if (outcome?.kind === 'refused') throw outcome.reason
  return document
}
