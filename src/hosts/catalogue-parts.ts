/** The smaller parts of a catalogue's entry: who is to be cited, and the layers that show its cells. Pure. */

export interface CatalogueCitation {
  text: string
  doi: string | null
}

/** A layer for Neuroglancer. */
export interface CatalogueLayer {
  name: string
  /** As Neuroglancer takes it: `precomputed://…`. */
  source: string
  type?: 'segmentation' | 'image'
}

export const isTextRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function isCitation(value: unknown): boolean {
  if (!isTextRecord(value) || typeof value.text !== 'string') return false
  const { doi } = value
  return doi === undefined || doi === null || (typeof doi === 'string' && /^10\.\d{4,}\/\S+$/.test(doi))
}

export function isLayer(value: unknown): boolean {
  if (!isTextRecord(value) || typeof value.name !== 'string' || typeof value.source !== 'string') return false
  const { type } = value
  const isKnown = type === undefined || type === 'segmentation' || type === 'image'
  return isKnown && /^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(value.source)
}
