/** The pictures of the help on symmetry: small circuits side by side, and each picture in words. Plain data. */
import type { Point } from './figure-arrow'

export interface FigureNode extends Point {
  /** The motif node, by whose letter its colour goes. */
  letter: 'A' | 'B' | 'C'
  /** The host node it is matched to, or a condition: written beside it. */
  note?: string
}

export interface FigurePanel {
  title: string
  nodes: FigureNode[]
  /** Indexes into `nodes`. */
  edges: [from: number, to: number][]
}

export interface Figure {
  panels: FigurePanel[]
  caption: string
  /** What is to be seen, for those who do not see it. */
  description: string
}

type Letters = [FigureNode['letter'], FigureNode['letter'], FigureNode['letter']]
type Notes = (string | undefined)[]

const corners: [Point, Point, Point] = [
  { x: 70, y: 24 },
  { x: 42, y: 84 },
  { x: 98, y: 84 },
]

/** Three nodes at the corners of a triangle: top, left, right. */
function triangle(
  title: string,
  letters: Letters,
  edges: [number, number][],
  notes: Notes = [],
): FigurePanel {
  const nodes = corners.map((corner, index) => {
    const note = notes[index]
    return { ...corner, letter: letters[index] ?? 'A', ...(note === undefined ? {} : { note }) }
  })
  return { title, nodes, edges }
}

const fan: [number, number][] = [
  [0, 1],
  [0, 2],
]
const ring: [number, number][] = [
  [0, 1],
  [1, 2],
  [2, 0],
]

export const fanFigure: Figure = {
  panels: [
    triangle('the motif', ['A', 'B', 'C'], fan),
    triangle('match 1', ['A', 'B', 'C'], fan, ['x', 'y', 'z']),
    triangle('match 2', ['A', 'C', 'B'], fan, ['x', 'y', 'z']),
  ],
  caption: 'A → B, A → C. Two matches, one circuit: an orbit of two.',
  description:
    'A has edges to B and to C. In the host graph x has edges to y and to z. Match 1: A is x, B is y, C is z. Match 2: A is x, B is z, C is y.',
}

export const ringFigure: Figure = {
  panels: [
    triangle('match 1', ['A', 'B', 'C'], ring, ['1', '3', '2']),
    triangle('match 2', ['C', 'A', 'B'], ring, ['1', '3', '2']),
    triangle('match 3', ['B', 'C', 'A'], ring, ['1', '3', '2']),
  ],
  caption: 'A → B → C → A on the ring 1 → 3 → 2 → 1. Three matches, one circuit; none has A < B < C.',
  description:
    'A ring of three host nodes, 1 to 3 to 2 and back to 1. Match 1: A is 1, B is 3, C is 2. Match 2: A is 3, B is 2, C is 1. Match 3: A is 2, B is 1, C is 3. In none of them the host nodes of A, B and C ascend.',
}

export const brokenFigure: Figure = {
  panels: [
    { ...triangle('B and C alike: 2', ['A', 'B', 'C'], fan) },
    { ...triangle('B must be a KC: none', ['A', 'B', 'C'], fan, [undefined, 'KC']) },
    { ...triangle('both must be: 2', ['A', 'B', 'C'], fan, [undefined, 'KC', 'KC']) },
  ],
  caption: 'What is demanded of one node only tells it apart.',
  description:
    'Three times A with edges to B and to C. Without constraints B and C can be exchanged: symmetry 2. Where B alone must be of type KC they cannot: no symmetry. Where both must be of type KC they can again: symmetry 2.',
}
