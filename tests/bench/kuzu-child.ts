/** The process in which Kùzu's WebAssembly build runs. Words: the package's folder, the tables of nodes and edges.
 *  Reads `{"cypher"}` and writes `{"count","ms"}`, a line each. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

interface KuzuResult {
  getAllRows(): Promise<unknown[][]>
  close(): Promise<void>
}

interface Kuzu {
  Database: new (path: string, bufferPoolBytes: number, threads: number) => object
  Connection: new (database: object, threads: number) => { query(text: string): Promise<KuzuResult> }
  FS: { writeFile(path: string, text: string): Promise<void> }
}

const [packageFolder = '', nodesFile = '', edgesFile = ''] = process.argv.slice(2)
const kuzu = createRequire(join(packageFolder, 'package.json'))('kuzu-wasm/nodejs') as Kuzu
const answer = (words: object) => process.stdout.write(`${JSON.stringify(words)}\n`)
const connection = new kuzu.Connection(new kuzu.Database(':memory:', 0, 1), 1)

async function ask(text: string): Promise<unknown[][]> {
  const result = await connection.query(text)
  const rows = await result.getAllRows()
  await result.close()
  return rows
}

/** Its values come wrapped in lists and in number objects. */
const plain = (cell: unknown): string => (Array.isArray(cell) ? plain(cell[0]) : String(cell))

async function openHost(): Promise<number> {
  const begin = performance.now()
  // As text: the bytes of a small file lie in a buffer that others share, and all of it would be taken.
  await kuzu.FS.writeFile('/nodes.csv', readFileSync(nodesFile, 'utf8'))
  await kuzu.FS.writeFile('/edges.csv', readFileSync(edgesFile, 'utf8'))
  await ask('CREATE NODE TABLE N(id INT64, candidate INT64, PRIMARY KEY(id))')
  await ask('CREATE REL TABLE E(FROM N TO N, weight INT64)')
  await ask("COPY N FROM '/nodes.csv' (header=true, parallel=false)")
  await ask("COPY E FROM '/edges.csv' (header=true, parallel=false)")
  return performance.now() - begin
}

try {
  answer({ ms: await openHost() })
} catch (thrown) {
  answer({ problem: String(thrown) })
}
for await (const line of createInterface({ input: process.stdin })) {
  const begin = performance.now()
  try {
    const rows = await ask((JSON.parse(line) as { cypher: string }).cypher)
    answer({ count: plain(rows[0]), ms: performance.now() - begin })
  } catch (thrown) {
    answer({ problem: String(thrown) })
  }
}
