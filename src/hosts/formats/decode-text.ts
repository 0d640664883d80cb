/** Bytes → text: honours byte order marks and a declared encoding, and refuses bytes that are no text in it. */
import { MotifscopeError } from '../../model/errors'
import { startsWith } from './byte-stream'

/** The encoding a byte order mark, or the pattern of zero bytes, gives away; null when neither does. */
export function encodingOfHead(head: Uint8Array): string | null {
  if (startsWith(head, [0xef, 0xbb, 0xbf])) return 'utf-8'
  if (startsWith(head, [0xff, 0xfe])) return 'utf-16le'
  if (startsWith(head, [0xfe, 0xff])) return 'utf-16be'
  if (head.length >= 4 && head[0] !== 0 && head[1] === 0 && head[2] !== 0 && head[3] === 0) return 'utf-16le'
  if (head.length >= 4 && head[0] === 0 && head[1] !== 0 && head[2] === 0 && head[3] !== 0) return 'utf-16be'
  return null
}

/** The beginning of a file as text, for a look only: what cannot be decoded becomes U+FFFD. */
export function headText(head: Uint8Array): string {
  return new TextDecoder(encodingOfHead(head) ?? 'utf-8').decode(head)
}

/** The text of a file, piece by piece, without a byte order mark. `declared` is the encoding the file names itself;
 *  a byte order mark wins over it. Rejects with code `unknown-encoding` or `invalid-encoding`. */
export async function* decodeText(
  bytes: AsyncIterable<Uint8Array>,
  head: Uint8Array,
  declared?: string,
): AsyncGenerator<string> {
  const encoding = encodingOfHead(head) ?? declaredUnlessWide(declared) ?? 'utf-8'
  const decoder = createDecoder(encoding)
  let line = 1
  const decode = (piece?: Uint8Array): string => {
    try {
      return piece ? decoder.decode(piece, { stream: true }) : decoder.decode()
    } catch {
      throw invalidBytes(encoding, piece, line)
    }
  }
  for await (const piece of bytes) {
    const text = decode(piece)
    if (text.length === 0) continue
    yield text
    line += countLines(text)
  }
  const rest = decode()
  if (rest.length > 0) yield rest
}

/** Decodes pieces of whole lines as UTF-8. `line`: the line on which the piece starts, for the mistake.
 *  @throws MotifscopeError `invalid-encoding`. */
export class LineDecoder {
  private readonly decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

  decode(piece: Uint8Array, line: number): string {
    try {
      return this.decoder.decode(piece, { stream: true })
    } catch {
      throw invalidBytes('utf-8', piece, line)
    }
  }
}

/** A file whose declaration could be read byte by byte is not UTF-16, whatever it declares. */
function declaredUnlessWide(declared: string | undefined): string | undefined {
  return declared !== undefined && /^(utf-?16|ucs-?2|iso-10646)/i.test(declared) ? 'utf-8' : declared
}

function createDecoder(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal: true })
  } catch {
    throw new MotifscopeError(
      'unknown-encoding',
      `The file declares the encoding “${encoding}”, which is not known here.`,
      {
        hint: 'Save it as UTF-8 and open it again.',
        line: 1,
      },
    )
  }
}

function invalidBytes(encoding: string, piece: Uint8Array | undefined, startLine: number): MotifscopeError {
  const lenient = piece ? new TextDecoder(encoding).decode(piece) : ''
  const before = lenient.slice(0, Math.max(0, lenient.indexOf('\ufffd')))
  const line = startLine + countLines(before)
  const label = encoding.toUpperCase()
  return new MotifscopeError(
    'invalid-encoding',
    `Line ${line} holds bytes that are not valid ${label} text.`,
    {
      hint: 'If the file was written in another encoding (Latin-1, Windows-1252, …), save it as UTF-8 and open it again.',
      line,
    },
  )
}

/** Number of line feeds in a text. */
export function countLines(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++
  return count
}
