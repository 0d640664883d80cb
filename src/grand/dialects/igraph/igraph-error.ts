/** Errors as python-igraph raises them: the class in `name`; the message without the place in igraph's C sources. */

export type IGraphErrorName = 'InternalError' | 'ValueError' | 'TypeError' | 'KeyError' | 'IndexError'

/** As python-igraph names its exceptions. */
export class IGraphError extends Error {
  override readonly name: IGraphErrorName

  constructor(name: IGraphErrorName, message: string) {
    super(message)
    this.name = name
  }
}

/** What each function says of a number that no vertex has. */
export const invalidVertex = {
  neighbors: (vertex: number) => `Vertex ${vertex} is not in the graph. -- Invalid vertex ID`,
  several: () => 'Cannot create iterator, invalid vertex ID. -- Invalid vertex ID',
  reach: () => 'Vertex id out of range. -- Invalid vertex ID',
  edge: () => 'Cannot get edge ID. -- Invalid vertex ID',
  adjacent: () => 'Invalid vertex ID when checking if two vertices are connected. -- Invalid vertex ID',
  adding: () => 'Out-of-range vertex IDs when adding edges. -- Invalid vertex ID',
} as const

export type InvalidVertex = keyof typeof invalidVertex

export const noSuchEdge = () =>
  new IGraphError('InternalError', 'Cannot get edge ID, no such edge. -- Invalid value')
