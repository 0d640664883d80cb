/** Documents from JSON lines. One bad line never stops the others; one that is not UTF-8, or far longer than a document
 *  may be, is a bad line. */
import type { MossDocument } from '../model/document'
import { MotifscopeError } from '../model/errors'
import { maximumByteLength, readDocument } from './document-id'
import { ImportTally } from './import-tally'
import type { ImportAnswer } from './import-tally'
import type { Outcome } from './judge'
import { linesOf } from './read-lines'
import type { Line } from './read-lines'
import { receive } from './receive'
import type { ReceivingTools } from './receive'
import { readStrictJson } from './strict-json'

export interface ImportProgress {
  /** Bytes read, of `total`. */
  done: number
  total: number
}

export interface ImportLinesOptions {
  onProgress?: (progress: ImportProgress) => void
  signal?: AbortSignal
}

/** What is stored at once: as many lines, or as many bytes. */
const linesPerBatch = 500
const bytesPerBatch = 4 * 2 ** 20

/** JSON may write a byte of canonical text in six (`\u0041`), and space between. */
const longestLine = 8 * maximumByteLength

/** Stores what the lines hold.
 *  @throws MotifscopeError `cancelled`, and what the store throws; what was stored until then stays. */
export async function importLines(
  blob: Blob,
  tools: ReceivingTools,
  { onProgress, signal }: ImportLinesOptions = {},
): Promise<ImportAnswer> {
  const tally = new ImportTally()
  for await (const batch of batchesOf(blob)) {
    if (signal?.aborted) throw new MotifscopeError('cancelled', 'The import was cancelled.')
    await importBatch(batch, tools, tally)
    onProgress?.({ done: batch.at(-1)?.readByteLength ?? 0, total: blob.size })
  }
  return tally.answer()
}

async function* batchesOf(blob: Blob): AsyncGenerator<Line[]> {
  let batch: Line[] = []
  let byteLength = 0
  for await (const line of linesOf(blob, longestLine)) {
    batch.push(line)
    byteLength += line.bytes?.length ?? 0
    if (batch.length < linesPerBatch && byteLength < bytesPerBatch) continue
    yield batch
    batch = []
    byteLength = 0
  }
  if (batch.length > 0) yield batch
}

async function importBatch(batch: readonly Line[], tools: ReceivingTools, tally: ImportTally): Promise<void> {
  const read = await Promise.all(batch.map((line) => readLine(line, tally)))
  const copies = read.filter((one) => one !== undefined)
  const documents = copies.map(({ document }) => document)
  const { outcomes, released, dropped } = await receive(documents, tools)
  copies.forEach(({ line, document }, i) => tally.count(line, document, outcomes[i] as Outcome))
  for (const { document, outcome } of released) tally.countReleased(document, outcome)
  for (const document of dropped) tally.countDropped(document)
}

/** The document of a line; undefined when it is refused. */
async function readLine(
  { line, bytes }: Line,
  tally: ImportTally,
): Promise<{ line: number; document: MossDocument } | undefined> {
  let id: unknown
  try {
    if (!bytes) throw new MotifscopeError('too-large', 'The line is longer than any document may be.')
    const value = readStrictJson(textFrom(bytes))
    id = (value as { id?: unknown } | null)?.id
    return { line, document: await readDocument(value) }
  } catch (thrown) {
    if (!(thrown instanceof MotifscopeError)) throw thrown
    tally.refuse(line, typeof id === 'string' ? id.slice(0, 64) : undefined, thrown)
    return undefined
  }
}

function textFrom(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new MotifscopeError('not-json', 'The line is not UTF-8.', { cause })
  }
}
