/** What goes wrong with a database elsewhere, in words: what, where, and what to do. A browser tells a page little of why
 *  a connection failed, so the words say what is known, and list what to look at. Codes: `invalid-address`,
 *  `mixed-content`, `unreachable`, `timeout`, `interrupted`, `redirected`, `unauthorised`, `forbidden`, `not-found`,
 *  `too-many-requests`, `http-error`, `malformed-answer`, `cypher-error`, `read-only`. */
import { MotifscopeError } from '../../model/errors'
import type { Credentials } from './cypher-endpoint'

/** Whom a fault speaks of: the endpoint's label, and what must never be quoted. */
export interface Asked {
  label: string
  credentials: Credentials
}

const longestQuote = 400

/** The server's own words, short, in one line, and without what was sent to it in confidence. */
export function quoted(text: string, { credentials }: Asked): string {
  let words = text
  for (const secret of secretsOf(credentials)) words = words.replaceAll(secret, '•••')
  // eslint-disable-next-line no-control-regex
  words = words.replace(/[\s\u0000-\u001f\u007f]+/g, ' ').replace(/[ .]+$/, '')
  return words.length > longestQuote ? `${words.slice(0, longestQuote)}…` : words
}

function secretsOf(credentials: Credentials): string[] {
  const secrets =
    credentials.kind === 'basic'
      ? [credentials.password, basicToken(credentials)]
      : credentials.kind === 'bearer'
        ? [credentials.token]
        : []
  return secrets.filter((secret) => secret !== '')
}

export function basicToken({ username, password }: { username: string; password: string }): string {
  const bytes = new TextEncoder().encode(`${username}:${password}`)
  return btoa(String.fromCharCode(...bytes))
}

export const mixedContent = ({ label }: Asked): MotifscopeError =>
  new MotifscopeError(
    'mixed-content',
    `${label} is not encrypted, and the browser lets this page speak to encrypted addresses and to this computer only.`,
    {
      hint: 'Use the encrypted address (https://, neo4j+s:// or bolt+s://), or a relay with a certificate in front of the server.',
    },
  )

/** Nothing came back. `answers`: the server answers, but not to a page of another origin. */
export function unreachable({ label }: Asked, cause: unknown, answers = false): MotifscopeError {
  if (globalThis.navigator?.onLine === false)
    return new MotifscopeError('unreachable', `There is no network connection to reach ${label}.`, {
      hint: 'Hosts that are kept in this browser still work.',
      cause,
    })
  if (answers)
    return new MotifscopeError(
      'unreachable',
      `${label} is there, but does not let pages of other origins read its answers (CORS).`,
      {
        hint: 'Ask whoever runs the server to allow this page, or put a relay in front of it (see the help).',
        cause,
      },
    )
  return new MotifscopeError('unreachable', `${label} cannot be reached.`, {
    hint: 'Check the address and its port, that the server runs and is not behind a firewall or VPN, that its certificate is trusted by this browser, and that it allows pages of other origins (CORS).',
    cause,
  })
}

/** A browser gives no reason at all for a WebSocket that does not open. */
export const boltUnreachable = ({ label }: Asked, cause: unknown): MotifscopeError =>
  new MotifscopeError('unreachable', `${label} cannot be reached over Bolt.`, {
    hint: 'Check the address and its port (Bolt: 7687), that the server runs, the scheme (bolt+s:// or neo4j+s:// where the server has a certificate, bolt:// where not), and that this browser trusts the certificate. Where WebSockets do not pass, use the HTTP address (port 7474 or 7473).',
    cause,
  })

/** Of Gremlin, which has no other door. */
export const gremlinUnreachable = ({ label }: Asked, cause: unknown): MotifscopeError =>
  new MotifscopeError('unreachable', `${label} cannot be reached over a WebSocket.`, {
    hint: 'Check the address with its port and path (such as wss://host:8182/gremlin), that the server runs and speaks Gremlin there, that it lets this page in, and that this browser trusts its certificate.',
    cause,
  })

export const timedOut = ({ label }: Asked, timeoutMs: number): MotifscopeError =>
  new MotifscopeError(
    'timeout',
    `${label} was silent for ${timeoutMs / 1000} s, so the query was given up.`,
    {
      hint: 'Narrow the query or give it a LIMIT; or allow it more time.',
    },
  )

