/** What scripts and the page say and hear about the places of host nodes in motifs, and about classes of nodes: types
 *  only. */
import type { TriadName } from '../model/host-graph'

export interface WorkOptions {
  signal?: AbortSignal
  onProgress?: (done: number, total: number) => void
}

/** Whose nodes are looked at: any motif, or a class of a census (a triad's name, mfinder's number of four nodes). */
export type ParticipationSubject =
  { motif: string; induced?: boolean; ignoreDirection?: boolean } | { triad: TriadName } | { tetrad: number }

export interface MotifRole {
  /** As `source (A)`; of a motif its nodes. */
  label: string
  /** Motif nodes that play it: more than one where symmetries exchange them. */
  nodes: string[]
}

export interface RoleQuery {
  /** A role's place; absent: by the sum over all. Most first. */
  sortBy?: number
  offset?: number
  /** 100 when absent. */
  limit?: number
  /** Node attributes to tell of each. */
  attributes?: readonly string[]
}

/** A host node: `counts` along the roles. */
export interface RoleRow {
  id: string
  counts: number[]
  total: number
  values: unknown[]
}

export interface NodeRoles {
  /** DotMotif. */
  motif: string
  roles: MotifRole[]
  /** Distinct subgraphs. */
  found: number
  /** Host nodes that are in one. */
  nodeCount: number
  rows(query?: RoleQuery): Promise<RoleRow[]>
}

export interface ClassPair {
  from: string
  to: string
  /** Edges from a node of one to another node of the other. */
  edges: number
  /** Pairs of different nodes that could be edges. */
  possible: number
  /** edges ÷ possible; null where nothing is possible. */
  probability: number | null
  /** Edges that an edge back answers, and their share; null without edges. */
  mutual: number
  reciprocity: number | null
}

export interface NodeClass {
  name: string
  nodes: number
  /** Of all edges that leave its nodes: how many are answered. */
  edges: number
  mutual: number
  reciprocity: number | null
}

export interface ClassMatrix {
  attribute: string
  classes: NodeClass[]
  /** Row by row: from the first class to each, and so on. */
  pairs: ClassPair[]
  edges: number
  possible: number
  probability: number | null
  reciprocity: number | null
}

export interface ColouredRow {
  triad: TriadName
  /** DotMotif, for its picture. */
  motif: string
  /** The classes of its nodes A, B, C. */
  classes: [string, string, string]
  count: number
}

export interface ColouredTriads {
  attribute: string
  classes: { name: string; nodes: number }[]
  /** All that occur, the most frequent first. */
  rows: ColouredRow[]
}

export interface RichClubOptions extends WorkOptions {
  /** 100 when absent; 0: the coefficient alone. */
  samples?: number
  seed?: number
  model?: 'degrees' | 'degrees-mutual'
  ignoreDirection?: boolean
}

/** The nodes whose degree is above k. */
export interface RichClubLevel {
  k: number
  nodes: number
  /** Edges among them; of a graph without directions each once. */
  edges: number
  /** φ(k): edges ÷ those that could be. */
  coefficient: number
  /** Of φ in the samples; null without samples. */
  mean: number | null
  sd: number | null
  /** φ ÷ mean; null where the mean is 0 or not known. */
  normalised: number | null
  z: number | null
  p: number | null
}

export interface RichClubAnswer {
  /** Whether degrees count edges in and out. */
  directed: boolean
  levels: RichClubLevel[]
  samples: number
  seed: number
  model: 'degrees' | 'degrees-mutual'
}

export interface ParticipationApi {
  /** How often each host node fills each place of a motif, or of a class of a census (induced): every distinct subgraph
   *  once, exactly. Rejects like `parse`, and with `cancelled`, `empty-motif`, `unknown-class`, `motif-too-large`. */
  participation(hostId: string, subject: ParticipationSubject, options?: WorkOptions): Promise<NodeRoles>
  /** Edges between the values of a node attribute: connection probability and reciprocity. At most 60 classes; the
   *  rarest are taken together. Rejects with `unknown-attribute`, `cancelled`. */
  classMatrix(hostId: string, attribute: string, options?: WorkOptions): Promise<ClassMatrix>
  /** The triad census by the values of a node attribute, exactly, all sixteen types; at most 24 classes. */
  colouredCensus(hostId: string, attribute: string, options?: WorkOptions): Promise<ColouredTriads>
  /** The density among the nodes of more than k edges, against samples with the same degrees. */
  richClub(hostId: string, options?: RichClubOptions): Promise<RichClubAnswer>
}
