import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { piecesOf } from '../../../src/hosts/formats/byte-stream'
import { openInput } from '../../../src/hosts/graph-input'

const content = 'source,target\nA,B\n'
const server = createServer((request, response) => {
  const status = Number(request.url?.slice(1)) || 200
  const headers =
    request.url === '/huge' ? { 'Content-Length': String(5 * 2 ** 30) } : { 'Content-Length': content.length }
  response.writeHead(status, headers).end(request.url === '/huge' ? undefined : content)
})
let origin = ''

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.closeAllConnections())

describe('opening an input', () => {
  it('gives the bytes behind an address, and how many there are', async () => {
    const { stream, size } = await openInput({ kind: 'address', address: `${origin}/graph.csv` })
    let text = ''
    for await (const piece of piecesOf(stream)) text += new TextDecoder().decode(piece)
    expect({ text, size }).toEqual({ text: content, size: content.length })
  })

  it.each([
    [404, 'not-found'],
    [410, 'not-found'],
    [401, 'forbidden'],
    [403, 'forbidden'],
    [503, 'http-error'],
  ])('says what an answer of %i means', async (status, code) => {
    const outcome = openInput(
      { kind: 'address', address: `${origin}/${status}` },
      { pause: async () => undefined },
    )
    await expect(outcome).rejects.toMatchObject({ code, message: expect.stringContaining(String(status)), hint: expect.anything() }) // prettier-ignore
  })

  it('says what may be wrong when nobody answers', async () => {
    const outcome = openInput({ kind: 'address', address: 'http://127.0.0.1:1/graph.csv' })
    await expect(outcome).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('cannot be reached'),
    })
  })

  it('refuses what is too large before reading it', async () => {
    const outcome = openInput({ kind: 'address', address: `${origin}/huge` })
    await expect(outcome).rejects.toMatchObject({
      code: 'file-too-large',
      message: expect.stringContaining('5.0 GiB'),
    })
  })
})
