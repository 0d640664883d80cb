/** What of the documents here goes to a remote: those whose URI begins with a prefix the user chose, and nothing else.
 *  A correction of a document that stays here stays too, since nobody could verify it there. Pure but for the store. */
import type { MossDocument } from '../../model/document'
import type { DocumentStore, StoredDocument } from '../../model/document-store'
import { filesOf } from './wire-document'

const documentsPerRead = 500

/** The first of the prefixes, the longest first, that begins the URI. */
function prefixOf(uri: string, prefixes: readonly string[]): string | undefined {
  return prefixes.toSorted((a, b) => b.length - a.length).find((prefix) => uri.startsWith(prefix))
}

type Choose = (documents: readonly MossDocument[]) => Promise<MossDocument[]>

/** Chooses, in the order given, what may be sent. Keep it for one pass: it remembers what it looked up. */
export function chooserOf(
  store: Pick<DocumentStore, 'get'>,
  prefixes: readonly string[],
  known = new Map<string, boolean>(),
): Choose {
  const isNamed = ({ uri }: MossDocument) => prefixOf(uri, prefixes) !== undefined

  async function isChosen(document: MossDocument): Promise<boolean> {
    // From the document back to one that is decided, then the decision for all on the way.
    const way: MossDocument[] = []
    let answer: boolean | undefined
    for (let at: MossDocument | undefined = document; answer === undefined;) {
      if (!at || !isNamed(at)) answer = false
      else {
        way.push(at)
        if (at.supersedes === undefined) answer = true
        else {
          answer = known.get(at.supersedes)
          if (answer === undefined) at = (await store.get([at.supersedes]))[0]?.document
        }
      }
    }
    for (const { id } of way) known.set(id, answer)
    return answer
  }

  return async (documents) => {
    const chosen: MossDocument[] = []
    for (const document of documents) if (await isChosen(document)) chosen.push(document)
    return chosen
  }
}

/** What the next push to a remote that has nothing yet would send. */
export interface PushPreview {
  /** Every prefix that was chosen, with the documents that it alone, or it as the longest, names: corrections,
   *  superseded ones and tombstones among them. */
  prefixes: { prefix: string; count: number }[]
  total: number
  files: { count: number; byteLength: number }
  /** Documents whose URI begins with a chosen prefix that stay here, because what they correct does not go. */
  leftOut: number
  /** The latest that would be sent, whole. */
  sample: MossDocument[]
}

export async function previewPush(
  store: DocumentStore,
  prefixes: readonly string[],
  sampleSize = 10,
): Promise<PushPreview> {
  const choose = chooserOf(store, prefixes)
  const counts = new Map(prefixes.map((prefix) => [prefix, 0]))
  const files = new Map<string, number>()
  const sample: MossDocument[] = []
  let leftOut = 0
  for await (const some of arrivalsOf(store, 0)) {
    const named = some
      .map(({ document }) => document)
      .filter(({ uri }) => prefixOf(uri, prefixes) !== undefined)
    const chosen = await choose(named)
    leftOut += named.length - chosen.length
    for (const document of chosen) {
      const prefix = prefixOf(document.uri, prefixes) as string
      counts.set(prefix, (counts.get(prefix) ?? 0) + 1)
      for (const hash of filesOf(document)) if (!files.has(hash)) await addSize(store, hash, files)
    }
    sample.unshift(...chosen.slice(-sampleSize).reverse())
    sample.length = Math.min(sample.length, sampleSize)
  }
  return {
    prefixes: Array.from(counts, ([prefix, count]) => ({ prefix, count })),
    total: sum(counts.values()),
    files: { count: files.size, byteLength: sum(files.values()) },
    leftOut,
    sample,
  }
}

/** Notes the size of a file that is here. */
async function addSize(store: DocumentStore, hash: string, files: Map<string, number>): Promise<void> {
  const blob = await store.blob(hash)
  if (blob) files.set(hash, blob.size)
}

function sum(numbers: Iterable<number>): number {
  let total = 0
  for (const number of numbers) total += number
  return total
}

/** Everything that arrived after a number, in order, some at a time. */
export async function* arrivalsOf(
  store: Pick<DocumentStore, 'arrivals'>,
  after: number,
  limit = documentsPerRead,
): AsyncGenerator<StoredDocument[]> {
  for (let last = after; ;) {
    const some = await store.arrivals(last, limit)
    if (some.length === 0) return
    yield some
    last = some.at(-1)?.arrival ?? Infinity
  }
}
