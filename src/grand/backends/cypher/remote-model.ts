/** How a graph lies in a database that speaks Cypher: which nodes and relationships are its own, and what its ids are. */
import { MotifscopeError } from '../../../model/errors'

export interface RemoteModel {
  directed: boolean
  /** Label of the nodes; without it all nodes. */
  label?: string
  /** Type of the relationships; without it all of them. */
  relationshipType?: string
  /** The attribute that holds the id; without it the database's own id of the node (`elementId`). */
  idProperty?: string
  /** Whether that attribute is a text, an integer, or now one and now the other. Default `either`. */
  idKind?: 'text' | 'integer' | 'either'
}

const quoted = (name: string): string => {
  // Some versions read `\u0060` before anything else.
  if (name === '' || name.includes('\\'))
    throw new MotifscopeError('invalid-name', `“${name}” cannot be a name in Cypher.`, {
      hint: 'Choose a name without backslashes.',
    })
  return `\`${name.replaceAll('`', '``')}\``
}

/** The parts of queries that follow from a model; names are quoted, values never written in. */
export class ModelWords {
  readonly label: string
  readonly type: string
  readonly idName: string | null

  constructor(readonly model: RemoteModel) {
    this.label = model.label === undefined ? '' : `:${quoted(model.label)}`
    this.type = model.relationshipType === undefined ? '' : `:${quoted(model.relationshipType)}`
    this.idName = model.idProperty === undefined ? null : quoted(model.idProperty)
  }

  /** The id of the node in a variable, as it is stored. */
  idOf(variable: string): string {
    return this.idName === null ? `elementId(${variable})` : `${variable}.${this.idName}`
  }

  /** `(a:Label)` */
  node(variable: string): string {
    return `(${variable}${this.label})`
  }

  /** `(a:Label)-[r:TYPE]->(b:Label)`; without an arrow head in an undirected graph. */
  edge(from: string, edge: string, to: string, isArrow = this.model.directed): string {
    return `${this.node(from)}-[${edge}${this.type}]-${isArrow ? '>' : ''}${this.node(to)}`
  }

  /** Ids as the caller gives them → as they may be stored. */
  storedIds(ids: readonly string[]): (string | bigint)[] {
    const kind = this.idName === null ? 'text' : (this.model.idKind ?? 'either')
    return ids.flatMap((id) => {
      const integer = kind === 'text' ? null : integerOf(id)
      if (kind === 'integer') return integer === null ? [] : [integer]
      return integer === null ? [id] : [id, integer]
    })
  }
}

/** Only what an integer is written as: `007` is another id than 7. */
function integerOf(id: string): bigint | null {
  if (!/^-?\d{1,19}$/.test(id)) return null
  const integer = BigInt(id)
  return String(integer) === id && BigInt.asIntN(64, integer) === integer ? integer : null
}
