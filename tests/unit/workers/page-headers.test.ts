/** The headers the service worker adds: what it must add, and what it must leave as the server sent it. */
import { expect, test } from 'vitest'
import { pageHeaders, withPageHeaders } from '../../../workers/page-headers'

test('adds every header of the page and keeps what the server sent', async () => {
  const sent = new Response('text', {
    status: 206,
    statusText: 'Partial Content',
    headers: { 'Content-Type': 'text/plain', 'Cross-Origin-Embedder-Policy': 'require-corp' },
  })
  const response = withPageHeaders(sent)
  expect(Object.fromEntries(response.headers)).toEqual({
    ...Object.fromEntries(new Headers(pageHeaders)),
    'content-type': 'text/plain',
    'cross-origin-embedder-policy': 'require-corp',
  })
  expect([response.status, response.statusText, await response.text()]).toEqual([
    206,
    'Partial Content',
    'text',
  ])
})

test('forgets the encoding and length on the wire of a body that is decoded by now', () => {
  const sent = new Response('text', { headers: { 'Content-Encoding': 'br', 'Content-Length': '3' } })
  const { headers } = withPageHeaders(sent)
  expect(headers.has('Content-Encoding') || headers.has('Content-Length')).toBe(false)
  const plain = withPageHeaders(new Response('text', { headers: { 'Content-Length': '4' } }))
  expect(plain.headers.get('Content-Length')).toBe('4')
})

test('an answer without a body stays one, and an error stays an error', () => {
  expect(withPageHeaders(new Response(null, { status: 304 })).body).toBeNull()
  const error = Response.error()
  expect(withPageHeaders(error)).toBe(error)
})
