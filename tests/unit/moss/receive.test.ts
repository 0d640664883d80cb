/** Replication: what is stored, refused, held apart and released, on a replica in memory. */
import { describe, expect, it } from 'vitest'
import type { MossDocument } from '../../../src/model/document'
import { withProof } from '../../../src/moss/document-id'
import { receive } from '../../../src/moss/receive'
import { firstDocument, keyPair, lacking, memoryReplica, noon, successorOf } from '../../tools/moss-documents'

const [ada, bob, eve] = await Promise.all([keyPair(1), keyPair(2), keyPair(3)])
const kinds = ({ outcomes }: Awaited<ReturnType<typeof receive>>) =>
  outcomes.map((outcome) => (outcome.kind === 'refused' ? outcome.reason.code : outcome.kind))

/** What a replica that has `before` says to a document. */
async function judged(document: MossDocument, ...before: MossDocument[]): Promise<string | undefined> {
  const { tools, store } = memoryReplica()
  expect(kinds(await receive(before, tools))).toEqual(before.map(() => 'stored'))
  const [kind] = kinds(await receive([document], tools))
  const isThere = (await store.get([document.id]))[0] !== undefined
  expect(isThere, 'stored, or nothing of it').toBe(kind === 'stored' || kind === 'known')
  return kind
}

const without = (document: MossDocument): MossDocument => lacking(document, 'proof')

describe('an open document', () => {
  it('is stored, and anybody may supersede it', async () => {
    const first = await firstDocument()
    expect(await judged(first)).toBe('stored')
    expect(await judged(await successorOf(first, { author: 'Eve' }), first)).toBe('stored')
  })

  it('stays open: a successor with a key is refused, and so is one with a proof', async () => {
    const first = await firstDocument()
    expect(await judged(await successorOf(first, {}, eve, eve), first)).toBe('open-document')
    expect(await judged(await successorOf(first, {}, eve), first)).toBe('invalid-proof')
    expect(await judged(withProof(first, { signature: await eve.sign(first.id) }))).toBe('invalid-proof')
    const second = await successorOf(first, { author: 'Bob' })
    expect(await judged(await successorOf(second, {}, eve, eve), first, second)).toBe('open-document')
  })
})

describe('a keyed document', () => {
  it('is stored with the signature of its own key only', async () => {
    const first = await firstDocument({}, ada)
    expect(await judged(first)).toBe('stored')
    expect(await judged(without(first))).toBe('missing-proof')
    expect(await judged(withProof(first, { signature: await eve.sign(first.id) }))).toBe('invalid-proof')
    const another = await firstDocument({ author: 'Eve' }, ada)
    expect(await judged(withProof(first, { signature: another.proof!.signature }))).toBe('invalid-proof')
    const { signature } = first.proof!
    expect(await judged(withProof(first, { signature, handOver: signature }))).toBe('invalid-proof')
  })

  it('is superseded with the signature of its key only', async () => {
    const first = await firstDocument({}, ada)
    const second = await successorOf(first, { author: 'Ada L.' }, ada)
    expect(await judged(second, first)).toBe('stored')
    expect(await judged(without(second), first)).toBe('missing-proof')
    expect(await judged(await successorOf(first, {}, eve), first)).toBe('invalid-proof')
    const changed = withProof(second, { signature: `A${second.proof!.signature.slice(1)}` })
    expect(await judged(changed, first)).toBe('invalid-proof')
  })

  it('passes its key on to whatever follows, recursively', async () => {
    const first = await firstDocument({}, ada)
    const second = await successorOf(first, { author: '2' }, ada)
    const third = await successorOf(second, { author: '3' }, ada)
    expect(await judged(third, first, second)).toBe('stored')
    expect(await judged(await successorOf(second, { author: '3' }, eve), first, second)).toBe('invalid-proof')
  })
})

