/** What a remote may fail with, in words: what is wrong, where, and what to do. Neither credentials nor what a server says
 *  of them stand in any sentence. Pure. */
import { MotifscopeError } from '../../model/errors'

export type RemoteFailureCode =
  | 'remote-unauthorized'
  | 'remote-forbidden'
  | 'remote-not-found'
  | 'remote-redirects'
  | 'remote-refused'
  | 'remote-too-large'
  | 'remote-not-couchdb'
  | 'remote-blocked'
  | 'remote-unreachable'
  | 'remote-slow'
  | 'remote-busy'
  | 'remote-failed'

/** Those that may be gone when asked again. */
const passing: readonly string[] = ['remote-unreachable', 'remote-slow', 'remote-busy', 'remote-failed']

export class RemoteFailure extends MotifscopeError {
  declare readonly code: RemoteFailureCode
  /** When the remote said so: milliseconds until it may be asked again. */
  readonly retryAfterMs: number | undefined

  constructor(
    code: RemoteFailureCode,
    message: string,
    { retryAfterMs, ...details }: { hint?: string; cause?: unknown; retryAfterMs?: number } = {},
  ) {
    super(code, message, details)
    this.retryAfterMs = retryAfterMs
  }
}

export function isPassing(thrown: unknown): thrown is RemoteFailure {
  return thrown instanceof RemoteFailure && passing.includes(thrown.code)
}

/** The longest a remote may send this page to sleep. */
const longestRetryAfterMs = 3_600_000

function retryAfterMsFrom(header: string | null): { retryAfterMs?: number } {
  const seconds = /^\d{1,6}$/.test(header ?? '') ? Number(header) : 0
  return seconds > 0 ? { retryAfterMs: Math.min(seconds * 1000, longestRetryAfterMs) } : {}
}

/** The failure of an answer that is not a success. `name`: the remote, for people. */
export function failureOfStatus(status: number, retryAfter: string | null, name: string): RemoteFailure {
  if (status === 401)
    return new RemoteFailure(
      'remote-unauthorized',
      `${name} does not know this name and password, or token.`,
      {
        hint: 'Enter them again, or ask who runs the remote.',
      },
    )
  if (status === 403)
    return new RemoteFailure('remote-forbidden', `${name} knows who is asking but does not allow this.`, {
      hint: 'Ask who runs the remote to make you a member of the database. A member who may only read can still pull.',
    })
  if (status === 404)
    return new RemoteFailure('remote-not-found', `${name} has no such database.`, {
      hint: 'Look at the last part of the address, or have the database created.',
    })
  if (status === 413) return new RemoteFailure('remote-too-large', `${name} does not take this much at once.`)
  if (status >= 300 && status < 400)
    return new RemoteFailure('remote-redirects', `${name} leads to another address, which is not followed.`, {
      hint: 'Open the address in a tab of its own and add the remote with the address it ends at.',
    })
  if (status === 408 || status === 425 || status === 429)
    return new RemoteFailure('remote-busy', `${name} asks to be left alone for a while (${status}).`, {
      ...retryAfterMsFrom(retryAfter),
    })
  if (status >= 500)
    return new RemoteFailure('remote-failed', `${name} failed (${status}).`, {
      hint: 'It is asked again by and by. If it stays like this, look at its log.',
      ...retryAfterMsFrom(retryAfter),
    })
  return new RemoteFailure('remote-refused', `${name} refused the request (${status}).`, {
    hint: 'See which servers are supported in the documentation of synchronisation.',
  })
}

export function notCouchDb(name: string, cause?: unknown): RemoteFailure {
  return new RemoteFailure(
    'remote-not-couchdb',
    `What answers at ${name} does not speak CouchDB’s protocol.`,
    {
      hint: 'The address is that of a database, such as https://couch.example.org/notes.',
      cause,
    },
  )
}

export function unreachable(name: string, cause?: unknown): RemoteFailure {
  return new RemoteFailure('remote-unreachable', `${name} does not answer.`, {
    hint: 'It may be down, its certificate may not be trusted (open the address in a tab of its own to see), or the connection was cut.',
    cause,
  })
}

/** It answers, but the browser keeps the answer from the page. */
export function blocked(name: string, cause?: unknown): RemoteFailure {
  return new RemoteFailure('remote-blocked', `${name} answers, but does not let this page read it (CORS).`, {
    hint: 'Have the origin of this page allowed in the remote’s CORS settings.',
    cause,
  })
}

export function tooSlow(name: string): RemoteFailure {
  return new RemoteFailure('remote-slow', `${name} took too long to answer.`)
}
