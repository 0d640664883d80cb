/** The sixteen triads as arrows among the nodes A, B, C of a small triangle. Pure. */
import type { TriadName } from '../../model/host-graph'
import { arrowBetween } from '../motif/figure-arrow'
import type { Arrow, Point } from '../motif/figure-arrow'

type Node = 'A' | 'B' | 'C'

/** Edges as pairs of letters; M·A·N in the name: mutual, asymmetric and null pairs. */
const edges: Record<TriadName, string> = {
  '003': '',
  '012': 'AB',
  '102': 'AB BA',
  '021D': 'BA BC',
  '021U': 'AB CB',
  '021C': 'AB BC',
  '111D': 'AB BA CB',
  '111U': 'AB BA BC',
  '030T': 'AB CB AC',
  '030C': 'BA CB AC',
  '201': 'AB BA BC CB',
  '120D': 'BA BC AC CA',
  '120U': 'AB CB AC CA',
  '120C': 'AB BC AC CA',
  '210': 'AB BC CB AC CA',
  '300': 'AB BA BC CB AC CA',
}

export const triadNodes: Record<Node, Point> = {
  A: { x: 9, y: 43 },
  B: { x: 30, y: 9 },
  C: { x: 51, y: 43 },
}
export const triadBox = { width: 60, height: 52, radius: 5 }

export const triadEdges = (name: TriadName): [from: Node, to: Node][] =>
  edges[name]
    .split(' ')
    .filter((pair) => pair !== '')
    .map((pair) => [...pair] as [Node, Node])

export const triadArrows = (name: TriadName): Arrow[] =>
  triadEdges(name).map(([from, to]) => arrowBetween(triadNodes[from], triadNodes[to], triadBox.radius + 1.5))

/** What the name says, for those who do not see the picture. */
export const triadWords: Record<TriadName, string> = {
  '003': 'no edges',
  '012': 'one edge',
  '102': 'one mutual pair',
  '021D': 'one node to two others',
  '021U': 'two nodes to a third',
  '021C': 'a chain of two edges',
  '111D': 'a mutual pair, an edge into it',
  '111U': 'a mutual pair, an edge out of it',
  '030T': 'feed-forward loop',
  '030C': 'cycle of three',
  '201': 'two mutual pairs',
  '120D': 'a mutual pair, both from the third',
  '120U': 'a mutual pair, both to the third',
  '120C': 'a mutual pair, a chain through the third',
  '210': 'two mutual pairs and one edge',
  '300': 'all three pairs mutual',
}
