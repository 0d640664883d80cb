/** What is wrong with a URI: its syntax always; whether what it names exists where that is known here; the network is
 *  asked only where the context has one, which is when the user pressed “check”. */
import { readMotif } from '../dotmotif/read-motif'
import { isDocumentId } from './document-shape'

export interface ValidationContext {
  /** By the id of a host graph. */
  isHostHere(id: string): Promise<boolean>
  isDocumentHere(id: string): Promise<boolean>
  /** By the SHA-256 of its bytes, lower-case hex. */
  isBlobHere(hash: string): Promise<boolean>
  /** Absent: nobody pressed “check”. Answers the status of an address. */
  askNetwork?: (url: string) => Promise<number>
}

/** Throws what is wrong, as half a sentence. */
export type Validator = (uri: string, context: ValidationContext) => Promise<void>

/** The URI after `scheme://`. */
const restOf = (uri: string) => uri.slice(uri.indexOf('://') + 3)

function hasServer(uri: string): boolean {
  return !restOf(uri).startsWith('/') && URL.canParse(uri) && new URL(uri).host !== ''
}

/** collection/experiment/channel[/id] */
export const validateBossdb: Validator = async (uri) => {
  const parts = restOf(uri).split('/')
  if (parts.length < 3 || parts.length > 4 || parts.includes(''))
    throw new Error('it does not name a collection, an experiment and a channel')
}

/** A blob that is stored here. */
export const validateFile: Validator = async (uri, { isBlobHere }) => {
  const [hash] = /(?<=^file:\/\/sha-256\/)[0-9a-f]{64}$/.exec(uri) ?? []
  if (hash === undefined) throw new Error('no SHA-256 in 64 lower-case hex digits follows')
  if (!(await isBlobHere(hash))) throw new Error('no file with this hash is stored here')
}

/** A host graph that is stored here, or a part of it after `/` or `#`. */
export const validateGraph: Validator = async (uri, { isHostHere }) => {
  const [id] = /^[^/#?]+/.exec(restOf(uri)) ?? []
  if (id === undefined) throw new Error('it names no host graph')
  if (!(await isHostHere(id))) throw new Error('no host graph with this id is open here')
}

/** A document that is stored here, or one of another instance. */
export const validateMossdb: Validator = async (uri, { isDocumentHere }) => {
  const [first, second, ...more] = restOf(uri).split('/')
  const id = second ?? first
  if (first === '' || more.length > 0 || !isDocumentId(id))
    throw new Error('it does not end with the id of a document')
  if (second === undefined && !(await isDocumentHere(id)))
    throw new Error('no document with this id is stored here')
}

/** A database or a data set on a server. */
export const validateServer: Validator = async (uri) => {
  if (!hasServer(uri)) throw new Error('it names no server')
}

/** A page of the web. */
export const validateWeb: Validator = async (uri, { askNetwork }) => {
  if (!hasServer(uri)) throw new Error('it is not a web address')
  if (!askNetwork) return
  const status = await askNetwork(uri)
  if (status >= 400) throw new Error(`its server answers ${status}`)
}

/** DotMotif that can be read. */
export const validateMotif: Validator = async (uri) => {
  const source = motifTextFrom(uri)
  if (source === undefined) throw new Error('it is not percent-encoded')
  const reading = readMotif(source)
  const [first] = reading.errors
  if (first) throw new Error(`its motif has a mistake in line ${first.line}: ${first.message}`)
  if (reading.motif?.nodes.length === 0) throw new Error('its motif is empty')
}

/** The DotMotif text in a `motif://` URI; undefined when it cannot be decoded. */
export function motifTextFrom(uri: string): string | undefined {
  try {
    return decodeURIComponent(restOf(uri))
  } catch {
    return undefined
  }
}

/** A motif as a URI. */
export function motifUriFrom(source: string): string {
  return `motif://${encodeURIComponent(source)}`
}
