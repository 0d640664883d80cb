/** What a host graph's images are and where: layers for Neuroglancer, as the body of a document about the host, and the
 *  address that shows them. Nothing is opened by itself. Pure. */
import type { JsonValue } from '../model/document'
import { MotifscopeError } from '../model/errors'
import { hostUri } from './annotation'
import type { DocumentDraft } from './moss-types'

export interface NeuroglancerLayer {
  name: string
  type: 'segmentation' | 'image'
  /** As Neuroglancer takes it: `precomputed://https://…`, `boss://https://api.bossdb.io/…`. */
  source: string
}

export interface HostLayers {
  /** The address of a Neuroglancer. */
  neuroglancer: string
  layers: NeuroglancerLayer[]
}

export const publicNeuroglancer = 'https://neuroglancer-demo.appspot.com/'
const layerTypes = ['segmentation', 'image'] as const

/** What a document says of layers; null when it says nothing of them that can be used. */
export function layersFromBody(body: JsonValue): HostLayers | null {
  const { kind, neuroglancer, layers } = (body ?? {}) as Record<string, unknown>
  if (kind !== 'layers' || typeof neuroglancer !== 'string' || !Array.isArray(layers)) return null
  const read = layers.filter(
    (layer: Partial<NeuroglancerLayer> | null): layer is NeuroglancerLayer =>
      typeof layer?.name === 'string' &&
      typeof layer.source === 'string' &&
      layerTypes.some((type) => type === layer.type),
  )
  return isWebAddress(neuroglancer) ? { neuroglancer, layers: read } : null
}

/** An address that a browser opens as a page: http or https. */
export function isWebAddress(text: string): boolean {
  return URL.canParse(text) && ['https:', 'http:'].includes(new URL(text).protocol)
}

/** The document that says so.
 *  @throws MotifscopeError `invalid-layers`. */
export function draftOfLayers(hostId: string, { neuroglancer, layers }: HostLayers): DocumentDraft {
  if (!isWebAddress(neuroglancer)) throw invalid('The address of Neuroglancer is not a web address.')
  const names = layers.map(({ name }) => name.trim())
  if (names.includes('')) throw invalid('A layer has no name.')
  if (new Set(names).size < names.length) throw invalid('Two layers have the same name.')
  if (layers.some(({ source }) => !/^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(source.trim())))
    throw invalid(
      'The source of a layer is not an address.',
      'Such as precomputed://https://… or boss://https://…',
    )
  const clean = layers.map(({ type, source }, i) => ({ name: names[i] ?? '', type, source: source.trim() }))
  const links = clean.flatMap(({ source }) => channelOfSource(source) ?? [])
  return {
    uri: hostUri(hostId),
    body: { kind: 'layers', neuroglancer, layers: clean },
    links: [...new Set(links)],
  }
}

function invalid(message: string, hint = 'Correct it and save again.'): MotifscopeError {
  return new MotifscopeError('invalid-layers', message, { hint })
}

/** The `bossdb://` URI of the channel that a source of BossDB shows. */
export function channelOfSource(source: string): string | null {
  const plain = /^bossdb:\/\/([^/:]+\/[^/]+\/[^/?#]+)/.exec(source)?.[1]
  const served = /^(?:boss|bossdb):\/\/https?:\/\/[^/]+\/([^/]+\/[^/]+\/[^/?#]+)/.exec(source)?.[1]
  const channel = served ?? plain
  return channel === undefined ? null : `bossdb://${channel}`
}

/** Collection, experiment and channel of a `bossdb://` URI, without what follows; null for any other URI. */
export function channelOfUri(uri: string): string | null {
  return /^bossdb:\/\/[^/]+\/[^/]+\/[^/]+/.exec(uri)?.[0] ?? null
}

/** The address that shows the layers; of the channel of `uri` with its id as the segment, where there is one. */
export function neuroglancerAddress({ neuroglancer, layers }: HostLayers, uri = ''): string {
  const [, channel, id] = /^(bossdb:\/\/[^/]+\/[^/]+\/[^/]+)(?:\/([^/]+))?$/.exec(uri) ?? []
  const shown = layers.map(({ name, type, source }) => ({
    name,
    type,
    source,
    ...(id !== undefined && type === 'segmentation' && channelOfSource(source) === channel
      ? { segments: [id] }
      : {}),
  }))
  const address = new URL(neuroglancer)
  address.hash = `!${encodeURIComponent(JSON.stringify({ layers: shown }))}`
  return address.href
}
