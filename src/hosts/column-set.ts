/** The attributes of a graph while it is read, opened as the user wants them: under another name, as another type, or not
 *  at all. */
import type { ColumnChoices } from '../model/derivation'
import { CellColumn } from './cell-column'
import { chosenColumn, misfitSentence } from './chosen-column'
import type { TypedColumnSink } from './formats/format'
import type { Notices } from './notices'

/** Columns in order of first appearance. */
export class ColumnSet {
  columns: CellColumn[] = []
  private readonly byName = new Map<string, CellColumn>()

  column(name: string): CellColumn {
    const known = this.byName.get(name)
    if (known) return known
    const column = new CellColumn(name)
    this.byName.set(name, column)
    this.columns.push(column)
    return column
  }
}

/** What the user chose about the columns of one file. */
export interface SinkOptions {
  columns?: ColumnChoices
  nodeColumns?: ColumnChoices
  /** Told which columns hold the ids. */
  tellIds?: (columns: string[]) => void
}

/** Takes cells that nobody wants. */
const nowhere: TypedColumnSink = {
  append: () => undefined,
  appendBytes: () => undefined,
  appendDigits: () => undefined,
  appendInt64: () => undefined,
  appendDouble: () => undefined,
}

/** Opens the columns of one file by the names it gives them. `isWanted`: whether an attribute so called takes part. */
export function columnOpener(columns: ColumnSet, choices: ColumnChoices | undefined, notices: Notices) {
  return (name: string, isWanted: (called: string) => boolean = () => true): TypedColumnSink => {
    const choice = (choices && Object.hasOwn(choices, name) && choices[name]) || {}
    const called = choice.name?.trim() || name
    if (choice.isLeftOut || !isWanted(called)) return nowhere
    const column = columns.column(called)
    const { type } = choice
    if (!type) return column
    const sentence = misfitSentence(called, type)
    return chosenColumn(column, type, (example) => notices.add(sentence, { example }))
  }
}
