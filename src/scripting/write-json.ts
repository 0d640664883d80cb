/** Plain data as JSON for people and programs: short lists and objects on one line, bigint as exact digits. */

const lineLength = 100

/** On one line; undefined members are left out, as JSON does. */
function writeLine(value: unknown): string {
  if (typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[${value.map(writeLine).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const members = membersOf(value).map(([key, member]) => `${JSON.stringify(key)}: ${writeLine(member)}`)
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}

const membersOf = (value: object) => Object.entries(value).filter(([, member]) => member !== undefined)

/** @param value plain data: no classes, no cycles */
export function writeJson(value: unknown, indent = ''): string {
  if (typeof value !== 'object' || value === null) return writeLine(value)
  const line = writeLine(value)
  if (indent.length + line.length <= lineLength) return line
  const inner = `${indent}  `
  const parts = Array.isArray(value)
    ? value.map((part) => writeJson(part, inner))
    : membersOf(value).map(([key, part]) => `${JSON.stringify(key)}: ${writeJson(part, inner)}`)
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  return `${open}\n${parts.map((part) => inner + part).join(',\n')}\n${indent}${close}`
}
