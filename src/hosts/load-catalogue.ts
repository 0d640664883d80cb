/** Fetches a catalogue, or reads it from a file. */
import { MotifscopeError } from '../model/errors'
import { readCatalogue } from './catalogue'
import type { Catalogue } from './catalogue'
import { piecesOf } from './formats/byte-stream'
import { openInput } from './graph-input'
import type { GraphInput } from './graph-input'
import type { RemoteHooks } from './remote-fetch'

const maximumByteLength = 4 * 2 ** 20

/** `input`: null is the page's own, `catalogue.json` beside it.
 *  @throws MotifscopeError `invalid-catalogue`, and as `openInput`. */
export async function loadCatalogue(input: GraphInput | null, hooks: RemoteHooks = {}): Promise<Catalogue> {
  const own: GraphInput = { kind: 'address', address: new URL('catalogue.json', document.baseURI).href }
  const { stream } = await openInput(input ?? own, hooks)
  const decoder = new TextDecoder()
  let text = ''
  let byteLength = 0
  for await (const piece of piecesOf(stream)) {
    byteLength += piece.length
    if (byteLength > maximumByteLength)
      throw new MotifscopeError('invalid-catalogue', 'This is not a catalogue: it has more than 4 MiB.')
    text += decoder.decode(piece, { stream: true })
  }
  return readCatalogue(text)
}
