/** What became of the lines of an import. Those that are held are counted at the end: a later line may release them. */
import type { MossDocument } from '../model/document'
import type { MotifscopeError } from '../model/errors'
import type { Outcome } from './judge'

export interface RefusedLine {
  /** The first is 1. */
  line: number
  /** What the line calls itself, where that can be read. */
  id?: string
  reason: string
}

export interface ImportAnswer {
  /** Lines that are stored now and were not before. */
  imported: number
  /** Lines whose document was stored already. */
  known: number
  /** Lines whose predecessor has not arrived: kept apart until it does. */
  held: number
  refused: RefusedLine[]
  /** Held since an earlier import or synchronisation, and stored now. Absent: none. */
  released?: number
  /** Held until now and found wrong, or dropped because too many are held. Absent: none. */
  dropped?: { id: string; reason: string }[]
}

const droppedReason = 'Too many documents wait for their predecessors; this one had waited longest.'

const copyName = ({ id, proof }: MossDocument) => `${id} ${proof?.signature} ${proof?.handOver}`

export class ImportTally {
  private imported = 0
  private known = 0
  private released = 0
  /** The lines of each held copy. */
  private readonly held = new Map<string, number[]>()
  private readonly refused: RefusedLine[] = []
  private readonly dropped: { id: string; reason: string }[] = []

  refuse(line: number, id: string | undefined, { message }: MotifscopeError): void {
    this.refused.push({ line, ...(id !== undefined && { id }), reason: message })
  }

  count(line: number, document: MossDocument, outcome: Outcome): void {
    if (outcome.kind === 'stored') this.imported++
    else if (outcome.kind === 'known') this.known++
    else if (outcome.kind === 'refused') this.refuse(line, document.id, outcome.reason)
    else this.held.set(copyName(document), [...(this.held.get(copyName(document)) ?? []), line])
  }

  /** A copy that was held, in this import or before it. */
  countReleased(document: MossDocument, outcome: Outcome): void {
    const [first, ...again] = this.takeLines(document)
    if (first !== undefined) {
      this.count(first, document, outcome)
      const same: Outcome = outcome.kind === 'refused' ? outcome : { kind: 'known' }
      for (const line of again) this.count(line, document, same)
    } else if (outcome.kind === 'stored') this.released++
    else if (outcome.kind === 'refused')
      this.dropped.push({ id: document.id, reason: outcome.reason.message })
  }

  countDropped(document: MossDocument): void {
    this.takeLines(document)
    this.dropped.push({ id: document.id, reason: droppedReason })
  }

  answer(): ImportAnswer {
    return {
      imported: this.imported,
      known: this.known,
      held: [...this.held.values()].reduce((sum, lines) => sum + lines.length, 0),
      refused: this.refused.toSorted((a, b) => a.line - b.line),
      ...(this.released > 0 && { released: this.released }),
      ...(this.dropped.length > 0 && { dropped: this.dropped }),
    }
  }

  private takeLines(document: MossDocument): number[] {
    const lines = this.held.get(copyName(document)) ?? []
    this.held.delete(copyName(document))
    return lines
  }
}
