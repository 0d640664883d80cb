/** Export and import as JSON lines: what goes out comes in, and one bad line never stops the others. */
import { describe, expect, it } from 'vitest'
import { withProof } from '../../../src/moss/document-id'
import { firstDocument, keyPair, linesBlob, memoryReplica, successorOf } from '../../tools/moss-documents'

const [ada, eve] = await Promise.all([keyPair(1), keyPair(3)])
const first = await firstDocument({}, ada)
const second = await successorOf(first, { author: 'Ada L.' }, ada)
const third = await successorOf(second, { deleted: true, body: {} }, ada)
const open = await firstDocument({ uri: 'motif://A-%3EB', body: 'ein Übergang 😀' })
const clean = { imported: 0, known: 0, held: 0, refused: [] }

describe('import', () => {
  it('counts what is new and what was known', async () => {
    const { moss } = memoryReplica()
    expect(await moss.import(linesBlob([first, second, open]))).toEqual({ ...clean, imported: 3 })
    expect(await moss.import(linesBlob([first, second, open, third]))).toEqual({
      ...clean,
      imported: 1,
      known: 3,
    })
    expect(await moss.head(first.id)).toEqual(third)
    expect(await moss.get(open.id)).toEqual(open)
  })

  it('takes an empty file, blank lines, Windows line ends and a byte order mark', async () => {
    const { moss } = memoryReplica()
    expect(await moss.import(new Blob([]))).toEqual(clean)
    const text = `\ufeff${JSON.stringify(first)}\r\n\r\n  \n${JSON.stringify(open)}`
    expect(await moss.import(new Blob([text]))).toEqual({ ...clean, imported: 2 })
  })

  it('refuses bad lines with their number and reason, and stores the others', async () => {
    const { moss, store } = memoryReplica()
    const forged = withProof(first, { signature: await eve.sign(first.id) })
    const answer = await moss.import(
      linesBlob([
        'not JSON',
        first,
        forged,
        { ...open, body: 'changed' },
        JSON.stringify(open).replace('"links":[]', '"links":[],"links":[]'),
        '',
        { ...open, author: '\ud800' },
        { ...open, _rev: '1-a' },
        '[]',
        'null',
        open,
      ]),
    )
    expect(answer).toEqual({
      imported: 2,
      known: 0,
      held: 0,
      refused: [
        { line: 1, reason: expect.stringContaining('not JSON') },
        { line: 3, id: first.id, reason: expect.stringContaining('signature') },
        { line: 4, id: open.id, reason: expect.stringContaining('not the hash') },
        { line: 5, reason: expect.stringContaining('two members named "links"') },
        { line: 7, id: open.id, reason: expect.stringContaining('surrogate') },
        { line: 8, id: open.id, reason: expect.stringContaining('no member “_rev”') },
        { line: 9, reason: expect.stringContaining('JSON object') },
        { line: 10, reason: expect.stringContaining('JSON object') },
      ],
    })
    expect([...store.documents.keys()].sort()).toEqual([first.id, open.id].sort())
  })

  it('refuses a line that is not UTF-8, and one longer than any document, whatever follows', async () => {
    const { moss } = memoryReplica()
    const line = new TextEncoder().encode(`${JSON.stringify(open)}\n`)
    const broken = line.slice()
    broken[line.indexOf(0xc3) + 1] = 0x20
    const endless = 'x'.repeat(9 * 2 ** 20)
    expect(await moss.import(new Blob([broken, endless, '\n', line]))).toEqual({
      ...clean,
      imported: 1,
      refused: [
        { line: 1, reason: expect.stringContaining('UTF-8') },
        { line: 2, reason: expect.stringContaining('longer') },
      ],
    })
  })

  it('counts as held what still waits at the end, whatever the order of the lines', async () => {
    const { moss } = memoryReplica()
    expect(await moss.import(linesBlob([third, open]))).toEqual({ ...clean, imported: 1, held: 1 })
    expect(await moss.import(linesBlob([third]))).toEqual({ ...clean, held: 1 })
    expect(await moss.import(linesBlob([second, first]))).toEqual({ ...clean, imported: 2, released: 1 })
    expect(await moss.head(first.id)).toEqual(third)
  })

  it('releases across its own batches, and says which line was forged', async () => {
    const { moss } = memoryReplica()
    const many = Array.from({ length: 600 }, (_, i) => firstDocument({ body: i }))
    const forged = await successorOf(first, { author: 'Eve' }, eve)
    const answer = await moss.import(linesBlob([second, second, forged, ...(await Promise.all(many)), first]))
    expect(answer).toEqual({
      imported: 602,
      known: 1,
      held: 0,
      refused: [{ line: 3, id: forged.id, reason: expect.stringContaining('signature') }],
    })
  })

  it('reports what was held before and turns out to be forged', async () => {
    const { moss } = memoryReplica()
    const forged = await successorOf(first, { author: 'Eve' }, eve)
    await moss.import(linesBlob([forged]))
    expect(await moss.import(linesBlob([first]))).toEqual({
      ...clean,
      imported: 1,
      dropped: [{ id: forged.id, reason: expect.stringContaining('signature') }],
    })
  })

  it('tells how far it is, and stops between batches when told to', async () => {
    const { moss, store } = memoryReplica()
    const blob = linesBlob(
      await Promise.all(Array.from({ length: 1200 }, (_, i) => firstDocument({ body: i }))),
    )
    const done: number[] = []
    const controller = new AbortController()
    const importing = moss.import(blob, {
      signal: controller.signal,
      onProgress: (progress) => {
        done.push(progress.done / progress.total)
        if (done.length === 2) controller.abort()
      },
    })
    await expect(importing).rejects.toMatchObject({ code: 'cancelled' })
    expect(store.documents.size).toBe(1000)
    expect(await moss.import(blob, { onProgress: ({ done: d, total }) => done.push(d / total) })).toEqual({
      ...clean,
      imported: 200,
      known: 1000,
    })
    expect(done.at(-1)).toBe(1)
  })
})

describe('export', () => {
  it('writes one document a line, and the whole of another replica can be made of it', async () => {
    const { moss } = memoryReplica()
    await moss.import(linesBlob([third, open, second, first]))
    const blob = await moss.export()
    const lines = (await blob.text()).trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(
      expect.arrayContaining([first, second, third, open]),
    )
    const other = memoryReplica()
    expect(await other.moss.import(blob)).toEqual({ ...clean, imported: 4 })
    expect(await other.moss.history(first.id)).toEqual(await moss.history(first.id))
  })

  it('of a selection brings the trees it stands in, removed ones too, predecessors first', async () => {
    const { moss } = memoryReplica()
    const moved = await successorOf(open, { uri: 'https://example.org/moved' })
    await moss.import(linesBlob([first, second, third, open, moved]))
    const ids = async (selection: Parameters<typeof moss.export>[0]) =>
      (await (await moss.export(selection)).text())
        .split('\n')
        .filter(Boolean)
        .map((line) => (JSON.parse(line) as { id: string }).id)
    expect(await ids({ ids: [second.id] })).toEqual([first.id, second.id, third.id])
    expect(await ids({ prefix: 'motif://' })).toEqual([open.id, moved.id])
    expect(await ids({ prefix: 'motif://', ids: [first.id, second.id] })).toHaveLength(5)
    expect(await ids({ prefix: 'bossdb://' })).toEqual([])
    expect(await ids({})).toEqual([])
    await expect(moss.export({ ids: ['0'.repeat(64)] })).rejects.toMatchObject({ code: 'unknown-document' })
  })
})
