/** What goes wrong on the way to an address, in words: what happened, and what can be done. A browser tells a page little
 *  of it, so the words say what is known and no more. */
import { MotifscopeError } from '../model/errors'

const saveFirst = 'Download the file with the browser and open it from disk.'

/** What of the page the words depend on. */
export interface PageOfRequest {
  isOnline: boolean
  /** `https:` and the like. */
  protocol: string
}

const isLocal = ({ hostname }: URL) => /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)

/** The error for an address that a page may not even ask for; null: it may. The page's own security policy allows
 *  `https:` and this computer only, and browsers refuse unencrypted addresses on encrypted pages besides. */
export function refusedByPage(address: string): MotifscopeError | null {
  const url = new URL(address)
  if (url.protocol !== 'http:' || isLocal(url)) return null
  return new MotifscopeError(
    'mixed-content',
    `${address} is not encrypted (http://), and the browser lets this page read encrypted addresses only.`,
    { hint: `Try the same address with https://. ${saveFirst}` },
  )
}

/** Nothing came back. `answers`: the server answers, but not to a page of another origin. */
export function unreachable(
  address: string,
  answers: boolean,
  { isOnline }: Pick<PageOfRequest, 'isOnline'>,
  cause: unknown,
): MotifscopeError {
  if (!isOnline)
    return new MotifscopeError('unreachable', `There is no network connection to reach ${address}.`, {
      hint: 'Files on this computer and hosts opened before still work.',
      cause,
    })
  if (answers)
    return new MotifscopeError(
      'unreachable',
      `${new URL(address).host} answers, but does not let other pages read ${address} (CORS).`,
      { hint: `${saveFirst} Or ask whoever runs the server to allow it.`, cause },
    )
  return new MotifscopeError('unreachable', `${address} could not be read: the server cannot be reached.`, {
    hint: `Check the address and the connection. ${saveFirst}`,
    cause,
  })
}

/** The server's refusal. `response.url` says where redirects led. */
export function refusedBy(address: string, response: Response): MotifscopeError {
  const { status, statusText } = response
  const place = placeOf(address, response)
  if (status === 404 || status === 410)
    return new MotifscopeError('not-found', `There is no file at ${place} (the server answered ${status}).`, {
      hint: 'Check the address for typing mistakes; the file may have moved.',
    })
  if (status === 401 || status === 403)
    return new MotifscopeError(
      'forbidden',
      `The server does not give out ${place} (it answered ${status}).`,
      {
        hint: `It may want a login, which is not sent from here. ${saveFirst}`,
      },
    )
  if (status === 429)
    return new MotifscopeError(
      'http-error',
      `The server is asked too often for ${place} (it answered 429).`,
      {
        hint: `Try again in some minutes. ${saveFirst}`,
      },
    )
  const answer = `${status} ${statusText}`.trim()
  return new MotifscopeError('http-error', `The server could not send ${place} (it answered ${answer}).`, {
    hint: 'It was asked several times. Try again later.',
  })
}

/** A page where a file was expected. */
export function webPageAt(address: string, response: Response): MotifscopeError {
  return new MotifscopeError(
    'web-page',
    `${placeOf(address, response)} is a web page, not the file of a graph.`,
    { hint: 'Open it in the browser and copy the address behind its download button.' },
  )
}

/** The address, and where redirects led from it. */
function placeOf(address: string, { url, redirected }: Response): string {
  return redirected && url !== '' && url !== address ? `${address}, which leads to ${url}` : address
}

/** The file is another one than the one that was begun. */
export const changedMeanwhile = (address: string): MotifscopeError =>
  new MotifscopeError('interrupted', `${address} changed on the server while it was being read.`, {
    hint: 'Open the address again.',
  })
