/** What hosts answered of their attributes, as long as memory allows: an estimate, the search it was for and the next
 *  search with the same constraints ask the tables once. A host's content never changes, so an answer stays right. */
import type { AttributeNeeds, ResolvedNeeds } from '../model/plan'

/** Bytes of all answers that are kept; what was asked longest ago goes first. */
const mostBytes = 64 * 2 ** 20

export interface KeptAnswers {
  /** The answer to what a search needs of a host, asked for by `ask` unless it is kept or on its way. */
  of(hostId: string, needs: AttributeNeeds, ask: () => Promise<ResolvedNeeds>): Promise<ResolvedNeeds>
  forget(hostId: string): void
}

interface Answer {
  answer: Promise<ResolvedNeeds>
  /** Of its arrays; 0 while it is on its way. */
  bytes: number
}

/** Bytes of all typed arrays in plain data. */
function bytesIn(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength
  if (value === null || typeof value !== 'object') return 0
  return Object.values(value).reduce((sum: number, part) => sum + bytesIn(part), 0)
}

/** JSON has no words for some literals; a literal is never an object. */
function sayable(_key: string, value: unknown): unknown {
  const isBeyond = typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value))
  return isBeyond ? { [typeof value]: String(value) } : value
}

export function createKeptAnswers(most = mostBytes): KeptAnswers {
  /** The one asked for longest ago first. */
  const kept = new Map<string, Answer>()
  const keyOf = (hostId: string, needs: AttributeNeeds) => `${hostId} ${JSON.stringify(needs, sayable)}`

  function makeRoom(): void {
    let bytes = [...kept.values()].reduce((sum, answer) => sum + answer.bytes, 0)
    for (const [key, answer] of kept) {
      if (bytes <= most) return
      kept.delete(key)
      bytes -= answer.bytes
    }
  }

  return {
    of(hostId, needs, ask) {
      const key = keyOf(hostId, needs)
      const known = kept.get(key)
      const found = known ?? { answer: ask(), bytes: 0 }
      kept.delete(key)
      kept.set(key, found)
      if (known) return known.answer
      found.answer.then(
        (resolved) => {
          found.bytes = bytesIn(resolved)
          makeRoom()
        },
        // What failed once may be had another time.
        () => kept.get(key) === found && kept.delete(key),
      )
      return found.answer
    },
    forget(hostId) {
      for (const key of kept.keys()) if (key.startsWith(`${hostId} `)) kept.delete(key)
    },
  }
}
