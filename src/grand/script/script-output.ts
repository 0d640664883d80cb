/** What a script prints and shows, as plain data, up to a limit; what is more is counted and said once. */
import { outputCaps } from './script-limits'

export type ScriptCell = null | boolean | number | string

/** `cut`: what was left out, in a sentence; it is the last item, and renewed when more is left out. */
export type ScriptOutput =
  | { kind: 'text'; text: string }
  | { kind: 'table'; title: string; columns: string[]; rows: ScriptCell[][]; rowCount: number }
  | { kind: 'cut'; text: string }

const isCell = (value: unknown): value is ScriptCell =>
  value === null || ['boolean', 'number', 'string'].includes(typeof value)

/** A table as the script's side sent it; null when it is none. */
function tableFrom(text: string): Extract<ScriptOutput, { kind: 'table' }> | null {
  const given = JSON.parse(text) as Record<string, unknown>
  const { title, columns, rows, rowCount } = given
  if (!Array.isArray(columns) || !Array.isArray(rows)) return null
  const names = columns.slice(0, outputCaps.columns).map(String)
  const cellsOf = (row: unknown): ScriptCell[] =>
    names.map((_, at) => {
      const cell: unknown = Array.isArray(row) ? row[at] : null
      return isCell(cell) ? cell : null
    })
  const kept = rows.slice(0, outputCaps.rows).map(cellsOf)
  return { kind: 'table', title: String(title), columns: names, rows: kept, rowCount: Number(rowCount) }
}

export class OutputKeeper {
  private items = 0
  private characters = 0
  private leftOut = 0

  constructor(private readonly emit: (output: ScriptOutput) => void) {}

  /** Called by the script's side with what it prints. Never throws: what it cannot read it leaves out. */
  tell(kind: string, text: string): void {
    const isFull = this.items >= outputCaps.items || this.characters >= outputCaps.characters
    this.items++
    if (isFull) this.leftOut++
    else this.keep(kind, text)
  }

  /** Says what was left out; once, at the end. */
  end(): void {
    if (this.leftOut === 0) return
    const { items, characters } = outputCaps
    const most = `${items.toLocaleString('en')} outputs or ${characters.toLocaleString('en')} characters`
    const text = `Only the first ${most} are kept: ${this.leftOut.toLocaleString('en')} more were left out.`
    this.emit({ kind: 'cut', text })
  }

  private keep(kind: string, text: string): void {
    const room = outputCaps.characters - this.characters
    this.characters += text.length
    if (kind === 'text') {
      this.emit({ kind: 'text', text: text.slice(0, room) })
      if (text.length > room) this.leftOut++
      return
    }
    const table = text.length > room * 4 ? null : readTable(text)
    if (table) this.emit(table)
    else this.leftOut++
  }
}

function readTable(text: string) {
  try {
    return tableFrom(text)
  } catch {
    return null
  }
}
