/** What goes wrong with DynamoDB, in words: from the names that its client gives errors. What it says of a refused
 *  signature quotes the request, and is never passed on. Beside it what the client itself does not see in an answer:
 *  that it leads elsewhere, and that it ended early. */
import { MotifscopeError } from '../../../model/errors'
import type { Asked } from '../../remote/remote-faults'
import { interrupted, quoted, redirected, refusedBy, unreachable } from '../../remote/remote-faults'
import { originIn } from '../../remote/remote-request'

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
  // An answer of success that ended early, or that is not DynamoDB's.
  if (status < 300) return interrupted(asked, thrown)
  // What cannot be read was said by something before DynamoDB, in words of its own.
  const isOfAnother = thrown instanceof SyntaxError
  if (isOfAnother || status >= 500) return refusedBy(asked, status, isOfAnother ? '' : message)
  return new MotifscopeError(
    'dynamodb-error',
    `${asked.label} refused (${name}): ${quoted(message, asked)}`,
    {
      hint: 'DynamoDB’s own words. An item holds 400 kB at most, and an id 1 kB.',
    },
  )
}

type Handler<Args, Answer> = (args: Args) => Promise<Answer>

/** A step of the client, nearest to the network: an answer that leads elsewhere ends here. A page is told neither where it
 *  leads nor its status, so to the client it would be an empty answer. */
export const refuseRedirects =
  (asked: Asked) =>
  <Args, Answer extends { response: unknown }>(next: Handler<Args, Answer>): Handler<Args, Answer> =>
  async (args) => {
    const answer = await next(args)
    const { statusCode, headers } = answer.response as { statusCode: number; headers: Record<string, string> }
    if (statusCode === 0 || (statusCode >= 300 && statusCode < 400))
      throw redirected(asked, originIn(headers['location'] ?? null))
    return answer
  }

/** A step of the client, after an answer was read: what ended in the middle is asked for again. */
export const askAgainForHalves =
  <Args, Answer>(next: Handler<Args, Answer>): Handler<Args, Answer> =>
  async (args) => {
    try {
      return await next(args)
    } catch (error) {
      const { $response } = error as { $response?: { statusCode?: number } }
      if (error instanceof SyntaxError && ($response?.statusCode ?? 400) < 300)
        Object.assign(error, { $retryable: { throttling: false } })
      throw error
    }
  }
