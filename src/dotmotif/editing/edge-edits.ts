/** Edges of the drawing: add, remove, forbid or require, turn round, another type. Text → changes. Pure. */
import type { EdgeAction } from '../../model/motif'
import type { EdgeStatement } from '../ast'
import { readRelation } from '../read-literal'
import { isName, writeRelation } from '../write-words'
import type { Edit, RefusedEdit } from './edit'
import { checkEdit, refuse } from './edit'
import type { EditableText, Origin, Pair } from './editable-text'
import { edgesBetween, isRefused, readEditable, refuseCall } from './editable-text'
import { followingOf } from './loosen'
import { insertLines, removeStatements } from './statement-lines'
import { applyChanges } from './text-change'

/** An edge as it is drawn: one line for each type between two nodes. */
export interface DrawnEdge extends Pair {
  exists: boolean
  action: EdgeAction
}

const write = ({ from, to }: Pair) => `\`${from} → ${to}\``

/** The statements that say an edge, all of them in the text itself. */
function ownEdges(
  text: EditableText,
  pair: Pair,
  isMeant: (edge: EdgeStatement) => boolean = () => true,
): EdgeStatement[] | RefusedEdit {
  const found: Origin<EdgeStatement>[] = edgesBetween(text, pair).filter(({ statement }) =>
    isMeant(statement),
  )
  const expanded = found.find(({ call }) => call !== null)
  if (expanded?.call) return refuseCall(text, `The edge ${write(pair)}`, expanded.call)
  if (found.length === 0) return refuse(`There is no edge ${write(pair)} in the text.`)
  return found.map(({ statement }) => statement)
}

const isRefusal = (found: EdgeStatement[] | RefusedEdit): found is RefusedEdit => !Array.isArray(found)

/** Writes a new edge behind the others. `lines`: statements about its nodes, of which those go with it that then make
 *  sense. */
export function addEdge(source: string, edge: DrawnEdge, lines: readonly string[] = []): Edit {
  const text = readEditable(source)
  if (isRefused(text)) return text
  const wrong = [edge.from, edge.to].find((name) => !isName(name))
  if (wrong !== undefined) return refuse(`\`${wrong}\` cannot be the name of a node.`)
  const [there] = edgesBetween(text, edge)
  if (there) {
    const { exists } = readRelation(there.statement.relation.text)
    if (exists === edge.exists) return refuse(`The edge ${write(edge)} is there already.`)
    return refuse(
      exists
        ? `The edge ${write(edge)} is required already: forbid it instead.`
        : `The edge ${write(edge)} is forbidden already: require it instead.`,
    )
  }
  const arrow = `${edge.from} ${writeRelation(edge)} ${edge.to}`
  const insert = (all: readonly string[]) =>
    checkEdit(source, [insertLines(text, all, ({ kind }) => kind === 'edge')])
  return lines.reduce<{ kept: string[]; edit: Edit }>(
    ({ kept, edit }, line) => {
      const longer = insert([...kept, line])
      return longer.ok ? { kept: [...kept, line], edit: longer } : { kept, edit }
    },
    { kept: [arrow], edit: insert([arrow]) },
  ).edit
}

/** Takes an edge out, with what speaks of it by its name, and with what is said of nodes that have no edge then. */
export function removeEdge(source: string, edge: DrawnEdge): Edit {
  const text = readEditable(source)
  if (isRefused(text)) return text
  const own = ownEdges(text, edge, ({ relation }) => {
    const { exists, action } = readRelation(relation.text)
    return exists === edge.exists && action === edge.action
  })
  if (isRefusal(own)) return own
  const following = followingOf(text, own)
  if ('ok' in following) return following
  return checkEdit(source, removeStatements(text, following.statements), following.loose)
}

/** Forbids a required edge, and requires a forbidden one: every type of it between the two nodes, which must agree. */
export function toggleForbidden(source: string, pair: Pair): Edit {
  const text = readEditable(source)
  if (isRefused(text)) return text
  const own = ownEdges(text, pair)
  if (isRefusal(own)) return own
  return checkEdit(
    source,
    own.map(({ relation: { start, text: signs } }) => ({
      from: start,
      to: start + 1,
      insert: signs.startsWith('-') ? '!' : '-',
    })),
  )
}

/** Turns an edge round; its constraints and its name go with it. */
export function reverseEdge(source: string, pair: Pair): Edit {
  const text = readEditable(source)
  if (isRefused(text)) return text
  if (pair.from === pair.to) return refuse('An edge from a node to itself has no other direction.')
  const back = { from: pair.to, to: pair.from }
  if (edgesBetween(text, back).length > 0) return refuse(`The edge ${write(back)} is there already.`)
  const own = ownEdges(text, pair)
  if (isRefusal(own)) return own
  return checkEdit(
    source,
    own.flatMap(({ from, to }) => [
      { from: from.start, to: from.end, insert: to.text },
      { from: to.start, to: to.end, insert: from.text },
    ]),
  )
}

/** Gives an edge another type. */
export function setEdgeAction(source: string, edge: DrawnEdge, action: EdgeAction): Edit {
  const text = readEditable(source)
  if (isRefused(text)) return text
  const own = ownEdges(text, edge, ({ relation }) => readRelation(relation.text).action === edge.action)
  if (isRefusal(own)) return own
  const sign = writeRelation({ exists: true, action }).charAt(1)
  return checkEdit(
    source,
    own.map(({ relation: { end } }) => ({ from: end - 1, to: end, insert: sign })),
  )
}

/** The text after an edit that was done; the text itself after one that was refused. */
export const textAfter = (source: string, edit: Edit): string =>
  edit.ok ? applyChanges(source, edit.changes) : source