describe('handing over', () => {
  it('needs both signatures', async () => {
    const first = await firstDocument({}, ada)
    const handed = await successorOf(first, {}, ada, bob)
    expect(await judged(handed, first)).toBe('stored')
    const { signature, handOver } = handed.proof!
    expect(await judged(withProof(handed, { signature }), first)).toBe('missing-proof')
    expect(await judged(withProof(handed, { signature, handOver: signature }), first)).toBe('invalid-proof')
    expect(await judged(withProof(handed, { signature: handOver!, handOver: handOver! }), first)).toBe(
      'invalid-proof',
    )
    expect(await judged(await successorOf(first, {}, eve, eve), first)).toBe('invalid-proof')
  })

  it('puts the new key in force after it, and does not revoke: the old key may still branch before it', async () => {
    const first = await firstDocument({}, ada)
    const handed = await successorOf(first, {}, ada, bob)
    expect(await judged(await successorOf(handed, { author: 'B' }, bob), first, handed)).toBe('stored')
    expect(await judged(await successorOf(handed, { author: 'B' }, ada), first, handed)).toBe('invalid-proof')
    expect(await judged(await successorOf(first, { author: 'B' }, ada), first, handed)).toBe('stored')
  })
})

describe('dates', () => {
  it('before the predecessor are refused, equal ones are not', async () => {
    const first = await firstDocument()
    const earlier = await successorOf(first, { createdAt: '2026-01-31T11:59:59.999Z' })
    expect(await judged(earlier, first)).toBe('dated-before-predecessor')
    expect(await judged(await successorOf(first, { createdAt: noon, author: 'B' }), first)).toBe('stored')
  })

  it('ahead of the clock are flagged, not dropped', async () => {
    const { tools, store, moss } = memoryReplica()
    const [soon, later] = await Promise.all([
      firstDocument({ createdAt: '2026-01-31T12:05:00.000Z' }),
      firstDocument({ createdAt: '2026-01-31T12:05:00.001Z' }),
    ])
    expect(kinds(await receive([soon, later], tools))).toEqual(['stored', 'stored'])
    expect((await store.get([soon.id]))[0]?.isDatedAhead).toBeUndefined()
    expect(await moss.standing(soon.id)).toMatchObject({ isDatedAhead: false })
    expect(await moss.standing(later.id)).toMatchObject({ isDatedAhead: true })
  })
})

describe('copies', () => {
  it('of one document are stored once; a bad copy never hides a good one', async () => {
    const { tools } = memoryReplica()
    const good = await firstDocument({}, ada)
    const bad = withProof(good, { signature: await eve.sign(good.id) })
    const receipt = await receive([bad, good, good, without(good)], tools)
    expect(kinds(receipt)).toEqual(['invalid-proof', 'stored', 'known', 'missing-proof'])
    expect(kinds(await receive([bad, good], tools))).toEqual(['invalid-proof', 'known'])
  })

  it('that wait do not hide one another either', async () => {
    const { tools, store } = memoryReplica()
    const first = await firstDocument({}, ada)
    const good = await successorOf(first, { author: 'B' }, ada)
    const bad = withProof(good, { signature: await eve.sign(good.id) })
    expect(kinds(await receive([bad, good, bad], tools))).toEqual(['held', 'held', 'held'])
    expect(await store.countHeld()).toBe(2)
    const { released } = await receive([first], tools)
    expect(released.map(({ outcome }) => outcome.kind).sort()).toEqual(['refused', 'stored'])
    expect(await store.countHeld()).toBe(0)
    expect((await store.get([good.id]))[0]?.document).toEqual(good)
  })
})

