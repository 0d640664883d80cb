/** What is filled in to make a part of a host, and the derivation that it means. Pure. */
import type { Derivation } from '../model/derivation'

export type PartKind = 'filter' | 'threshold' | 'neighbourhood' | 'component' | 'core' | 'selection'

export interface PartForm {
  by: PartKind
  nodes: string
  edges: string
  dropIsolated: boolean
  attribute: string
  min: string
  max: string
  /** Ids, one on each line or separated by commas or spaces. */
  ids: string
  steps: string
  direction: 'both' | 'out' | 'in'
  connected: 'weakly' | 'strongly'
  id: string
  k: string
}

export const emptyPart: PartForm = {
  by: 'filter',
  nodes: '',
  edges: '',
  dropIsolated: false,
  attribute: '',
  min: '',
  max: '',
  ids: '',
  steps: '1',
  direction: 'both',
  connected: 'weakly',
  id: '',
  k: '2',
}

/** Ids as people paste them. Lines may hold ids with spaces: where there is a line break, only lines count. */
export function idsFrom(text: string): string[] {
  const parts = text.includes('\n') ? text.split('\n') : text.split(/[\s,;]+/)
  return [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ''))]
}

const numberFrom = (text: string) => (text.trim() === '' ? undefined : Number(text))

/** The derivation, or what is missing as a sentence. */
export function derivationFrom(form: PartForm): Derivation | string {
  const { by, dropIsolated } = form
  switch (by) {
    case 'filter': {
      const [nodes, edges] = [form.nodes.trim(), form.edges.trim()]
      if (nodes === '' && edges === '') return 'Write a condition for nodes, for edges, or for both.'
      return {
        by,
        ...(nodes ? { nodes } : {}),
        ...(edges ? { edges } : {}),
        ...(dropIsolated ? { dropIsolated } : {}),
      }
    }
    case 'threshold': {
      const [min, max] = [numberFrom(form.min), numberFrom(form.max)]
      if (form.attribute === '') return 'Choose an attribute of edges.'
      if (min === undefined && max === undefined) return 'Give the least or the greatest value that stays.'
      if (Number.isNaN(min) || Number.isNaN(max)) return 'The bounds must be numbers.'
      const bounds = { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) }
      return { by, attribute: form.attribute, ...bounds, ...(dropIsolated ? { dropIsolated } : {}) }
    }
    case 'neighbourhood': {
      const [ids, steps] = [idsFrom(form.ids), Number(form.steps)]
      if (ids.length === 0) return 'Give the id of at least one node.'
      if (form.steps.trim() === '' || !Number.isInteger(steps) || steps < 0)
        return 'Steps are a whole number, 0 or more.'
      return { by, ids, steps, ...(form.direction === 'both' ? {} : { direction: form.direction }) }
    }
    case 'component': {
      const id = form.id.trim()
      return { by, connected: form.connected, ...(id === '' ? {} : { id }) }
    }
    case 'core': {
      const k = Number(form.k)
      return Number.isInteger(k) && k >= 1 ? { by, k } : 'k is a whole number, 1 or more.'
    }
    case 'selection': {
      const ids = idsFrom(form.ids)
      return ids.length === 0 ? 'Give the id of at least one node.' : { by, ids }
    }
  }
}

/** The form as it was filled in for this derivation; null: it is none of a part. */
export function partFrom(derivation: Derivation): PartForm | null {
  if (derivation.by === 'aggregate' || derivation.by === 'join' || derivation.by === 'without') return null
  const text = Object.fromEntries(
    Object.entries(derivation).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.join('\n') : typeof value === 'number' ? String(value) : value,
    ]),
  )
  return { ...emptyPart, ...(text as Partial<PartForm>) }
}
