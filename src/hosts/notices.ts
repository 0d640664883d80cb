/** What an import noticed: equal sentences are counted, and shown once with their number and first place. */
import type { Notice } from './formats/format'

interface Tally extends Notice {
  count: number
}

export class Notices {
  private readonly tallies = new Map<string, Tally>()

  add(sentence: string, notice: Notice = {}, count = 1): void {
    const tally = this.tallies.get(sentence)
    if (tally) tally.count += count
    else this.tallies.set(sentence, { ...notice, count })
  }

  /** One sentence each, in order of first appearance: `An edge … (12 times, first on line 5: x).` */
  sentences(): string[] {
    return [...this.tallies].map(([sentence, tally]) => `${sentence}${placeOf(tally)}.`)
  }
}

function placeOf({ count, line, example }: Tally): string {
  const times = count === 1 ? [] : [`${count.toLocaleString('en')} times`]
  const on = line === undefined ? [] : [count === 1 ? `line ${line}` : `first on line ${line}`]
  const where = [...times, ...on].join(', ')
  const shown = example === undefined ? '' : `“${example.length > 40 ? `${example.slice(0, 40)}…` : example}”`
  const inside = [where, shown].filter((part) => part !== '').join(': ')
  return inside === '' ? '' : ` (${inside})`
}
