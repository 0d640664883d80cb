import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MotifscopeError } from '../../../src/model/errors'
import { documentsOfSession, importDocuments } from '../../../src/scripting/session-documents'
import { readSession, writeSession } from '../../../src/scripting/session-file'
import type { SessionFile } from '../../../src/scripting/session-file'
import { motifUri } from '../../../src/scripting/annotation'
import { memoryReplica } from '../../tools/moss-documents'

const session: SessionFile = {
  savedAt: '2026-01-31T12:00:00.000Z',
  appVersion: '1.2.3',
  host: { id: 'here', name: 'A host', uri: 'file://a.csv', nodeCount: 3, edgeCount: 2, data: { format: 'graphml', text: '<graphml/>' } }, // prettier-ignore
  motif: 'A -> B',
  query: { text: 'RETURN $a', parameters: { a: '[1, KC]' }, isShown: true },
  options: {
    ignoreDirection: true,
    excludeAutomorphisms: false,
    induced: true,
    limit: null,
    countOnly: false,
  },
  result: { state: 'done', count: '9007199254740993', truncated: false, elapsedMs: 12 },
  layout: { studioTab: 'drawing', panes: { editor: 40, upper: 50, text: 60 } },
  documents: [],
}
const fileOf = (changes: object) =>
  new Blob([JSON.stringify({ format: 'motifscope-session', version: 1, ...session, ...changes })])

describe('session files', () => {
  it('are read as they were written', async () => {
    expect(await readSession(writeSession(session))).toEqual(session)
    const { savedAt, appVersion, motif, options, layout, documents } = session
    const bare = { savedAt, appVersion, motif, options, layout, documents }
    expect(await readSession(writeSession(bare))).toEqual(bare)
  })

  it.each([
    ['text', new Blob(['A -> B']), 'not-a-session'],
    ['a cut file', writeSession(session).slice(0, 200), 'not-a-session'],
    ['other JSON', new Blob(['{"format":"x"}']), 'not-a-session'],
    ['null', new Blob(['null']), 'not-a-session'],
    ['a newer version', fileOf({ version: 2 }), 'newer-session'],
    ['no version', fileOf({ version: undefined }), 'damaged-session'],
    ['no motif', fileOf({ motif: undefined }), 'damaged-session'],
    ['a query that is a text', fileOf({ query: 'RETURN 1' }), 'damaged-session'],
    ['a query without its text', fileOf({ query: { parameters: {} } }), 'damaged-session'],
    ['a value that is a number', fileOf({ query: { text: '', parameters: { a: 1 } } }), 'damaged-session'],
    ['a motif that is a list', fileOf({ motif: ['A -> B'] }), 'damaged-session'],
    [
      'an option that is a text',
      fileOf({ options: { ...session.options, induced: 'yes' } }),
      'damaged-session',
    ],
    ['a limit of zero', fileOf({ options: { ...session.options, limit: 0 } }), 'damaged-session'],
    ['documents that are texts', fileOf({ documents: ['x'] }), 'damaged-session'],
    ['a host without an id', fileOf({ host: { name: 'x' } }), 'damaged-session'],
    [
      'data of no format',
      fileOf({ host: { ...session.host, data: { format: 'exe', text: '' } } }),
      'damaged-session',
    ],
    [
      'a count that is no number',
      fileOf({ result: { ...session.result, count: 'many' } }),
      'damaged-session',
    ],
  ])('are refused with a reason: %s', async (_, file, code) => {
    const thrown = await readSession(file).catch((one: unknown) => one)
    expect(thrown).toBeInstanceOf(MotifscopeError)
    expect(thrown).toMatchObject({ code })
  })

  it('never fail otherwise, and never bring in what was not checked', () =>
    fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(session)), fc.jsonValue(), async (name, value) => {
        const read = await readSession(fileOf({ [name]: value })).catch((thrown: unknown) => {
          expect(thrown).toBeInstanceOf(MotifscopeError)
          return null
        })
        if (!read) return
        expect(typeof read.motif).toBe('string')
        expect(typeof read.options.induced).toBe('boolean')
        expect(Array.isArray(read.documents)).toBe(true)
        for (const share of Object.values(read.layout.panes ?? {})) expect(share).toBeGreaterThanOrEqual(15)
      }),
      { seed: 8, numRuns: 300 },
    ))

  it('drop a layout that cannot be used', async () => {
    const read = await readSession(fileOf({ layout: { panes: { editor: 1, upper: 200, text: 'x' } } }))
    expect(read.layout).toEqual({})
  })
})

describe('the documents of a session', () => {
  it('are those about host and motif, those that link them, and what these link, with their history', async () => {
    const { moss } = memoryReplica({ isHostHere: async () => true })
    const cited = await moss.put({ uri: 'https://example.org/paper', body: { text: 'cited' } })
    const first = await moss.put({ uri: 'graph://here/node/1', body: {}, links: [`mossdb://${cited.id}`] })
    const second = await moss.supersede(first.id, { body: { text: 'better' } })
    const linking = await moss.put({ uri: 'https://example.org/', body: {}, links: [motifUri('A -> B')] })
    await moss.put({ uri: 'graph://hereafter/node/1', body: {} })
    await moss.put({ uri: motifUri('A -> B -> C'.slice(0, 6) + '\nB -> C'), body: {} })
    const documents = await documentsOfSession(moss, { hostId: 'here', motif: 'A -> B' })
    expect(new Set(documents.map(({ id }) => id))).toEqual(
      new Set([cited.id, first.id, second.id, linking.id]),
    )
    const other = memoryReplica()
    expect(await importDocuments(other.moss, documents)).toMatchObject({ imported: 4, held: 0, refused: [] })
    expect((await other.moss.head(first.id)).id).toBe(second.id)
  })

  it('are verified when they come in', async () => {
    const { moss } = memoryReplica()
    const document = await moss.put({ uri: 'https://example.org/', body: { text: 'true' } })
    const forged = { ...document, body: { text: 'false' } }
    const other = memoryReplica()
    expect(await importDocuments(other.moss, [forged])).toMatchObject({ imported: 0, refused: [{ line: 1 }] })
  })
})
