import { afterEach, describe, expect, it } from 'vitest'
import { piecesOf } from '../../../src/hosts/formats/byte-stream'
import { openInput } from '../../../src/hosts/graph-input'
import { refusedByPage, unreachable } from '../../../src/hosts/remote-errors'
import { backOffMs } from '../../../src/hosts/remote-fetch'
import { startUnreliableServer } from './unreliable-server'
import type { ServedFile, UnreliableServer } from './unreliable-server'

const content = Array.from({ length: 20_000 }, (_, row) => `n${row},n${row + 1}`).join('\n')
let server: UnreliableServer
afterEach(() => server.stop())

const serve = async (file: ServedFile) => (server = await startUnreliableServer({ '/graph.csv': file }))

/** Opens and reads to the end; `waits`: the pauses that were wished, none of them waited for. */
async function readAll(): Promise<{ text: string; waits: number[] }> {
  const waits: number[] = []
  const hooks = { pause: async (ms: number) => void waits.push(ms) }
  const { stream } = await openInput({ kind: 'address', address: `${server.url}/graph.csv` }, hooks)
  const decoder = new TextDecoder()
  let text = ''
  for await (const piece of piecesOf(stream)) text += decoder.decode(piece, { stream: true })
  return { text, waits }
}

describe('a server that fails for the moment', () => {
  it('is asked again, later each time, until it answers', async () => {
    await serve({ content, failsFirst: [500, 429, 503] })
    const { text, waits } = await readAll()
    expect(text).toBe(content)
    expect(waits).toEqual([backOffMs(1), backOffMs(2), backOffMs(3)])
    expect(waits.toSorted((a, b) => a - b)).toEqual(waits)
  })

  it('is given up in the end, and never asked again for what is not there', async () => {
    await serve({ content, failsFirst: Array.from({ length: 9 }, () => 500) })
    await expect(readAll()).rejects.toMatchObject({ code: 'http-error' })
    expect(server.requests).toHaveLength(4)
    server.files['/graph.csv'] = { content, failsFirst: [404] }
    await expect(readAll()).rejects.toMatchObject({ code: 'not-found' })
    expect(server.requests).toHaveLength(5)
  })
})

describe('a download that is cut', () => {
  const etag = { ETag: '"1"' }

  it('goes on where it was, under the condition that the file is the same', async () => {
    await serve({ content, hasRanges: true, headers: etag, cutsAfter: [50_000, 20_000] })
    expect((await readAll()).text).toBe(content)
    expect(server.requests.slice(1)).toEqual([
      { path: '/graph.csv', range: 'bytes=50000-', condition: '"1"' },
      { path: '/graph.csv', range: 'bytes=70000-', condition: '"1"' },
    ])
  })

  it('is read anew behind what was had, where the server knows no ranges', async () => {
    await serve({ content, headers: etag, cutsAfter: [50_000] })
    expect((await readAll()).text).toBe(content)
  })

  it('is not put together from two states of a file', async () => {
    await serve({ content, hasRanges: true, headers: etag, cutsAfter: [50_000] })
    const hooks = {
      pause: async () => {
        server.files['/graph.csv'] = { content: content.replaceAll('n', 'm'), headers: { ETag: '"2"' } }
      },
    }
    const { stream } = await openInput({ kind: 'address', address: `${server.url}/graph.csv` }, hooks)
    const read = async () => {
      for await (const piece of piecesOf(stream)) void piece
    }
    await expect(read()).rejects.toMatchObject({ code: 'interrupted', message: expect.stringContaining('changed') }) // prettier-ignore
  })

  it('breaks off after some tries that bring nothing', async () => {
    await serve({ content, hasRanges: true, headers: etag, cutsAfter: Array.from({ length: 20 }, (_, i) => (i === 0 ? 50_000 : 0)) }) // prettier-ignore
    await expect(readAll()).rejects.toBeInstanceOf(TypeError)
    expect(server.requests.length).toBeLessThan(8)
  })
})

describe('a web page where a file was expected', () => {
  it.each(['<!DOCTYPE html>\n<html><title>Sign in</title>', '\n<!-- x --><html lang="en">'])(
    'is told as such: %j',
    async (page) => {
      await serve({ content: page })
      await expect(readAll()).rejects.toMatchObject({ code: 'web-page', hint: expect.anything() })
    },
  )

  it('says where redirects led', async () => {
    await serve({ content: '', redirectsTo: '/login' })
    server.files['/login'] = { content: '<!doctype html><p>Sign in</p>' }
    await expect(readAll()).rejects.toMatchObject({ message: expect.stringContaining('which leads to') })
  })
})

describe('a large Parquet file', () => {
  const large = Buffer.alloc(3 * 2 ** 20, 'PAR1 and something like columns ')
  const ranges = () => server.requests.flatMap(({ range }) => range ?? [])
  const open = async () =>
    openInput({ kind: 'address', address: `${server.url}/graph.csv` }, { pause: async () => undefined })

  it('is a blob of which only what is sliced is fetched', async () => {
    await serve({ content: large, hasRanges: true })
    const { blob, size } = await open()
    expect(size).toBe(large.length)
    const part = blob?.slice(-1000, -990).slice(2, 5)
    expect(Buffer.from((await part?.arrayBuffer()) ?? new ArrayBuffer(0))).toEqual(large.subarray(-998, -995))
    expect(ranges()).toEqual([
      `bytes=${large.length - 8}-${large.length - 1}`,
      `bytes=${large.length - 998}-${large.length - 996}`,
    ])
  })

  it('can still be read from its beginning to its end', async () => {
    await serve({ content: large, hasRanges: true })
    const { stream } = await open()
    const pieces: Uint8Array[] = []
    for await (const piece of piecesOf(stream)) pieces.push(piece)
    expect(Buffer.concat(pieces).equals(large)).toBe(true)
  })

  it('comes in one piece where the server knows no ranges', async () => {
    await serve({ content: large })
    const { blob, stream } = await open()
    expect(blob).toBeUndefined()
    let length = 0
    for await (const piece of piecesOf(stream)) length += piece.length
    expect(length).toBe(large.length)
  })
})

describe('words for what a page may not read', () => {
  it('tells unencrypted addresses, CORS, no server and no connection apart', async () => {
    await serve({ content })
    expect(refusedByPage('http://example.org/a.csv')).toMatchObject({ code: 'mixed-content' })
    expect(refusedByPage('http://localhost:8080/a.csv')).toBeNull()
    expect(refusedByPage('https://example.org/a.csv')).toBeNull()
    const words = (answers: boolean, isOnline: boolean) =>
      unreachable('https://example.org/a.csv', answers, { isOnline }, null).message
    expect(words(true, true)).toContain('(CORS)')
    expect(words(false, true)).toContain('cannot be reached')
    expect(words(false, false)).toContain('no network connection')
  })
})
