/** What a host graph is like beyond single numbers: how its degrees and the sizes of its components are spread. Small
 *  whatever the host's size: equal degrees, and components of equal size, stand together. */

/** How many nodes have each degree. Both of one length; `degrees` ascending, each of at least one node (0 included). */
export interface DegreeDistribution {
  degrees: number[]
  nodes: number[]
}

/** How many components have each size. Both of one length; `sizes` (in nodes) descending. */
export interface ComponentSizes {
  sizes: number[]
  counts: number[]
}

export const degreeKinds = ['in', 'out', 'total'] as const
export type DegreeKind = (typeof degreeKinds)[number]

export interface HostSpread {
  /** Parallel edges and self-loops count; a self-loop counts twice in `total`. */
  degrees: Record<DegreeKind, DegreeDistribution>
  /** Of an undirected host both are the same. */
  components: { weak: ComponentSizes; strong: ComponentSizes }
}
