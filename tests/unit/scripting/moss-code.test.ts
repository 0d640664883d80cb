/** The Python is run, against a server that answers as CouchDB does, and must find what the page finds. */
import { spawn, spawnSync } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as textOf } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mossCode } from '../../../src/scripting/moss-code'
import type { MossQuestion } from '../../../src/scripting/moss-code'
import { memoryReplica } from '../../tools/moss-documents'

const awkward = `it's "quoted" \\ $HOME ü`
const { moss, clock } = memoryReplica()
let firstId = ''
let removedId = ''

const server = createServer((_, response) => {
  void moss
    .export()
    .then((blob) => blob.text())
    .then((lines) => {
      const documents = lines.split('\n').filter(Boolean).map((line) => JSON.parse(line) as { id: string }) // prettier-ignore
      const rows = documents.map(({ id, ...doc }) => ({ id, doc: { _id: id, _rev: '1-x', ...doc } }))
      response.end(JSON.stringify({ rows: [...rows, { id: '_design/x', doc: { _id: '_design/x' } }] }))
    })
})
let url = ''

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const put = async (uri: string, body: object, links: string[] = []) => {
    clock.now += 1_000
    return moss.put({ uri, body: body as never, links })
  }
  firstId = (await put('https://example.org/a', { text: awkward })).id
  clock.now += 1_000
  await moss.supersede(firstId, { body: { text: 'CORRECTED', deep: [{ Name: 'Needle' }] } })
  await put('https://example.org/b', { text: 'b' }, ['https://example.org/a'])
  removedId = (await put('https://example.org/c', { text: 'needle' })).id
  await moss.remove(removedId)
  await put('https://other.org/', { text: 'needle' })
})
afterAll(() => void server.close())

async function answerOfPython(question: MossQuestion): Promise<string> {
  const code = mossCode(question, url).find(({ language }) => language === 'python')
  const child = spawn('python3', ['-'], { stdio: ['pipe', 'pipe', 'pipe'] })
  child.stdin.end(code?.text)
  const [out, errors] = await Promise.all([textOf(child.stdout), textOf(child.stderr)])
  expect(errors).toBe('')
  return out
}

const queries = [
  {},
  { prefix: 'https://example.org/' },
  { linkedTo: 'https://example.org/a' },
  { text: 'needle' },
  { text: awkward },
  { prefix: 'https://example.org/', since: '2026-01-31T12:00:03.000Z', text: 'b' },
]

describe.skipIf(spawnSync('python3', ['--version']).status !== 0)('the Python for a remote', () => {
  it.each(queries)('finds what the page finds: %j', async (query) => {
    const lines = (await answerOfPython({ kind: 'list', query })).split('\n').filter(Boolean)
    const ids = lines.map((line) => (JSON.parse(line) as { _id: string })._id)
    expect(ids).toEqual((await moss.list(query)).documents.map(({ id }) => id))
  })

  it.each([
    ['corrected', () => firstId],
    ['removed', () => removedId],
  ] as const)(
    // prettier-ignore
    'shows the head of a %s document',
    async (_, id) => {
      const head = JSON.parse(await answerOfPython({ kind: 'document', id: id() })) as { _id: string }
      expect(head._id).toBe((await moss.head(id())).id)
    },
  )
})

it('the JavaScript finds what the page finds', async () => {
  for (const query of queries) {
    const code = mossCode({ kind: 'list', query })[0]!.text
    const run = eval(`(async (motifscope) => { ${code}\nreturn documents })`) as (api: object) => unknown
    expect(await run({ moss })).toEqual((await moss.list(query)).documents)
  }
})

it('the shell takes the curl as one command, whatever the query holds', () => {
  const text = `'; touch /nowhere; echo "$(id)" \`id\` \\`
  const code = mossCode(
    { kind: 'list', query: { prefix: `https://${text}`, text } },
    `https://x.org/${text}`,
  )[1]!.text
  const shown = spawnSync('sh', ['-c', `curl() { printf '%s\\n' "$@"; }; jq() { cat >/dev/null; }\n${code.replace('| jq', '; jq </dev/null')}`]) // prettier-ignore
  const words = shown.stdout.toString().split('\n')
  expect(words.slice(0, 4)).toEqual([
    '-H',
    'Content-Type: application/json',
    `https://x.org/${text}/_find`,
    '-d',
  ])
  expect(JSON.parse(words[4]!)).toMatchObject({ selector: { uri: { $gte: `https://${text}` } } })
})
