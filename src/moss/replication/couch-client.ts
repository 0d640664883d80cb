/** A remote that speaks the CouchDB protocol, question by question. What comes back is checked for its form only: whether
 *  a document is right, replication decides. How requests are sent is passed in. */
import { MotifscopeError } from '../../model/errors'
import { isPlain } from '../canonical-json'
import { readStrictJson } from '../strict-json'
import { isSequence } from './checkpoint'
import type {
  ChangePage,
  ChangeQuery,
  ChangeRow,
  FetchedRevision,
  Rejection,
  RemoteDatabase,
  RevisionName,
} from './remote-database'
import { failureOfStatus, notCouchDb, RemoteFailure } from './remote-failure'
import { createAsk, nameOf } from './request'
import type { Answer, Ask, RequestTools } from './request'
import { bulkBody } from './bulk-body'

/** How long a remote is asked to wait for something new. */
const waitMs = 25_000
/** What an attachment may take beyond the ordinary. */
const fileMs = 30 * 60_000

export function createCouchClient(tools: RequestTools): RemoteDatabase {
  const ask = createAsk(tools)
  const name = nameOf(tools.url)
  return {
    async changes(query, signal) {
      const extraMs = query.isWaiting ? waitMs : 0
      const answer = await ask({ method: 'GET', path: `/_changes?${changesQuery(query)}`, extraMs }, signal)
      return changePage(await jsonOf(answer, name), name)
    },
    async missing(revisions, signal) {
      const body = JSON.stringify(Object.fromEntries(revisions.map(({ id, revision }) => [id, [revision]])))
      const answer = await jsonOf(await ask({ method: 'POST', path: '/_revs_diff', body }, signal), name)
      if (!isPlain(answer)) throw notCouchDb(name)
      return new Set(revisions.filter(({ id }) => Object.hasOwn(answer, id)).map(({ id }) => id))
    },
    async store(documents, signal) {
      const body = await bulkBody(documents)
      const answer = await ask({ method: 'POST', path: '/_bulk_docs', body, expected: [417] }, signal)
      return rejectionsFrom(await jsonOf(answer, name), secretsOf(await tools.authenticator.headers()))
    },
    fetch: (revisions, signal) => fetchRevisions(ask, name, revisions, signal),
    async file({ id, revision }, file, signal) {
      const path = `/${encodeURIComponent(id)}/${encodeURIComponent(file)}?rev=${encodeURIComponent(revision)}`
      const answer = await ask({ method: 'GET', path, expected: [404], extraMs: fileMs }, signal)
      return answer.status === 404 ? undefined : answer.blob()
    },
    ...notes(ask, name),
  }
}

function changesQuery({ since, limit, isWaiting }: ChangeQuery): string {
  const query = new URLSearchParams({ style: 'all_docs', since: String(since), limit: String(limit) })
  if (isWaiting) {
    query.set('feed', 'longpoll')
    query.set('timeout', String(waitMs))
  }
  return query.toString()
}

function changePage(value: unknown, name: string): ChangePage {
  if (!isPlain(value) || !Array.isArray(value['results']) || !isSequence(value['last_seq']))
    throw notCouchDb(name)
  return { rows: value['results'].map((row) => changeRow(row, name)), last: value['last_seq'] }
}

function changeRow(row: unknown, name: string): ChangeRow {
  if (!isPlain(row) || typeof row['id'] !== 'string' || !Array.isArray(row['changes'])) throw notCouchDb(name)
  const revisions = row['changes'].map((change: unknown) => (isPlain(change) ? change['rev'] : undefined))
  if (!revisions.every((revision) => typeof revision === 'string')) throw notCouchDb(name)
  return { id: row['id'], revisions }
}

/** With given revisions the remote answers what it would not take, and nothing of the rest. */
function rejectionsFrom(value: unknown, secrets: readonly string[]): Rejection[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((row: unknown) => {
    if (!isPlain(row) || typeof row['id'] !== 'string' || typeof row['error'] !== 'string') return []
    // What a server says is shown as text; a sentence is enough.
    const reason = String(row['reason'] ?? row['error'])
    const discreet = secrets.reduce((text, secret) => text.replaceAll(secret, '…'), reason)
    return { id: row['id'], reason: discreet.slice(0, 200) }
  })
}

