/** A backend that asks ahead: who asks about one item of a list will ask about the others. A loop over nodes, or over the
 *  neighbours of one, then costs a question for many turns instead of one for each; the tables take hardly longer for
 *  many ids than for one. What was asked ahead stays in the cache below. */
import type { Direction, GraphBackend } from '../backend'

/** Ids asked ahead: at first, by how much more each time it was not enough, and at most. */
const firstAhead = 8
const growth = 4
const mostAhead = 1024
/** Questions with more ids than this are batches already. */
const mostSingle = 4
/** Items of lists whose neighbours in the list are remembered. */
const mostRemembered = 200_000

interface Place {
  list: readonly string[]
  at: number
}

class Lists {
  private places = new Map<string, Place>()

  remember(list: readonly string[]): void {
    if (this.places.size + list.length > mostRemembered) this.places = new Map()
    for (const [at, id] of list.entries()) this.places.set(id, { list, at })
  }

  /** The ids after one in the list it was last seen in. */
  after(id: string, count: number): string[] {
    const place = this.places.get(id)
    return place ? place.list.slice(place.at + 1, place.at + 1 + count) : []
  }
}

/** One kind of question: how far it asks ahead, and for whom it has. */
function askingAhead<T>(lists: Lists, ask: (ids: readonly string[]) => Promise<T[]>) {
  let ahead = firstAhead / growth
  let isAsked = new Set<string>()
  return async (ids: readonly string[]): Promise<T[]> => {
    const [first] = ids
    if (first === undefined || ids.length > mostSingle || ids.every((id) => isAsked.has(id))) return ask(ids)
    ahead = Math.min(mostAhead, ahead * growth)
    const others = lists.after(first, ahead)
    // In a list that has ended nothing was lost; the next begins small again.
    if (others.length < ahead) ahead = Math.max(firstAhead / growth, others.length)
    if (isAsked.size > mostRemembered) isAsked = new Set()
    for (const id of [...ids, ...others]) isAsked.add(id)
    return (await ask([...ids, ...others])).slice(0, ids.length)
  }
}

/** @param backend must remember its answers (`cached`), and be for reading */
export function readingAhead(backend: GraphBackend): GraphBackend {
  const lists = new Lists()
  const along = <T>(make: (direction: Direction) => (ids: readonly string[]) => Promise<T[]>) => {
    const made = { out: make('out'), in: make('in'), both: make('both') }
    return (ids: readonly string[], direction: Direction) => made[direction](ids)
  }
  const neighbours = along((direction) => askingAhead(lists, (ids) => backend.neighbours(ids, direction)))
  return {
    ...backend,
    hasNodes: askingAhead(lists, (ids) => backend.hasNodes(ids)),
    getNodes: askingAhead(lists, (ids) => backend.getNodes(ids)),
    degrees: along((direction) => askingAhead(lists, (ids) => backend.degrees(ids, direction))),
    async neighbours(ids, direction) {
      const found = await neighbours(ids, direction)
      if (ids.length <= mostSingle) for (const list of found) if (list) lists.remember(list)
      return found
    },
    async *nodes(options) {
      for await (const batch of backend.nodes(options)) {
        lists.remember(batch.map(({ id }) => id))
        yield batch
      }
    },
  }
}
