/** What goes wrong with DynamoDB, in words: from the names that its client gives errors. What it says of a refused
 *  signature quotes the request, and is never passed on. */
import { MotifscopeError } from '../../model/errors'
import type { Asked } from '../remote/remote-faults'
import { interrupted, quoted, refusedBy, unreachable } from '../remote/remote-faults'

interface Failed {
  name?: string
  message?: string
  code?: string
  $metadata?: { httpStatusCode?: number }
}

const wrongKey =
  /^(UnrecognizedClient|InvalidSignature|IncompleteSignature|MissingAuthenticationToken|ExpiredToken|InvalidClientTokenId|Credentials)/
const tooOften = /^(ProvisionedThroughputExceeded|Throttling|RequestLimitExceeded|TooManyRequests)/

export function faultOfDynamoDB(asked: Asked, thrown: unknown): MotifscopeError {
  if (thrown instanceof MotifscopeError) return thrown
  const { name = '', message = '', code = '', $metadata } = (thrown ?? {}) as Failed
  const status = $metadata?.httpStatusCode
  if (wrongKey.test(name))
    return new MotifscopeError('unauthorised', `${asked.label} does not accept the access key.`, {
      hint: 'Check the access key and its secret, whether a session token has expired, and the clock of this computer.',
    })
  if (name === 'AccessDeniedException') return refusedBy(asked, 403, message)
  if (tooOften.test(name)) return refusedBy(asked, 429, message)
  if (name === 'ResourceNotFoundException')
    return new MotifscopeError(
      'not-found',
      `${asked.label} has no such table (any more): ${quoted(message, asked)}.`,
      {
        hint: 'Check the names of the tables and the region.',
      },
    )
  if (status === undefined)
    return /ECONNRESET|EPIPE|aborted/i.test(`${code} ${message}`)
      ? interrupted(asked, thrown)
      : unreachable(asked, thrown)
  if (status >= 500) return refusedBy(asked, status, message)
  // An answer of success that ended early, or that is not DynamoDB's.
  if (status < 300) return interrupted(asked, thrown)
  return new MotifscopeError(
    'dynamodb-error',
    `${asked.label} refused (${name}): ${quoted(message, asked)}`,
    {
      hint: 'DynamoDB’s own words. An item holds 400 kB at most, and an id 1 kB.',
    },
  )
}