/** What a server must not be quoted with, in the forms in which it knows it, the longest first. */
function secretsOf(headers: Readonly<Record<string, string>>): string[] {
  const tokens = Object.values(headers).map((value) => value.replace(/^\S+\s+/, ''))
  const pairs = tokens.flatMap((token) => {
    try {
      const bytes = Uint8Array.from(atob(token), (character) => character.charCodeAt(0))
      const pair = new TextDecoder().decode(bytes)
      return pair.includes(':') ? [pair, pair.slice(pair.indexOf(':') + 1)] : []
    } catch {
      return []
    }
  })
  return [...tokens, ...pairs].filter((secret) => secret !== '')
}

/** In one request; in smaller ones when the answer is too large, or is not JSON as everybody reads it: then only the
 *  revision that is at fault is told from the others. */
async function fetchRevisions(
  ask: Ask,
  name: string,
  revisions: readonly RevisionName[],
  signal: AbortSignal,
): Promise<FetchedRevision[]> {
  const body = JSON.stringify({ docs: revisions.map(({ id, revision }) => ({ id, rev: revision })) })
  try {
    const answer = await ask({ method: 'POST', path: '/_bulk_get?revs=true', body }, signal)
    return fetchedFrom(readAnswer(await answer.text(), name), revisions, name)
  } catch (thrown) {
    const isAtFault =
      thrown instanceof MotifscopeError && ['not-json', 'remote-too-large'].includes(thrown.code)
    if (!isAtFault) throw thrown
    const [only, ...others] = revisions
    if (only && others.length === 0) return [{ ...only, problem: thrown }]
    const half = revisions.length >> 1
    return [
      ...(await fetchRevisions(ask, name, revisions.slice(0, half), signal)),
      ...(await fetchRevisions(ask, name, revisions.slice(half), signal)),
    ]
  }
}

/** @throws RemoteFailure when it is not JSON at all, MotifscopeError `not-json` when a name stands twice in it. */
function readAnswer(text: string, name: string): unknown {
  parseJson(text, name)
  return readStrictJson(text)
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw notCouchDb(name)
  }
}

async function jsonOf(answer: Answer, name: string): Promise<unknown> {
  return parseJson(await answer.text(), name)
}

/** What was asked for and nothing else, each once. */
function fetchedFrom(value: unknown, revisions: readonly RevisionName[], name: string): FetchedRevision[] {
  if (!isPlain(value) || !Array.isArray(value['results'])) throw notCouchDb(name)
  const found = new Map<string, Readonly<Record<string, unknown>>>()
  for (const result of value['results']) {
    const docs: unknown = isPlain(result) ? result['docs'] : undefined
    for (const entry of Array.isArray(docs) ? docs : []) {
      const document: unknown = isPlain(entry) ? entry['ok'] : undefined
      if (isPlain(document)) found.set(`${String(document['_id'])} ${String(document['_rev'])}`, document)
    }
  }
  return revisions.map(({ id, revision }) => {
    const document = found.get(`${id} ${revision}`)
    return { id, revision, ...(document && { value: document }) }
  })
}

function notes(ask: Ask, remote: string): Pick<RemoteDatabase, 'note' | 'keepNote'> {
  const pathOf = (name: string) => `/_local/${encodeURIComponent(name)}`
  /** The revision that the next note replaces. */
  let revision: unknown

  async function note(name: string, signal: AbortSignal): Promise<unknown> {
    const answer = await ask({ method: 'GET', path: pathOf(name), expected: [404] }, signal)
    const value = await jsonOf(answer, remote)
    const { _rev, reason } = (isPlain(value) ? value : {}) as { _rev?: unknown; reason?: unknown }
    revision = answer.status === 404 ? undefined : _rev
    if (answer.status !== 404) return value
    // A database that is not there answers 404 too, and must not be taken for one without a note.
    if (reason === 'missing' || reason === 'deleted') return undefined
    throw failureOfStatus(404, null, remote)
  }

  async function keepNote(
    name: string,
    value: object,
    signal: AbortSignal,
    isLast = false,
  ): Promise<boolean> {
    const body = JSON.stringify({ ...value, ...(typeof revision === 'string' && { _rev: revision }) })
    const expected = [401, 403, 409]
    const answer = await ask({ method: 'PUT', path: pathOf(name), body, expected }, signal)
    if (answer.status === 409) {
      if (isLast)
        throw new RemoteFailure('remote-busy', `${remote} is written to by somebody under this name.`)
      await note(name, signal)
      return keepNote(name, value, signal, true)
    }
    const { rev } = (await jsonOf(answer, remote)) as { rev?: unknown }
    revision = rev
    return answer.status < 400
  }

  return { note, keepNote: (name, value, signal) => keepNote(name, value, signal) }
}
