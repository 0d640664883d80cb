/** How a host's degrees and component sizes are spread. Pure, linear in nodes and edges but for sorting. */
import type { ComponentSizes, HostSpread } from '../model/host-spread'
import { strongComponents, weakComponents } from './components'
import type { Components } from './components'
import { degreeDistributions, distributionOf } from './degree-distribution'
import type { StatisticsInput } from './host-statistics'

/** The sizes of components, the largest first. */
export function componentSizes({ sizes }: Components): ComponentSizes {
  const { degrees, nodes } = distributionOf(sizes)
  return { sizes: degrees.reverse(), counts: nodes.reverse() }
}

export function spreadOf({ topology, edges, directed }: StatisticsInput): HostSpread {
  const weak = componentSizes(weakComponents(topology.adjacency))
  return {
    degrees: degreeDistributions(topology.nodeCount, edges, directed),
    components: {
      weak,
      strong: directed ? componentSizes(strongComponents(topology.adjacency)) : weak,
    },
  }
}
