/** Hosts made from a host: by which operation, with which parameters; plain data that is stored with the host, shown to
 *  the user and can be done again. */

export const mergings = ['sum', 'max', 'min', 'mean', 'count'] as const
/** What becomes of the numbers of parallel edges. */
export type Merging = (typeof mergings)[number]

/** What a user may say a column holds. `id`: decimal digits of up to 64 bits, kept as they are written. */
export const columnTypes = ['text', 'integer', 'real', 'boolean', 'list', 'json', 'id'] as const
export type ColumnType = (typeof columnTypes)[number]

/** What is to be different about a column. */
export interface ColumnChoice {
  type?: ColumnType
  /** What the attribute is called. */
  name?: string
  isLeftOut?: boolean
}

/** By the name the file gives the attribute. */
export type ColumnChoices = Record<string, ColumnChoice>

export type Derivation =
  /** SQL conditions as after WHERE: nodes that fit, with the edges among them; edges that fit. */
  | { by: 'filter'; nodes?: string; edges?: string; dropIsolated?: boolean }
  /** Edges whose attribute is at least `min` and at most `max`. */
  | { by: 'threshold'; attribute: string; min?: number; max?: number; dropIsolated?: boolean }
  /** Nodes at most so many steps from these, with the edges among them. */
  | { by: 'neighbourhood'; ids: string[]; steps: number; direction?: 'out' | 'in' | 'both' }
  /** The component of a node, or the largest one. */
  | { by: 'component'; connected: 'weakly' | 'strongly'; id?: string }
  /** The largest part in which each node has at least k neighbours. */
  | { by: 'core'; k: number }
  /** These nodes, with the edges among them. */
  | { by: 'selection'; ids: string[] }
  /** One edge for each pair: numbers merged in these ways; `per`: also for each value of this attribute apart. */
  | { by: 'aggregate'; how: Merging[]; attributes?: string[]; per?: string }
  /** Attributes from a further table, by id. */
  | {
      by: 'join'
      /** The table's file name. */
      table: string
      to: 'nodes' | 'edges'
      /** The table's column of ids; of edges `source` and `target`. Guessed when absent. */
      id?: string
      source?: string
      target?: string
      /** Put before names that the host has already. */
      prefix?: string
      columns?: ColumnChoices
    }
  /** All but these attributes. */
  | { by: 'without'; nodeAttributes?: string[]; edgeAttributes?: string[] }

/** Where a derived host comes from. */
export interface HostOrigin {
  /** The id, which is the digest of the content. */
  parentId: string
  parentName: string
  derivation: Derivation
  /** Attributes that a join added, by name. */
  added?: string[]
  /** Milliseconds since 1970. */
  derivedAt: number
}

/** How the files of a host were read: what a user may want to correct. */
/** Where a host's file was before somebody brought it here. */
export interface BroughtFrom {
  /** The address of the graph, as links write it. */
  uri: string
  /** Which part of it, in words. */
  part: string
  /** Milliseconds since 1970. */
  at: number
}

export interface HostReading {
  format: string
  files: { name: string; role: 'graph' | 'edges' | 'nodes'; id?: string }[]
  source?: string
  target?: string
  weight?: string
  directed?: boolean
  columns?: ColumnChoices
  nodeColumns?: ColumnChoices
  broughtFrom?: BroughtFrom
}

const shown = (ids: readonly string[]) => (ids.length === 1 ? (ids[0] as string) : `${ids.length} nodes`)

/** What a derivation does, in a few words: `2 steps around 17`. */
export function describeDerivation(derivation: Derivation): string {
  switch (derivation.by) {
    case 'filter': {
      const { nodes, edges } = derivation
      const parts = [nodes && `nodes where ${nodes}`, edges && `edges where ${edges}`]
      return parts.filter(Boolean).join('; ')
    }
    case 'threshold': {
      const { attribute, min, max } = derivation
      if (min === undefined) return `${attribute} ≤ ${max}`
      return max === undefined ? `${attribute} ≥ ${min}` : `${min} ≤ ${attribute} ≤ ${max}`
    }
    case 'neighbourhood': {
      const { ids, steps, direction = 'both' } = derivation
      const way = { both: 'around', out: 'downstream of', in: 'upstream of' }[direction]
      return `${steps} ${steps === 1 ? 'step' : 'steps'} ${way} ${shown(ids)}`
    }
    case 'component': {
      const { connected, id } = derivation
      const kind = `${connected} connected component`
      return id === undefined ? `largest ${kind}` : `${kind} of ${id}`
    }
    case 'core':
      return `${derivation.k}-core`
    case 'selection':
      return shown(derivation.ids)
    case 'aggregate': {
      const { how, per } = derivation
      return `one edge per pair: ${how.join(', ')}${per === undefined ? '' : ` per ${per}`}`
    }
    case 'join':
      return `with ${derivation.table}`
    case 'without': {
      const { nodeAttributes = [], edgeAttributes = [] } = derivation
      return `without ${[...nodeAttributes, ...edgeAttributes].join(', ')}`
    }
  }
}
