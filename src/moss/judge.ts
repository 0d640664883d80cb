/** Judges copies of documents against what is stored and against one another: which are right, known, refused, or
 *  cannot be told yet. Pure but for the signatures it asks to be verified. */
import type { MossDocument } from '../model/document'
import type { VerifiedDocument } from '../model/document-store'
import { MotifscopeError } from '../model/errors'
import { checkSuccession } from './proof'
import type { VerifySignature } from './proof'

/** What became of one copy. */
export type Outcome = { kind: 'stored' | 'known' | 'held' } | { kind: 'refused'; reason: MotifscopeError }

/** Documents dated further ahead of the clock are refused when written here and flagged when they come from elsewhere. */
export const toleratedAheadMs = 5 * 60_000

export interface Judgement {
  /** One for each copy, in their order. */
  outcomes: Outcome[]
  /** To be stored, predecessors first. */
  accepted: VerifiedDocument[]
}

/** Judges copies; `known` holds what is stored of their ids and of those they supersede. Of several copies of one id
 *  with different proofs, one that is bad never hides one that is good. */
export async function judge(
  copies: readonly MossDocument[],
  known: ReadonlyMap<string, VerifiedDocument>,
  { verify, now }: { verify: VerifySignature; now: () => number },
): Promise<Judgement> {
  const positions = positionsById(copies)
  const outcomes: Outcome[] = []
  const accepted: VerifiedDocument[] = []
  const judged = new Map<string, Promise<VerifiedDocument | undefined>>()

  /** The verified document of this id, from the store or from among the copies. */
  function verified(id: string): Promise<VerifiedDocument | undefined> {
    const begun = judged.get(id) ?? judgeCopiesOf(id)
    judged.set(id, begun)
    return begun
  }

  async function judgeCopiesOf(id: string): Promise<VerifiedDocument | undefined> {
    await undefined // so that a long chain of successors is not a deep stack
    let standing = known.get(id)
    for (const i of positions.get(id) ?? []) {
      const copy = copies[i] as MossDocument
      const { outcome, document } = await judgeCopy(copy, standing, verified, verify)
      outcomes[i] = outcome
      if (document) accepted.push((standing = flagged(document, now())))
    }
    return standing
  }

  await Promise.all(Array.from(positions.keys(), verified))
  return { outcomes, accepted }
}

async function judgeCopy(
  copy: MossDocument,
  standing: VerifiedDocument | undefined,
  verified: (id: string) => Promise<VerifiedDocument | undefined>,
  verify: VerifySignature,
): Promise<{ outcome: Outcome; document?: VerifiedDocument }> {
  if (standing && hasSameProof(standing.document, copy)) return { outcome: { kind: 'known' } }
  const predecessor = copy.supersedes === undefined ? null : await verified(copy.supersedes)
  if (predecessor === undefined) return { outcome: { kind: 'held' } }
  try {
    const keyInForce = await checkSuccession(copy, predecessor, verify)
    if (standing) return { outcome: { kind: 'known' } }
    const root = predecessor?.root ?? copy.id
    const document = { id: copy.id, document: copy, root, ...(keyInForce && { keyInForce }) }
    return { outcome: { kind: 'stored' }, document }
  } catch (reason) {
    if (reason instanceof MotifscopeError) return { outcome: { kind: 'refused', reason } }
    throw reason
  }
}

function flagged(verified: VerifiedDocument, now: number): VerifiedDocument {
  const isDatedAhead = Date.parse(verified.document.createdAt) > now + toleratedAheadMs
  return isDatedAhead ? { ...verified, isDatedAhead } : verified
}

function hasSameProof(a: MossDocument, b: MossDocument): boolean {
  return a.proof?.signature === b.proof?.signature && a.proof?.handOver === b.proof?.handOver
}

function positionsById(copies: readonly MossDocument[]): Map<string, number[]> {
  const positions = new Map<string, number[]>()
  copies.forEach(({ id }, i) => {
    const before = positions.get(id)
    if (before) before.push(i)
    else positions.set(id, [i])
  })
  return positions
}
