/** Values of attributes as people read them in a cell. Pure. */

const plainJson = (value: unknown) =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part))

/** A value; what is missing is a dash. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return '–'
  return typeof value === 'object' ? plainJson(value) : String(value)
}

/** A cell of a row that may not have arrived. */
export function cellText(values: readonly unknown[] | undefined, at: number): string {
  return values === undefined || at >= values.length ? '…' : valueText(values[at])
}

/** One line of CSV. */
export function csvLine(cells: readonly unknown[]): string {
  const spell = (cell: unknown) => {
    if (cell === null || cell === undefined) return ''
    const text = typeof cell === 'object' ? plainJson(cell) : String(cell)
    return /[",\r\n#]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  return `${cells.map(spell).join()}\r\n`
}

/** Lines of CSV with a header, as a file. */
export function csvBlob(header: readonly string[], rows: readonly (readonly unknown[])[]): Blob {
  return new Blob([csvLine(header), ...rows.map(csvLine)], { type: 'text/csv;charset=utf-8' })
}

/** A plain value as JSON, as a file; integers beyond 2^53 are text. */
export function jsonBlob(value: unknown): Blob {
  return new Blob([`${plainJson(value)}\n`], { type: 'application/json' })
}
