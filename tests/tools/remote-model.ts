/** A remote as plainly as it can be said: every leaf revision that was stored, in the order of the last change. It answers
 *  in whatever order it likes, and may fail before or after it did what it was asked. */
import type {
  ChangePage,
  ChangeQuery,
  FetchedRevision,
  OutgoingDocument,
  RemoteDatabase,
  RevisionName,
} from '../../src/moss/replication/remote-database'
import { unreachable } from '../../src/moss/replication/remote-failure'
import { wireText } from '../../src/moss/replication/wire-document'

/** What happens to a call. `kill`: whoever asked is gone before the answer comes. */
export type Mishap = 'none' | 'lost-question' | 'lost-answer' | 'kill'

export class RemoteModel {
  private readonly leaves = new Map<string, Map<string, Readonly<Record<string, unknown>>>>()
  private readonly lastChange = new Map<string, number>()
  private readonly notes = new Map<string, unknown>()
  private sequence = 0
  /** Every document that was offered for storing, as text. */
  readonly heard: string[] = []

  /** Puts a revision there, as anybody could. */
  put(id: string, revision: string, value: Readonly<Record<string, unknown>>): void {
    const revisions = this.leaves.get(id) ?? new Map<string, Readonly<Record<string, unknown>>>()
    if (revisions.has(revision)) return
    revisions.set(revision, { ...value, _id: id, _rev: revision })
    this.leaves.set(id, revisions)
    this.lastChange.set(id, ++this.sequence)
  }

  /** `id revision` of every leaf, sorted. */
  names(): string[] {
    return [...this.leaves]
      .flatMap(([id, revisions]) => [...revisions.keys()].map((one) => `${id} ${one}`))
      .sort()
  }

  /** The remote as one run sees it. `shuffle` answers a permutation of a list. */
  seenBy(
    mishaps: Iterator<Mishap>,
    kill: () => void,
    shuffle: <Value>(values: readonly Value[]) => Value[],
  ): RemoteDatabase {
    const call = async <Value>(signal: AbortSignal, work: () => Value | Promise<Value>): Promise<Value> => {
      const { value: mishap = 'none' } = mishaps.next() as { value?: Mishap }
      signal.throwIfAborted()
      if (mishap === 'lost-question') throw unreachable('The model')
      const answer = await work()
      if (mishap === 'kill') kill()
      signal.throwIfAborted()
      if (mishap === 'lost-answer') throw unreachable('The model')
      return answer
    }
    return {
      changes: (query, signal) => call(signal, () => this.changes(query, shuffle)),
      missing: (revisions, signal) =>
        call(signal, () => new Set(revisions.filter((one) => !this.has(one)).map(({ id }) => id))),
      store: (documents, signal) =>
        call(signal, async () => {
          for (const one of documents) await this.store(one)
          return []
        }),
      fetch: (revisions, signal) =>
        call(signal, () => {
          const fetched = revisions.map((one): FetchedRevision => {
            const value = this.leaves.get(one.id)?.get(one.revision)
            return { ...one, ...(value && { value }) }
          })
          // Some of them twice.
          return shuffle([...fetched, ...fetched.slice(0, 2)])
        }),
      file: () => Promise.resolve(undefined),
      note: (name, signal) => call(signal, () => structuredClone(this.notes.get(name))),
      keepNote: (name, note, signal) =>
        call(signal, () => {
          this.notes.set(name, structuredClone(note))
          return true
        }),
    }
  }

  private has({ id, revision }: RevisionName): boolean {
    return this.leaves.get(id)?.has(revision) ?? false
  }

  private async store({ document, revision }: OutgoingDocument): Promise<void> {
    const value = JSON.parse(`${wireText(document, revision)}}`) as Record<string, unknown>
    this.heard.push(JSON.stringify(value))
    this.put(document.id, revision, value)
  }

  private changes(
    { since, limit }: ChangeQuery,
    shuffle: <Value>(values: readonly Value[]) => Value[],
  ): ChangePage {
    const later = [...this.lastChange].filter(([, at]) => at > Number(since)).sort((a, b) => a[1] - b[1])
    const page = later.slice(0, limit)
    const rows = page.map(([id]) => ({ id, revisions: shuffle([...(this.leaves.get(id)?.keys() ?? [])]) }))
    return { rows: shuffle(rows), last: page.at(-1)?.[1] ?? since }
  }
}
