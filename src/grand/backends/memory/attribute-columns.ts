/** Attributes of numbered things by name: one array of values for each name, so that a thing without attributes costs
 *  nothing and numbers lie side by side. Arrays with few values and large gaps are tables inside the JavaScript engine,
 *  so rare attributes cost little too. */
import type { Attributes, AttributeValue } from '../../backend'

/** By name, then by number. What is not there is a hole, or undefined. */
export type AttributeColumns = Map<string, (AttributeValue | undefined)[]>

/** Gives a thing these attributes besides its own. */
export function setAttributes(columns: AttributeColumns, number: number, attributes: Attributes): void {
  for (const name in attributes) {
    let values = columns.get(name)
    if (!values) columns.set(name, (values = []))
    values[number] = attributes[name]
  }
}

export function attributesAt(columns: AttributeColumns, number: number): Attributes {
  const found: Attributes = {}
  for (const [name, values] of columns) {
    const value = values[number]
    if (value !== undefined) found[name] = value
  }
  return found
}

/** The same values under new numbers; what is not kept goes. */
export function renumbered(
  columns: AttributeColumns,
  numbers: Uint32Array,
  isKept: (number: number) => boolean,
): AttributeColumns {
  const moved: AttributeColumns = new Map()
  for (const [name, values] of columns) {
    const kept: (AttributeValue | undefined)[] = []
    // Visits values, not gaps.
    values.forEach((value, number) => {
      if (isKept(number)) kept[numbers[number] ?? 0] = value
    })
    if (kept.length > 0) moved.set(name, kept)
  }
  return moved
}

export function copyOfColumns(columns: AttributeColumns): AttributeColumns {
  return new Map([...columns].map(([name, values]) => [name, values.slice()]))
}
