/** How a table is written: what separates its cells, whether it has a header, what its columns are called. */
import Papa from 'papaparse'
import { isCanonicalInteger } from './number-text'

const delimiters = [',', '\t', ';', '|']
const sampleRowCount = 20

export interface CsvDialect {
  delimiter: string
  hasHeader: boolean
  /** Names in order; made unique. */
  columns: string[]
}

/** Guesses from the beginning of a table: `sample` holds whole records where the file has several. A first row with a
 *  number in it is taken for data, unless `isHeader` recognises its names. */
export function guessDialect(sample: string, isHeader: (cells: string[]) => boolean): CsvDialect {
  const delimiter = guessDelimiter(sample)
  const { data } = Papa.parse<string[]>(sample, { delimiter, newline: '\n', preview: 1 })
  const first = (data[0] ?? []).map((cell) => cell.trim())
  const isNumber = (cell: string) =>
    isCanonicalInteger(cell) || (cell !== '' && Number.isFinite(Number(cell)))
  const isMatrix = first.length > 3 && first[0] === '' && first.slice(1).every(isNumber)
  const hasHeader = isMatrix || !first.some(isNumber) || isHeader(first)
  if (hasHeader) return { delimiter, hasHeader, columns: uniqueNames(first) }
  const names = first.length === 2 ? ['source', 'target'] : first.map(() => '')
  return { delimiter, hasHeader, columns: uniqueNames(names) }
}

/** The separator that cuts the first rows into the same number of cells, the more the better. */
function guessDelimiter(sample: string): string {
  let best = ','
  let bestScore = 0
  for (const delimiter of delimiters) {
    const { data } = Papa.parse<string[]>(sample, { delimiter, newline: '\n', preview: sampleRowCount })
    const widths = data.filter((row) => row.length > 1 || row[0] !== '').map((row) => row.length)
    const width = widths[0] ?? 0
    const equalCount = widths.filter((other) => other === width).length
    const score = width < 2 ? 0 : (equalCount / widths.length) * 100 + Math.min(width, 50) / 100
    if (score > bestScore) {
      best = delimiter
      bestScore = score
    }
  }
  return best
}

/** A nameless column is called by its place; a second one of a name gets a number. */
function uniqueNames(names: string[]): string[] {
  const taken = new Set<string>()
  return names.map((name, index) => {
    const wanted = name === '' ? `column ${index + 1}` : name
    let unique = wanted
    for (let count = 2; taken.has(unique); count++) unique = `${wanted} (${count})`
    taken.add(unique)
    return unique
  })
}
