/** Credentials for remotes: what they send, and that nothing else tells them. */
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { basicAuthentication, bearerAuthentication, noAuthentication } from '../../../src/moss/authenticator'

describe('authenticators', () => {
  it('send a user’s name and password, a token, or nothing', async () => {
    expect(await noAuthentication.headers()).toEqual({})
    expect(await basicAuthentication('Zoë', 'pässword').headers()).toEqual({
      Authorization: `Basic ${Buffer.from('Zoë:pässword').toString('base64')}`,
    })
    expect(await bearerAuthentication('abc.def').headers()).toEqual({ Authorization: 'Bearer abc.def' })
  })

  it('ask for a token anew with each request (OAuth)', async () => {
    let count = 0
    const { kind, headers } = bearerAuthentication(async () => `token-${++count}`)
    expect(kind).toBe('oauth')
    expect([await headers(), await headers()]).toEqual([
      { Authorization: 'Bearer token-1' },
      { Authorization: 'Bearer token-2' },
    ])
  })

  it.each([basicAuthentication('ada', 'lovelace'), bearerAuthentication('lovelace')])(
    'show nothing of themselves when printed or stored ($kind)',
    (authenticator) => {
      const shown = [
        JSON.stringify(authenticator),
        inspect(authenticator, { depth: 9 }),
        String(authenticator),
      ]
      expect(shown.join()).not.toContain('lovelace')
    },
  )
})
