/** Three motif nodes that are all neighbours: every triangle of the host once. */
import type { PairCodes } from '../../model/count-plan'
import { swapCode, swapCodes } from '../coded-rows'
import { isNeighbour, neighbourCodes } from './coded-motif'
import type { CodedMotif } from './coded-motif'
import type { ListWays } from './way-of-counting'

const orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] // prettier-ignore

/** In how many ways the motif fits on three host nodes with these codes; at code(u,v) << 4 | code(u,w) << 2 | code(v,w). */
export function triadWeights({ codes }: CodedMotif): number[] {
  return Array.from({ length: 64 }, (_, at) => {
    const [uv, uw, vw] = [at >> 4, (at >> 2) & 3, at & 3]
    const between = [
      [0, uv, uw],
      [swapCode(uv), 0, vw],
      [swapCode(uw), swapCode(vw), 0],
    ]
    const fits = ([a, b, c]: number[]) =>
      ((codes[0]![1]! >> between[a!]![b!]!) & 1) === 1 &&
      ((codes[0]![2]! >> between[a!]![c!]!) & 1) === 1 &&
      ((codes[1]![2]! >> between[b!]![c!]!) & 1) === 1
    return uv && uw && vw ? orders.filter(fits).length : 0
  })
}

export const triadWays: ListWays = ({ motif, group, layer }) => {
  const { codes, names, sets } = motif
  const pairs = [codes[0]?.[1], codes[0]?.[2], codes[1]?.[2]]
  const areNeighbours = pairs.every((allowed) => allowed !== undefined && isNeighbour(allowed))
  if (names.length !== 3 || !areNeighbours || sets.some((set) => set !== null)) return []
  const walked = pairs.reduce<PairCodes>((all, allowed) => all | allowed! | swapCodes(allowed!), 0)
  const weights = triadWeights(motif)
  const term = { kind: 'triads' as const, first: 0, end: layer.nodeCount, weights, codes: walked }
  const below = layer.longestBelow()
  const cost = layer.sum((node) => {
    const length = layer.belowLength(node)
    return length * (1 + layer.rowLength(node, neighbourCodes) - length)
  })
  return [
    {
      kind: 'triads',
      terms: [
        { term, multiplicity: 1, unit: group.length, mostPerRoot: Math.max(...weights) * below * below },
      ],
      cost,
      reason:
        'All three nodes are neighbours of each other, so each triangle of the host is looked at once and counted for every way the motif fits on it.',
    },
  ]
}
