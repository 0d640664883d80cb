/** The words between the page and a census worker: types only. */
import type { HostTopology, TriadName } from '../model/host-graph'
import type { Motif } from '../model/motif'
import type { NullEffort, NullModelKind } from '../model/null-run'
import type { ResolvedNeeds } from '../model/plan'
import type { ClassPairs, NodeClasses } from '../statistics/class-pairs'
import type { ColouredCount } from '../statistics/coloured-census'
import type { RichClub } from '../statistics/rich-club'

/** Whose places in a motif are counted. */
export interface RolesQuestion {
  motif: Motif
  topology: HostTopology
  resolved: ResolvedNeeds
  ignoreDirection: boolean
  induced: boolean
  /** The role of each motif node, by name: those that symmetries exchange share one. */
  roleOf: Record<string, number>
  roleCount: number
}

export interface RichClubTask {
  topology: HostTopology
  /** Makes edges of both directions one edge without direction first. */
  ignoreDirection: boolean
  model: NullModelKind
  seed: number
}

export interface CensusWorkerApi {
  ping(): true
  /** Row-major: host nodes by the roles of the type, in the order of `triadRoles`. */
  triadRoles(topology: HostTopology, triad: TriadName): Float64Array
  classPairs(topology: HostTopology, classes: NodeClasses): ClassPairs
  colouredCensus(topology: HostTopology, classes: NodeClasses): ColouredCount[]
  /** Answers how many root items there are to divide. */
  prepareRoles(question: RolesQuestion): Promise<number>
  /** Counts matches from root items `first` to below `end`; answers how many there were. */
  countRoles(first: number, end: number): number
  /** All counted so far, row-major: host nodes by roles. */
  rolesSoFar(): Float64Array
  /** The host's own club, and how long samples shall walk. */
  prepareRichClub(task: RichClubTask): { club: RichClub; effort: NullEffort | null }
  /** Edges among the nodes above each degree, in a sample. */
  drawRichClub(index: number, attempts: number): Float64Array
}
