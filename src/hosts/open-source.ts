/** The bytes of a graph on their way to a format: counted, unpacked, and told apart when they break off. */
import { MotifscopeError } from '../model/errors'
import { piecesOf } from './formats/byte-stream'
import type { FormatInput } from './formats/format'
import { gunzipWhenNeeded } from './formats/gunzip'
import type { ImportProgress, Pace } from './pace'

export interface GraphSource {
  stream: ReadableStream<Uint8Array>
  /** Byte length of the stream, where it is known. */
  size?: number
  /** The same bytes, where they can be read at any place. */
  blob?: Blob
  /** The same bytes from the beginning once more. */
  reopen?: () => Promise<ReadableStream<Uint8Array>>
}

/** Begins to read: looks at the head, and undoes gzip. */
export async function openFormatInput(
  source: GraphSource,
  phase: ImportProgress['phase'],
  pace: Pace,
): Promise<FormatInput & { head: Uint8Array }> {
  const { blob, size, reopen } = source
  const again = reopen && (async () => piecesOf(await reopen()))
  const { head, bytes, isUnpacked } = await gunzipWhenNeeded(follow(source, phase, pace), again)
  const report = (done: number, total: number) => pace.report({ phase, done, total })
  if (isUnpacked) return { head, bytes }
  return { head, bytes, report, ...(size === undefined ? {} : { size }), ...(blob ? { blob } : {}) }
}

/** The pieces of a source, counted. */
async function* follow(
  source: GraphSource,
  phase: ImportProgress['phase'],
  pace: Pace,
): AsyncGenerator<Uint8Array> {
  let done = 0
  const total = source.size === undefined ? {} : { total: source.size }
  try {
    for await (const piece of piecesOf(source.stream)) {
      await pace.report({ phase, done, ...total })
      yield piece
      done += piece.length
    }
  } catch (thrown) {
    throw readingMistake(thrown, done)
  }
  await pace.report({ phase, done, ...total })
}

/** What a stream says when it breaks off, as a sentence. */
function readingMistake(thrown: unknown, done: number): unknown {
  if (
    thrown instanceof DOMException &&
    (thrown.name === 'NotReadableError' || thrown.name === 'NotFoundError')
  )
    return new MotifscopeError(
      'unreadable-file',
      'The file was changed, moved or locked while it was being read.',
      {
        hint: 'Choose it again.',
        cause: thrown,
      },
    )
  if (!(thrown instanceof TypeError)) return thrown
  return new MotifscopeError(
    'interrupted',
    `The download broke off after ${done.toLocaleString('en')} bytes.`,
    {
      hint: 'Check the connection and open the address again.',
      cause: thrown,
    },
  )
}
