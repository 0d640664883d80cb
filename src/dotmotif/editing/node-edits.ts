/** Nodes of the drawing: delete, rename, and a name for a new one. Text → changes. Pure. */
import type { EdgeStatement, Statement } from '../ast'
import { renameSymbol } from '../rename'
import type { Edit } from './edit'
import { checkEdit, refuse } from './edit'
import { isRefused, namesOf, readEditable, refuseCall } from './editable-text'
import { followingOf } from './loosen'
import { removeStatements } from './statement-lines'

/** A name nothing in the text has: a letter, else N and a number. */
export function freeName(source: string, taken: Iterable<string> = []): string {
  const words: string[] = source.match(/[\p{L}_][\p{L}\p{M}\p{N}_]*/gu) ?? []
  const used = new Set([...words, ...taken])
  const letter = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ').find((each) => !used.has(each))
  if (letter !== undefined) return letter
  let number = 1
  while (used.has(`N${number}`)) number++
  return `N${number}`
}

const mentions = (statement: Statement, name: string): boolean =>
  namesOf(statement).some(({ text }) => text === name)

/** Takes a node out with all its lines. Its neighbours stay, as loose nodes where it was their only one. */
export function deleteNode(source: string, name: string): Edit {
  const text = readEditable(source)
  if (isRefused(text)) return text
  const ofCall = text.edges.find(
    ({ statement: { from, to }, call }) => call && (from.text === name || to.text === name),
  )
  if (ofCall?.call && !ofCall.call.args.every(({ text: arg }) => arg === name))
    return refuseCall(text, `An edge of \`${name}\``, ofCall.call)
  const edges = text.statements.filter(
    (each): each is EdgeStatement => each.kind === 'edge' && mentions(each, name),
  )
  const calls = text.statements.filter((each) => each.kind === 'call' && mentions(each, name))
  const other = calls.find(
    (call) => call.kind === 'call' && !call.args.every(({ text: arg }) => arg === name),
  )
  if (other?.kind === 'call') return refuseCall(text, `What is said of \`${name}\``, other)
  const goesWithCalls = {
    ...text,
    edges: text.edges.filter(({ call }) => call === null || !calls.includes(call)),
  }
  const following = followingOf(goesWithCalls, edges, { deleted: new Set([name]) })
  if ('ok' in following) return following
  const lines = text.statements.filter((each) => each.kind !== 'edge' && mentions(each, name))
  const gone = [...new Set([...following.statements, ...lines])]
  return checkEdit(source, removeStatements(text, gone), following.loose)
}

/** Gives a node another name wherever it stands. */
export function renameNode(source: string, name: string, newName: string): Edit {
  const text = readEditable(source)
  if (isRefused(text)) return text
  const symbol = text.symbols.find((each) => each.kind === 'node' && each.name === name && !each.macro)
  if (!symbol) return refuse(`There is no node \`${name}\` in the text.`)
  const renaming = renameSymbol(source, text, symbol, newName)
  if (!renaming.ok) return refuse(renaming.message)
  return checkEdit(
    source,
    renaming.places.map(({ start, end }) => ({ from: start, to: end, insert: newName })),
  )
}
