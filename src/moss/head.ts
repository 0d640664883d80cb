/** Which document stands for a tree of successors: the same on every replica, in whatever order they arrived. Pure. */
import type { MossDocument } from '../model/document'
import type { DocumentTree, Leaf } from '../model/document-store'

/** A tombstone first, then the later date, then the greater id. Negative when `a` goes before `b`. */
function compareLeaves(a: Leaf, b: Leaf): number {
  if (a.isTombstone !== b.isTombstone) return a.isTombstone ? -1 : 1
  return compareText(b.createdAt, a.createdAt) || compareText(b.id, a.id)
}

function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

const leafOf = ({ id, createdAt, deleted }: MossDocument): Leaf => ({
  id,
  createdAt,
  isTombstone: deleted ?? false,
})

/** The leaves of a tree, the head first, after verified documents were added to it, predecessors first. */
export function growTree(
  leaves: readonly Leaf[],
  arrivals: readonly MossDocument[],
): Pick<DocumentTree, 'leaves' | 'headId'> {
  const grown = new Map(leaves.map((leaf) => [leaf.id, leaf]))
  for (const document of arrivals) {
    if (document.supersedes !== undefined) grown.delete(document.supersedes)
    grown.set(document.id, leafOf(document))
  }
  const sorted = [...grown.values()].sort(compareLeaves)
  const head = sorted[0]
  if (!head) throw new Error('A tree without documents has no head.')
  return { leaves: sorted, headId: head.id }
}

/** Oldest first: by date, then by id. */
export function inHistoryOrder(documents: readonly MossDocument[]): MossDocument[] {
  return documents.toSorted((a, b) => compareText(a.createdAt, b.createdAt) || compareText(a.id, b.id))
}
