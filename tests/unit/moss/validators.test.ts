/** What the validator of each prefix takes and refuses, when they are asked, and how others are added. */
import { describe, expect, it } from 'vitest'
import { receive } from '../../../src/moss/receive'
import { firstDocument, memoryReplica } from '../../tools/moss-documents'

const note = { uri: 'https://example.org/', body: { text: 'a note' } }
const rejects = async (promise: Promise<unknown>, code: string) =>
  expect(promise).rejects.toMatchObject({ name: 'MotifscopeError', code })

/** Nothing of a refused document stays. */
async function refuses(write: (replica: ReturnType<typeof memoryReplica>) => Promise<unknown>) {
  const replica = memoryReplica()
  await rejects(write(replica), 'invalid-uri')
  expect(replica.store.documents.size).toBe(0)
}

describe('validators', () => {
  const id = '0'.repeat(64)
  it.each([
    'bossdb://Kasthuri/ac4/em',
    'bossdb://Kasthuri/ac4/em/12',
    'graph://here',
    'graph://here#node=12',
    'http://example.org',
    'https://example.org/a?b#c',
    `mossdb://elsewhere/${id}`,
    'neo4j://localhost:7687/neo4j',
    'neuprint://neuprint.janelia.org/hemibrain:v1.2.1',
    'motif://A%20-%3E%20B',
  ])('take %s', async (uri) => {
    const { moss } = memoryReplica()
    expect((await moss.put({ ...note, uri, links: [uri] })).uri).toBe(uri)
  })

  it.each([
    'bossdb://Kasthuri/ac4',
    'bossdb://Kasthuri//em',
    'bossdb://a/b/c/d/e',
    `file://sha-256/${id}`,
    `file://sha-256/${id.slice(1)}`,
    'graph://elsewhere',
    'graph://',
    'https://',
    'http:///path',
    'https://example.org/a b',
    `mossdb://${id}`,
    'mossdb://elsewhere/1',
    `mossdb:///${id}`,
    'neo4j://',
    'neuprint:///hemibrain',
    'motif://A%20-%3E',
    'motif://%E0%A4%A',
    'motif://',
  ])('refuse %s as URI and as link, with the reason', async (uri) => {
    await refuses(({ moss }) => moss.put({ ...note, uri }))
    await refuses(({ moss }) => moss.put({ ...note, links: ['https://example.org/', uri] }))
  })

  it('know what is here: a document, a blob', async () => {
    const { moss } = memoryReplica()
    const first = await moss.put(note)
    const file = await moss.attach(new Blob(['abc'], { type: 'text/plain' }))
    expect(file).toBe('file://sha-256/ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    await moss.put({ ...note, uri: `mossdb://${first.id}`, links: [file] })
    expect(await (await moss.file(file)).text()).toBe('abc')
    await rejects(moss.file(`file://sha-256/${id}`), 'unknown-file')
  })

  it('ask the network only when “check” was pressed', async () => {
    const asked: string[] = []
    const { moss } = memoryReplica({ askNetwork: async (url) => (asked.push(url), 404) })
    const document = await moss.put({ ...note, links: ['https://example.org/2'] })
    await moss.supersede(document.id, { body: {} })
    expect(asked).toEqual([])
    await rejects(moss.check('https://example.org/2'), 'invalid-uri')
    expect(asked).toEqual(['https://example.org/2'])
    await moss.check('bossdb://Kasthuri/ac4/em')
    await rejects(moss.check('graph://elsewhere'), 'invalid-uri')
  })

  it('are added in one place, the longest prefix counts, and no import asks them', async () => {
    const strict = {
      prefix: 'https://strict.org/',
      form: 'https://strict.org/…',
      validate: async (uri: string) => {
        if (!uri.endsWith('!')) throw new Error('it does not end with !')
      },
    }
    const web = { prefix: 'https://', form: '', validate: async () => undefined }
    const { moss, tools } = memoryReplica({ prefixes: [web, strict] })
    await moss.put({ ...note, uri: 'https://strict.org/a!' })
    await expect(moss.put({ ...note, uri: 'https://strict.org/a' })).rejects.toThrow('does not end with !')
    await rejects(moss.put({ ...note, uri: 'graph://here' }), 'disallowed-prefix')
    const foreign = await firstDocument({
      uri: 'ftp://example.org/',
      links: ['https://strict.org/a', 'graph://x'],
    })
    expect((await receive([foreign], tools)).outcomes).toEqual([{ kind: 'stored' }])
  })
})