describe('a successor without its predecessor', () => {
  it('is held apart, invisible, and stored when its predecessor comes, with all that waits for it', async () => {
    const { tools, store, moss } = memoryReplica()
    const first = await firstDocument({}, ada)
    const second = await successorOf(first, { author: '2' }, ada)
    const third = await successorOf(second, { author: '3' }, ada)
    expect(kinds(await receive([third], tools))).toEqual(['held'])
    expect(kinds(await receive([second], tools))).toEqual(['held'])
    expect((await moss.list()).documents).toEqual([])
    await expect(moss.get(third.id)).rejects.toMatchObject({ code: 'unknown-document' })
    const { released } = await receive([first], tools)
    expect(released.map(({ document, outcome }) => [document.id, outcome.kind])).toEqual([
      [second.id, 'stored'],
      [third.id, 'stored'],
    ])
    expect(await moss.head(first.id)).toEqual(third)
    expect(await store.countHeld()).toBe(0)
  })

  it('is refused when its predecessor comes and it is forged', async () => {
    const { tools, moss } = memoryReplica()
    const first = await firstDocument({}, ada)
    const forged = await successorOf(first, { author: 'Eve' }, eve)
    await receive([forged], tools)
    const { released } = await receive([first], tools)
    expect(released).toMatchObject([{ outcome: { kind: 'refused', reason: { code: 'invalid-proof' } } }])
    expect(await moss.history(first.id)).toEqual([first])
  })

  it('in one call with its predecessor is stored, in whatever order they stand', async () => {
    const { tools } = memoryReplica()
    let last = await firstDocument({}, ada)
    const chain = [last]
    for (let i = 0; i < 200; i++) chain.push((last = await successorOf(last, { author: `${i}` }, ada)))
    expect(new Set(kinds(await receive(chain.reverse(), tools)))).toEqual(new Set(['stored']))
  })

  it('is dropped, the oldest first and reported, when too many wait', async () => {
    const { tools, store } = memoryReplica()
    const first = await firstDocument()
    const waiting = await Promise.all([1, 2, 3, 4].map((i) => successorOf(first, { author: `${i}` })))
    const few = { ...tools, heldLimit: 3 }
    expect((await receive(waiting.slice(0, 3), few)).dropped).toEqual([])
    expect((await receive(waiting.slice(0, 1), few)).dropped).toEqual([])
    expect((await receive(waiting.slice(3), few)).dropped).toEqual([waiting[0]])
    expect(await store.countHeld()).toBe(3)
    expect((await receive([first], few)).released).toHaveLength(3)
  })

  it('is dropped only beyond 10,000', async () => {
    const { tools, store } = memoryReplica()
    const first = await firstDocument()
    const one = await successorOf(first)
    // Ids need not be right here: nobody asks for them again once they are held.
    const many = Array.from({ length: 10_000 }, (_, i) => ({ ...one, id: String(i).padStart(64, '0') }))
    expect((await receive(many, tools)).dropped).toEqual([])
    expect((await receive([one], tools)).dropped.map(({ id }) => id)).toEqual(['0'.repeat(64)])
    expect(await store.countHeld()).toBe(10_000)
  })
})

describe('the head', () => {
  it('is a tombstone before anything, then the latest, then the one with the greatest id', async () => {
    const { tools, moss } = memoryReplica()
    const first = await firstDocument()
    const at = (createdAt: string, author: string) => successorOf(first, { createdAt, author })
    const late = '2026-01-31T12:00:02.000Z'
    const twins = [await at(late, 'a'), await at(late, 'b')].sort((a, b) => (a.id < b.id ? -1 : 1))
    const early = await at('2026-01-31T12:00:01.000Z', 'c')
    await receive([first, ...twins, early], tools)
    expect(await moss.head(first.id)).toEqual(twins[1])
    expect(await moss.standing(early.id)).toMatchObject({
      headId: twins[1]!.id,
      branchIds: [twins[0]!.id, early.id],
    })
    const tombstone = await successorOf(first, { createdAt: noon, deleted: true, body: {} })
    await receive([tombstone], tools)
    for (const { id } of [first, early, ...twins]) expect(await moss.head(id)).toEqual(tombstone)
    expect((await moss.list()).documents).toEqual([])
  })

  it('goes to an older branch when a tombstone is superseded', async () => {
    const { tools, moss } = memoryReplica()
    const first = await firstDocument()
    const branch = await successorOf(first, { createdAt: '2026-01-31T13:00:00.000Z' })
    const tombstone = await successorOf(first, { deleted: true, body: {} })
    const revived = await successorOf(tombstone, {
      body: { again: true },
      createdAt: '2026-01-31T12:30:00.000Z',
    })
    await receive([first, branch, tombstone, revived], tools)
    expect(await moss.head(first.id)).toEqual(branch)
    expect((await moss.list()).documents).toEqual([branch])
  })
})
