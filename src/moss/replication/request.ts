/** Asks a remote one question over HTTP, with a limit on time and size, and turns whatever goes wrong into a sentence. How
 *  requests are sent is passed in. Credentials go to the remote's own origin and nowhere else: no redirect is followed,
 *  no cookie and no referrer is sent. */
import { MotifscopeError } from '../../model/errors'
import type { RemoteAuthenticator } from '../authenticator'
import { blocked, failureOfStatus, notCouchDb, RemoteFailure, tooSlow, unreachable } from './remote-failure'

export type SendRequest = (url: string, init: RequestInit) => Promise<Response>

export interface RequestTools {
  /** Of the database, without credentials, query and slash at its end. */
  url: string
  authenticator: RemoteAuthenticator
  send: SendRequest
  /** How long an answer of ordinary size may take. */
  timeoutMs: number
}

export interface Question {
  method: 'GET' | 'POST' | 'PUT'
  /** Below the database, beginning with a slash; empty for the database itself. */
  path: string
  body?: Blob | string
  /** Given to the remote beyond `timeoutMs`. */
  extraMs?: number
  /** Statuses that are answers rather than failures. */
  expected?: readonly number[]
}

/** The slowest connection that is waited for: 20 bytes a millisecond. */
const bytesPerMs = 20
const longestJson = 256 * 2 ** 20

export interface Answer {
  status: number
  /** The text of the answer. */
  text(): Promise<string>
  blob(): Promise<Blob>
}

export type Ask = (question: Question, signal: AbortSignal) => Promise<Answer>

export function createAsk(tools: RequestTools): Ask {
  const { url, timeoutMs } = tools
  const name = nameOf(url)
  let hasAnswered = false

  async function send(question: Question, limits: AbortSignal): Promise<Response> {
    const init = await requestInit(question, tools.authenticator, limits)
    try {
      const response = await tools.send(url + question.path, init)
      hasAnswered = true
      return response
    } catch (cause) {
      if (limits.aborted || hasAnswered || !(await answersAtAll(tools, limits))) throw cause
      // It may have been the one request that was lost: asked once more before CORS is blamed.
      return tools.send(url + question.path, init).catch((again: unknown) => {
        throw blocked(name, again)
      })
    }
  }

  return async (question, signal) => {
    const byteLength = question.body instanceof Blob ? question.body.size : (question.body?.length ?? 0)
    const timeout = AbortSignal.timeout(
      timeoutMs + (question.extraMs ?? 0) + Math.ceil(byteLength / bytesPerMs),
    )
    const limits = AbortSignal.any([signal, timeout])
    const inWords = <Value>(work: () => Promise<Value>) => spoken(work, { signal, timeout, name })
    const response = await inWords(() => send(question, limits))
    refuseUnlessExpected(response, question, name)
    return {
      status: response.status,
      text: () => inWords(() => textOf(response, name)),
      blob: () => inWords(() => response.blob()),
    }
  }
}

function refuseUnlessExpected(response: Response, { expected = [] }: Question, name: string): void {
  if (response.ok || expected.includes(response.status)) return
  response.body?.cancel().catch(() => undefined)
  const status = response.type === 'opaqueredirect' ? 302 : response.status
  throw failureOfStatus(status, response.headers.get('Retry-After'), name)
}

/** Runs a part of a request; what it fails with is a sentence, and never holds what was sent. */
async function spoken<Value>(
  work: () => Promise<Value>,
  { signal, timeout, name }: { signal: AbortSignal; timeout: AbortSignal; name: string },
): Promise<Value> {
  try {
    return await work()
  } catch (cause) {
    if (signal.aborted) throw new MotifscopeError('cancelled', 'The synchronisation was cancelled.')
    if (cause instanceof MotifscopeError) throw cause
    // The cause is not passed on: what a browser or an authenticator says may hold what was sent.
    throw timeout.aborted ? tooSlow(name) : unreachable(name)
  }
}

async function requestInit(
  { method, body }: Question,
  authenticator: RemoteAuthenticator,
  signal: AbortSignal,
): Promise<RequestInit> {
  return {
    method,
    signal,
    headers: {
      Accept: 'application/json',
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...(await headersOf(authenticator)),
    },
    ...(body !== undefined && { body }),
    redirect: 'manual',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
  }
}

/** @throws RemoteFailure when there are none to be had: why may name a secret, and is not said. */
async function headersOf(authenticator: RemoteAuthenticator): Promise<Record<string, string>> {
  try {
    return await authenticator.headers()
  } catch {
    throw new RemoteFailure('remote-unauthorized', 'Whatever gives the token for this remote gave none.', {
      hint: 'Sign in there again.',
    })
  }
}

/** Whether the server answers a page that does not read the answer: then a failure before was CORS. Nothing is told. */
function answersAtAll({ url, send }: RequestTools, signal: AbortSignal): Promise<boolean> {
  const init: RequestInit = { mode: 'no-cors', credentials: 'omit', referrerPolicy: 'no-referrer', signal }
  return send(new URL(url).origin, init).then(
    () => true,
    () => false,
  )
}

/** The text of an answer, as long as it fits into memory. */
async function textOf(response: Response, name: string): Promise<string> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  let byteLength = 0
  const reader = response.body?.getReader()
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    byteLength += part.value.length
    parts.push(part.value)
    if (byteLength <= longestJson) continue
    reader?.cancel().catch(() => undefined)
    throw new RemoteFailure('remote-too-large', `${name} answers more than fits into memory.`)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await new Blob(parts).arrayBuffer())
  } catch {
    throw notCouchDb(name)
  }
}

/** A remote as people call it: its address. */
export function nameOf(url: string): string {
  return `The remote ${url}`
}