export const interrupted = ({ label }: Asked, cause?: unknown): MotifscopeError =>
  new MotifscopeError('interrupted', `The connection to ${label} was cut in the middle of an answer.`, {
    hint: 'What had arrived is not the whole answer. Ask again.',
    cause,
  })

export const malformedAnswer = ({ label }: Asked, what: string, cause?: unknown): MotifscopeError =>
  new MotifscopeError('malformed-answer', `What ${label} answered cannot be read: ${what}.`, {
    hint: 'Check that the address is that of the database itself, not of a web page, a login or a proxy before it.',
    cause,
  })

/** Redirects are not followed: what is sent, credentials before all, is meant for one address. */
export const redirected = ({ label }: Asked, target: string | null): MotifscopeError =>
  new MotifscopeError(
    'redirected',
    `${label} points to another address${target === null ? '' : ` (${target})`}. Nothing was sent there.`,
    { hint: 'If you trust that address, enter it, and its credentials, yourself.' },
  )

const wrongCredentials = (asked: Asked, words: string) =>
  new MotifscopeError('unauthorised', `${asked.label} does not accept the login${words && `: ${words}`}.`, {
    hint:
      asked.credentials.kind === 'none'
        ? 'It wants a name and password, or a token: enter them for this address.'
        : 'Check name and password, or whether the token has expired.',
  })

const refused = (asked: Asked, words: string) =>
  new MotifscopeError('forbidden', `${asked.label} does not allow this${words && `: ${words}`}.`, {
    hint: 'The login is known, but may not do it. Ask whoever runs the server.',
  })

const tooOften = ({ label }: Asked) =>
  new MotifscopeError('too-many-requests', `${label} is asked too often.`, {
    hint: 'Try again in some minutes.',
  })

/** An answer with a status of failure. `text`: what came with it, as far as it is the server's own words. */
export function refusedBy(asked: Asked, status: number, text: string): MotifscopeError {
  const words = quoted(text, asked)
  if (status === 401) return wrongCredentials(asked, words)
  if (status === 403) return refused(asked, words)
  if (status === 404 || status === 405 || status === 410)
    return new MotifscopeError('not-found', `${asked.label} is not there (the server answered ${status}).`, {
      hint: 'Check the address and the name of the database. Neo4j answers queries over HTTP from version 5.19 on.',
    })
  if (status === 429) return tooOften(asked)
  return new MotifscopeError(
    'http-error',
    `${asked.label} answered with an error (${status})${words && `: ${words}`}.`,
    {
      hint: status >= 500 ? 'Try again later, or with a smaller query.' : 'Check the address and the query.',
    },
  )
}

const placeIn = (message: string) => {
  const [, line, column] = /\(line (\d+), column (\d+)/.exec(message) ?? []
  return line === undefined ? {} : { line: Number(line), column: Number(column), length: 1 }
}

/** An error that Neo4j itself tells, over HTTP or Bolt. */
export function faultOfNeo4j(asked: Asked, code: string, message: string): MotifscopeError {
  const words = quoted(message, asked)
  if (code.endsWith('.AuthenticationRateLimit')) return tooOften(asked)
  if (/\.(Unauthorized|CredentialsExpired|TokenExpired|AuthProviderFailed)$/.test(code))
    return wrongCredentials(asked, words)
  if (code.startsWith('Neo.ClientError.Security.')) return refused(asked, words)
  if (code.endsWith('.DatabaseNotFound')) return refusedBy(asked, 404, '')
  if (/\.TransactionTimedOut/.test(code))
    return new MotifscopeError('timeout', `${asked.label} ended the query for taking too long.`, {
      hint: 'Narrow the query or give it a LIMIT.',
    })
  if (code.endsWith('.AccessMode'))
    return new MotifscopeError(
      'read-only',
      'The query would change the database; from here it is only read.',
      {
        hint: 'Leave out CREATE, MERGE, SET, DELETE and REMOVE.',
      },
    )
  if (code.startsWith('Neo.TransientError.') || code.startsWith('Neo.DatabaseError.'))
    return refusedBy(asked, 503, message)
  return new MotifscopeError('cypher-error', `${asked.label} refused the query: ${words}`, {
    hint: 'The database’s own words; what it can do depends on its version.',
    ...placeIn(message),
  })
}

/** Whether what failed may go well the next time, asked in the same words. A silence is not broken by asking again. */
export const isForTheMoment = ({ code }: MotifscopeError): boolean =>
  ['unreachable', 'interrupted', 'too-many-requests', 'http-error'].includes(code)
