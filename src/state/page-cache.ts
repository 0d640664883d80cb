/** The few pages of a long result that are being looked at: fetched when needed, the least recently seen dropped first.
 *  Knows nothing of where rows come from. A newer question makes older answers void, however late they arrive. */
import type { RowPage } from '../scripting/result-types'

export const pageLength = 250

export interface PageCacheWishes {
  fetchPage: (offset: number, limit: number) => Promise<RowPage>
  /** Something arrived: draw again. */
  onChange: () => void
  onError: (thrown: unknown) => void
  maxPages?: number
}

interface CachedPage {
  rows: string[][]
  values?: unknown[][]
  /** The generation these rows belong to; an older one is shown until the newer arrives. */
  generation: number
  pending: number | null
}

export class PageCache {
  readonly #wishes: PageCacheWishes
  readonly #pages = new Map<number, CachedPage>()
  #generation = 0
  #total = 0
  #arrived = -1

  constructor(wishes: PageCacheWishes) {
    this.#wishes = wishes
  }

  /** Rows there are in all, as the last answer said. */
  get total(): number {
    return this.#total
  }

  /** Whether something of the newest rows has arrived; before, older rows may be shown. */
  get isCurrent(): boolean {
    return this.#arrived === this.#generation
  }

  /** The rows have changed. `keepShown`: old rows stay on screen until the new ones arrive (a result that grows). */
  invalidate({ keepShown }: { keepShown: boolean }): void {
    this.#generation++
    if (keepShown) return
    this.#pages.clear()
    this.#total = 0
  }

  /** A row that has arrived. */
  row(index: number): string[] | undefined {
    return this.#pages.get(Math.floor(index / pageLength))?.rows[index % pageLength]
  }

  /** What was asked of a row besides its ids; undefined where it has not arrived. */
  values(index: number): unknown[] | undefined {
    return this.#pages.get(Math.floor(index / pageLength))?.values?.[index % pageLength]
  }

  /** Sees to it that rows `first` to `end` (exclusive) are there or on their way. */
  want(first: number, end: number): void {
    for (let page = Math.floor(first / pageLength); page * pageLength < Math.max(end, first + 1); page++)
      this.#wantPage(page)
  }

  #wantPage(index: number): void {
    const page: CachedPage = this.#pages.get(index) ?? { rows: [], generation: -1, pending: null }
    this.#pages.delete(index)
    this.#pages.set(index, page)
    if (page.generation === this.#generation || page.pending === this.#generation) return
    page.pending = this.#generation
    this.#dropOldest()
    void this.#load(index, page, this.#generation)
  }

  async #load(index: number, page: CachedPage, generation: number): Promise<void> {
    try {
      const { rows, total, values } = await this.#wishes.fetchPage(index * pageLength, pageLength)
      if (generation < page.generation || this.#pages.get(index) !== page) return
      page.rows = rows
      if (values) page.values = values
      else delete page.values
      page.generation = generation
      if (generation === this.#generation) {
        this.#total = total
        this.#arrived = generation
      }
      this.#wishes.onChange()
    } catch (thrown) {
      if (generation === this.#generation) this.#wishes.onError(thrown)
    } finally {
      if (page.pending === generation) page.pending = null
    }
  }

  #dropOldest(): void {
    const maxPages = this.#wishes.maxPages ?? 40
    for (const index of this.#pages.keys()) {
      if (this.#pages.size <= maxPages) return
      this.#pages.delete(index)
    }
  }
}
