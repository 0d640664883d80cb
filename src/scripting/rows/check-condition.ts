/** What is wrong with a comparison that reads well: names nobody knows, values of another type. Pure. */
import type { AttributeType } from '../../model/attribute'
import type { MatchReference, RowCondition } from '../../model/match-query'
import type { ConstraintValue } from '../../model/motif'
import { typeOfColumn, writeColumn } from './column-words'
import type { RowVocabulary } from './column-words'

export interface Remark {
  message: string
  hint?: string
}

const some = (names: readonly string[]) =>
  names.length > 12 ? `${names.slice(0, 12).join(', ')}, …` : names.join(', ')

export function unknownName(words: RowVocabulary, reference: MatchReference): Remark {
  const { nodes, edges, nodeAttributes, edgeAttributes } = words
  if (reference.kind === 'node' && !nodes.includes(reference.node))
    return {
      message: `The motif has no node “${reference.node}”.`,
      hint: `Its nodes are ${some(nodes)}; write text in quotes.`,
    }
  if (
    reference.kind === 'edge' &&
    !edges.some(({ from, to }) => from === reference.from && to === reference.to)
  )
    return {
      message: `The motif asks for no edge ${reference.from} -> ${reference.to}.`,
      hint: `It asks for ${some(edges.map(({ from, to }) => `${from} -> ${to}`))}.`,
    }
  const names = Object.keys(reference.kind === 'edge' ? edgeAttributes : nodeAttributes)
  const who = reference.kind === 'edge' ? 'edges' : 'nodes'
  return {
    message: `The ${who} of this host graph have no attribute “${reference.key ?? 'id'}”.`,
    hint: names.length > 0 ? `They have ${some(names)}.` : 'They have none at all.',
  }
}

const typeWords: Record<AttributeType, string> = {
  number: 'a number',
  string: 'text',
  boolean: 'true or false',
  list: 'a list',
  json: 'JSON',
}

const typeOfValue = (value: ConstraintValue): AttributeType =>
  typeof value === 'string' ? 'string' : typeof value === 'boolean' ? 'boolean' : 'number'

function mismatch(name: string, type: AttributeType, value: ConstraintValue): Remark | null {
  const given = typeOfValue(value)
  if (type === given || type === 'list') return null
  if (type === 'json')
    return {
      message: `${name} is kept as JSON, by which rows cannot be filtered.`,
      hint: 'Write the constraint into the motif instead.',
    }
  return {
    message: `${name} is ${typeWords[type]}, but it is compared with ${typeWords[given]}.`,
    hint: type === 'string' ? `Put the value in quotes: "${String(value)}".` : `Take the quotes away.`,
  }
}

/** What is wrong with one comparison; null: nothing. */
export function checkCondition(words: RowVocabulary, condition: RowCondition): Remark | null {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return null
    case 'not':
      return checkCondition(words, condition.part)
    case 'missing':
      return null
    case 'relate':
      return [condition.left, condition.right].some((side) => typeOfColumn(words, side) === 'json')
        ? {
            message: 'What is kept as JSON cannot be compared here.',
            hint: 'Compare it in the motif instead.',
          }
        : null
    case 'compare':
    case 'oneOf': {
      const type = typeOfColumn(words, condition.left) ?? 'string'
      const values = condition.kind === 'oneOf' ? condition.values : [condition.value]
      const name = writeColumn(condition.left)
      return values.map((value) => mismatch(name, type, value)).find((remark) => remark !== null) ?? null
    }
  }
}
