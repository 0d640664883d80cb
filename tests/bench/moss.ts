/** Documents at scale, on the built app: how fast 100,000 come in, and how long the first page of a query takes among
 *  them. Reported, never asserted. `tsx tests/bench/moss.ts` runs this alone. */
import { createHash } from 'node:crypto'
import { pathToFileURL } from 'node:url'
import { openBenchPage } from './page'
import type { BenchPage } from './page'

const documentCount = Number(process.env.BENCH_DOCUMENTS ?? 100_000)
const repetitions = 20

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? NaN
}

const dateOf = (i: number) => new Date(Date.UTC(2026, 0, 1) + i * 1000).toISOString()

/** An annotation of about 400 bytes on one of 1,000 URIs, with two links. Members are sorted: this is canonical. */
function line(i: number): string {
  const content = {
    author: `author ${i % 20}`,
    body: {
      confidence: (i % 100) / 100,
      label: `annotation ${i}`,
      note: 'the soma lies near the border of the volume',
    },
    createdAt: dateOf(i),
    links: [`bossdb://lab/volume${i % 50}/em`, `https://example.org/cells/${i % 5000}`],
    uri: `neuprint://neuprint.example.org/brain${i % 10}/neuron/${i % 1000}`,
  }
  const canonical = JSON.stringify(content)
  return JSON.stringify({ ...content, id: createHash('sha256').update(canonical).digest('hex') })
}

async function importAll({ page }: BenchPage): Promise<void> {
  const lines = Array.from({ length: documentCount }, (_, i) => line(i))
  const handle = await page.evaluateHandle(() => [] as string[])
  for (let first = 0; first < lines.length; first += 10_000)
    await handle.evaluate(
      (parts, text) => void parts.push(text),
      `${lines.slice(first, first + 10_000).join('\n')}\n`,
    )
  const answer = await handle.evaluate(async (parts) => {
    const blob = new Blob(parts)
    const begin = performance.now()
    const { imported } = await globalThis.motifscope.moss.import(blob)
    return { imported, ms: performance.now() - begin, byteLength: blob.size }
  })
  if (answer.imported !== documentCount) throw new Error(`Only ${answer.imported} documents came in.`)
  const perSecond = Math.round((1000 * documentCount) / answer.ms)
  console.log(
    `Importing ${documentCount} documents (${(answer.byteLength / 2 ** 20).toFixed(0)} MiB): ` +
      `${(answer.ms / 1000).toFixed(1)} s, ${perSecond} documents/s`,
  )
}

async function reportQueries({ page }: BenchPage): Promise<void> {
  const queries = {
    'by prefix': { prefix: 'neuprint://neuprint.example.org/brain3/' },
    'by prefix, the whole store': { prefix: 'neuprint://' },
    'by link': { linkedTo: 'bossdb://lab/volume7/em' },
    'by link, since the middle': { linkedTo: 'bossdb://lab/volume7/em', since: dateOf(documentCount >> 1) },
    'the newest': {},
    'by text that only the oldest has': { text: 'annotation 0' },
  }
  for (const [name, query] of Object.entries(queries)) {
    const times = await page.evaluate(
      async ({ query, repetitions }) => {
        const times: number[] = []
        for (let i = 0; i < ('text' in query ? 3 : repetitions); i++) {
          const begin = performance.now()
          const { documents } = await globalThis.motifscope.moss.list({ ...query, limit: 50 })
          times.push(performance.now() - begin)
          if (documents.length === 0) throw new Error('No documents were found.')
        }
        return times
      },
      { query, repetitions },
    )
    console.log(
      `First 50 of ${documentCount} documents ${name}: median ${median(times).toFixed(1)} ms, ` +
        `most ${Math.max(...times).toFixed(1)} ms of ${times.length}`,
    )
  }
}

/** Prints a line for the import and one for each query. */
export async function reportDocuments(bench: BenchPage): Promise<void> {
  await importAll(bench)
  await reportQueries(bench)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const bench = await openBenchPage()
  try {
    await reportDocuments(bench)
  } finally {
    await bench.close()
  }
}
