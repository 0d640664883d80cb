/** Which comparisons make sense for an attribute, in words. Pure. */
import type { AttributeType } from '../../../model/attribute'
import type { ConstraintValue, Operator } from '../../../model/motif'

export interface OperatorChoice {
  op: Operator
  label: string
}

const all: OperatorChoice[] = [
  { op: '==', label: '= equals' },
  { op: '!=', label: '≠ is not' },
  { op: '>=', label: '≥ at least' },
  { op: '>', label: '> more than' },
  { op: '<=', label: '≤ at most' },
  { op: '<', label: '< less than' },
  { op: 'contains', label: 'contains' },
  { op: '!contains', label: 'does not contain' },
  { op: 'in', label: 'is one of' },
  { op: '!in', label: 'is none of' },
]

const operatorsOfType: Record<AttributeType, readonly Operator[]> = {
  number: ['>=', '>', '<=', '<', '==', '!='],
  string: ['==', '!=', 'contains', '!contains', 'in', '!in'],
  boolean: ['==', '!='],
  list: ['contains', '!contains', '==', '!='],
  json: ['==', '!=', 'contains', '!contains'],
}

/** In the order in which they are wanted; every one for an attribute of unknown type. */
export function operatorsFor(type: AttributeType | undefined): OperatorChoice[] {
  if (!type) return all
  return operatorsOfType[type].flatMap((op) => all.filter((choice) => choice.op === op))
}

/** The value someone typed, of the attribute's type where it reads as one; else what it looks like. */
export function valueFor(
  type: AttributeType | undefined,
  text: string,
  read: (text: string) => ConstraintValue,
): ConstraintValue {
  if (type === 'string') return text
  return read(text)
}
