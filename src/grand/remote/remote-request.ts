/** One request to a database over HTTP, and its answer piece by piece, no faster than it is taken. Nothing is sent to any
 *  other address; a silence ends it. Runs on a page, in a worker and in Node. */
import type { Credentials } from './cypher-endpoint'
import type { Asked } from './remote-faults'
import { basicToken, interrupted, redirected, unreachable } from './remote-faults'
import { Silence } from './silence'

export interface RemoteRequest {
  url: string
  headers: Record<string, string>
  /** With a body it is a POST. */
  body?: string
  /** The longest silence. */
  timeoutMs: number
  signal?: AbortSignal | undefined
}

export interface RemoteAnswer {
  status: number
  /** How long the server asks to be left alone, where it says and the browser tells; else 0. */
  retryAfterMs: number
  /** The body's text. Rejects with `interrupted` or `timeout`; leaving the loop ends the request. */
  pieces(): AsyncGenerator<string>
}

export function authorisation(credentials: Credentials): Record<string, string> {
  if (credentials.kind === 'none') return {}
  const value =
    credentials.kind === 'basic' ? `Basic ${basicToken(credentials)}` : `Bearer ${credentials.token}`
  return { Authorization: value }
}

/** An answer of any status but a redirect.
 *  @throws MotifscopeError `unreachable`, `timeout`, `redirected`; the signal's reason */
export async function send(request: RemoteRequest, asked: Asked): Promise<RemoteAnswer> {
  const { url, headers, body, timeoutMs, signal } = request
  const silence = new Silence(timeoutMs, asked, signal)
  const options: RequestInit = {
    method: body === undefined ? 'GET' : 'POST',
    headers,
    ...(body === undefined ? {} : { body }),
    credentials: 'omit',
    redirect: 'manual',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    signal: silence.signal,
  }
  let response: Response
  try {
    response = await silence.within(fetch(url, options))
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw unreachable(asked, error, await answersAtAll(url))
  }
  // A page is not told where a redirect leads, not even its status.
  if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
    silence.end()
    throw redirected(asked, originIn(response.headers.get('Location'), url))
  }
  const seconds = Number(response.headers.get('Retry-After'))
  return {
    status: response.status,
    retryAfterMs: Number.isFinite(seconds) ? Math.max(0, seconds * 1000) : 0,
    pieces: () => piecesOf(response, silence, asked),
  }
}

async function* piecesOf(response: Response, silence: Silence, asked: Asked): AsyncGenerator<string> {
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  try {
    while (reader) {
      const { done, value } = await silence.within(reader.read())
      if (done) break
      yield decoder.decode(value, { stream: true })
    }
    yield decoder.decode()
  } catch (error) {
    throw error instanceof TypeError ? interrupted(asked, error) : error
  } finally {
    silence.end()
  }
}

/** All of an answer that ought to be short: an error, a list of names. What is longer than `most` is left out. */
export async function wholeText(answer: RemoteAnswer, most = 2 ** 22): Promise<string> {
  let text = ''
  for await (const piece of answer.pieces()) {
    text += piece
    if (text.length > most) break
  }
  return text.slice(0, most)
}

/** Where a redirect leads, as far as it says. @param base what it is relative to */
export function originIn(location: string | null, base?: string): string | null {
  try {
    return location === null ? null : new URL(location, base).origin
  } catch {
    return null
  }
}

/** A browser does not tell a dead server from one that keeps its answers from other pages; an answer that may not be
 *  read tells the second. Nothing secret is sent. */
export async function answersAtAll(url: string): Promise<boolean> {
  if (globalThis.location === undefined) return false
  try {
    await fetch(new URL(url).origin, {
      method: 'HEAD',
      mode: 'no-cors',
      credentials: 'omit',
      cache: 'no-store',
    })
    return true
  } catch {
    return false
  }
}
