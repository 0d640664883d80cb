/** Host nodes as segments of images, and back: an address of Neuroglancer with the nodes of matches in colour, and the
 *  segments in an address somebody pastes. Nothing is fetched. Pure. */
import { MotifscopeError } from '../model/errors'
import { isWebAddress } from './neuroglancer'
import type { HostLayers } from './neuroglancer'

/** A node's segment where its own id is none: by this attribute. */
export const segmentAttribute = '__segmentation_id__'

/** The segments of one motif node. */
export interface SegmentGroup {
  /** Of a motif node, as `#rrggbb`. */
  colour?: string
  segments: readonly string[]
}

/** The address that shows these segments on every layer of segments, each in its group's colour; a segment of two groups
 *  has the first's. */
export function segmentsAddress(
  { neuroglancer, layers }: HostLayers,
  groups: readonly SegmentGroup[],
): string {
  const colours: Record<string, string> = Object.create(null) as Record<string, string>
  const segments = new Set<string>()
  for (const group of groups)
    for (const segment of group.segments) {
      if (!segments.has(segment) && group.colour) colours[segment] = group.colour
      segments.add(segment)
    }
  const shown = layers.map(({ name, type, source }) => ({
    type,
    source,
    ...(type === 'segmentation' ? { segments: [...segments], segmentColors: { ...colours } } : {}),
    name,
  }))
  const first = layers.find(({ type }) => type === 'segmentation')?.name
  const state = { layers: shown, ...(first ? { selectedLayer: { layer: first } } : {}), layout: '4panel' }
  const address = new URL(neuroglancer)
  address.hash = `!${encodeURIComponent(JSON.stringify(state))}`
  return address.href
}

/** The segments of one layer in a state of Neuroglancer. */
export interface LayerSegments {
  layer: string
  segments: string[]
}

const refused = (message: string, hint: string) =>
  new MotifscopeError('no-neuroglancer-link', message, { hint })

/** The layers with segments in a link to Neuroglancer (`…#!{…}`, percent-encoded or not, `#!+{…}`, and the older form
 *  with single quotes and underscores) or in its state as JSON. A segment that is listed but hidden is one too.
 *  @throws MotifscopeError `no-neuroglancer-link`, `remote-neuroglancer-state`. */
export function segmentsFromNeuroglancer(pasted: string): LayerSegments[] {
  const state = stateOf(pasted.trim())
  const found = layersOf(state)
    .map(({ layer, segments }) => ({ layer, segments: [...new Set(segments)] }))
    .filter(({ segments }) => segments.length > 0)
  if (found.length > 0) return found
  throw refused(
    'The link shows no segments.',
    'Select the segments in Neuroglancer, then copy its address again.',
  )
}

function stateOf(text: string): unknown {
  const written = text.startsWith('{') ? text : fragmentOf(text)
  if (!written.startsWith('{')) {
    if (isWebAddress(written.replace(/^[a-z]+\+(?=https?:)/i, '')) || /^[a-z0-9+]+:\/\//i.test(written))
      throw new MotifscopeError(
        'remote-neuroglancer-state',
        'This link only says where its state is kept, and nothing is fetched from there.',
        {
          hint: 'Open it in Neuroglancer and copy its state as JSON (the {} button), or an address with the state in it.',
        },
      )
    throw refused(
      'This is no link to Neuroglancer.',
      'Its address holds #!{…}; its state as JSON will do too.',
    )
  }
  try {
    return JSON.parse(jsonFromUrlSafe(written))
  } catch {
    throw refused(
      'The link is damaged: its state cannot be read.',
      'It may have been cut off while it was copied.',
    )
  }
}

/** What stands behind `#!` or `#!+`, percent-decoded. */
function fragmentOf(link: string): string {
  const written = /#!\+?(.*)$/s.exec(link)?.[1]
  if (written === undefined)
    throw refused(
      'This is no link to Neuroglancer.',
      'Its address holds #!{…}; its state as JSON will do too.',
    )
  try {
    return decodeURIComponent(written).trim()
  } catch {
    return written.trim()
  }
}

/** Strings in double quotes, commas for the underscores and ampersands of the older form; whole numbers too long for a
 *  double as strings, so that ids stay what they are. */
function jsonFromUrlSafe(text: string): string {
  const tokens = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[&_]|[^"'&_\d-]+|./gs
  return text.replace(tokens, (token) => {
    if (token === '_' || token === '&') return ','
    if (/^\d{16,}$/.test(token)) return `"${token}"`
    if (!token.startsWith("'") || token.length < 2) return token
    const inner = token.slice(1, -1).replace(/\\'|"/g, (quote) => (quote === '"' ? '\\"' : "'"))
    return `"${inner}"`
  })
}

function layersOf(state: unknown): LayerSegments[] {
  const { layers } = (state ?? {}) as { layers?: unknown }
  if (Array.isArray(layers)) return layers.map((layer: unknown, i) => segmentsOf(layer, `layer ${i + 1}`))
  if (typeof layers !== 'object' || layers === null) return []
  return Object.entries(layers).map(([name, layer]) => segmentsOf(layer, name))
}

function segmentsOf(layer: unknown, fallback: string): LayerSegments {
  const { name, segments } = (typeof layer === 'object' && layer !== null ? layer : {}) as Record<
    string,
    unknown
  >
  const list: unknown[] = Array.isArray(segments) ? segments : []
  const ids = list
    .filter((id) => typeof id === 'string' || typeof id === 'number')
    // A `!` before it: starred, but not shown at present.
    .map((id) => String(id).replace(/^!/, ''))
    .filter((id) => /^\d+$/.test(id))
  return { layer: typeof name === 'string' ? name : fallback, segments: ids }
}
