/** Pictures of a motif that hold the motif: SVG in its <metadata>, PNG in a text chunk. What is read is a text and places,
 *  never anything that is executed or shown as markup. Pure. */
import { SaxesParser } from 'saxes'
import { MotifscopeError } from '../model/errors'
import { layoutFrom } from './drawing-layout'
import type { DrawingLayout } from './drawing-layout'
import { findPngText, isPng, putPngText } from './png-text'

export interface PictureContent {
  /** DotMotif, as it was in the editor. */
  motif: string
  layout: DrawingLayout
}

const format = 'motifscope-drawing'
const version = 1
const keyword = 'motifscope'
/** Where the motif is in an SVG: an element of this name in this namespace. */
export const pictureNamespace = 'urn:motifscope:drawing'
const mostBytes = 64e6
const mostMotifLength = 10_000_000

export const isPictureFile = (file: File) =>
  /\.(svg|png)$/i.test(file.name) || file.type === 'image/svg+xml' || file.type === 'image/png'

/** The content as one text, in characters that XML can hold. */
export function packPicture({ motif, layout }: PictureContent): string {
  const text = JSON.stringify({ format, version, motif, ...layout })
  // JSON escapes what XML cannot hold, but for these.
  return text.replace(
    /[\u007f-\u009f\ufffe\uffff]/g,
    (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function bad(code: string, message: string, hint: string): MotifscopeError {
  return new MotifscopeError(code, message, { hint })
}

const damaged = (what: string) =>
  bad('damaged-picture', `The picture is damaged: ${what}.`, 'Nothing of it was opened. Export it anew.')

function noMotif(): MotifscopeError {
  return bad(
    'no-motif-in-picture',
    'This picture holds no motif.',
    'Only pictures exported here hold one, and other programs or chats may take it out when they save a picture.',
  )
}

function unpack(text: string): PictureContent {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw damaged('what it says of its motif cannot be read')
  }
  if (typeof value !== 'object' || value === null) throw damaged('what it says of its motif cannot be read')
  const { format: found, version: foundVersion, motif } = value as Record<string, unknown>
  if (found !== format) throw damaged('its motif is of no format known here')
  if (typeof foundVersion !== 'number' || foundVersion > version)
    throw bad(
      'newer-picture',
      'The picture was written by a newer Motifscope.',
      'Reload the page to get the newest one.',
    )
  if (typeof motif !== 'string' || motif.length > mostMotifLength) throw damaged('its motif is no text')
  return { motif, layout: layoutFrom(value) }
}

/** The text of the first element of ours in an SVG; null where there is none. */
function findSvgText(source: string): string | null {
  const parser = new SaxesParser({ xmlns: true })
  let text: string | null = null
  let depth = 0
  parser.on('opentag', ({ uri, local }) => {
    if (depth > 0) depth++
    else if (text === null && uri === pictureNamespace && local === 'motif') {
      text = ''
      depth = 1
    }
  })
  parser.on('text', (words) => {
    if (depth === 1) text += words
  })
  parser.on('cdata', (words) => {
    if (depth === 1) text += words
  })
  parser.on('closetag', () => {
    if (depth > 0) depth--
  })
  let failure: Error | null = null
  parser.on('error', (error) => (failure ??= error))
  parser.write(source).close()
  if (failure) throw damaged('it is no well-formed SVG')
  return text
}

/** The PNG with the content in it.
 *  @throws MotifscopeError `damaged-picture` */
export const putIntoPng = (bytes: Uint8Array, content: PictureContent): Uint8Array =>
  putPngText(bytes, keyword, packPicture(content))

/** What a picture holds.
 *  @throws MotifscopeError `no-motif-in-picture`, `damaged-picture`, `newer-picture`, `too-large`. */
export async function readPicture(file: Blob): Promise<PictureContent> {
  if (file.size > mostBytes)
    throw bad(
      'too-large',
      'The picture is larger than this page reads.',
      'A picture of a motif has some kilobytes.',
    )
  const bytes = new Uint8Array(await file.arrayBuffer())
  const text = isPng(bytes) ? findPngText(bytes, keyword) : findSvgText(new TextDecoder().decode(bytes))
  if (text === null) throw noMotif()
  return unpack(text)
}
