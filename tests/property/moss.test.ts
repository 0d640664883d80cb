/** Moss on random documents: canonical form, replication in any order, heads. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MossDocument } from '../../src/model/document'
import { canonicalJson } from '../../src/moss/canonical-json'
import { identify, withProof } from '../../src/moss/document-id'
import { growTree } from '../../src/moss/head'
import { receive } from '../../src/moss/receive'
import { readStrictJson } from '../../src/moss/strict-json'
import { firstDocument, keyPair, memoryReplica, successorOf } from '../tools/moss-documents'

const json = fc.jsonValue({ stringUnit: 'binary', maxDepth: 4 })

/** RFC 8785 said another way: sorted by comparing units one by one, written without recursion into strings. */
function canonicalAgain(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalAgain).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const units = (text: string) => Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))
  const names = Object.keys(value).map((name) => ({ name, units: units(name) }))
  names.sort((a, b) => {
    const i = a.units.findIndex((unit, at) => unit !== b.units[at])
    return i < 0 ? a.units.length - b.units.length : a.units[i]! - (b.units[i] ?? -1)
  })
  const members = names.map(
    ({ name }) => `${JSON.stringify(name)}:${canonicalAgain((value as Record<string, unknown>)[name])}`,
  )
  return `{${members.join()}}`
}

/** The same value with its members in another order, written with space and escapes. */
function writtenOtherwise(value: unknown): string {
  if (Array.isArray(value)) return `[ ${value.map(writtenOtherwise).join(' ,\n')} ]`
  if (typeof value === 'string')
    return `"${Array.from({ length: value.length }, (_, i) => `\\u${value.charCodeAt(i).toString(16).padStart(4, '0')}`).join('')}"`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).reverse()
  return `{ ${members.map(([name, member]) => `${writtenOtherwise(name)} : ${writtenOtherwise(member)}`).join(' ,\t')} }`
}

describe('canonical JSON', () => {
  it('is RFC 8785 on any JSON, and is read back as the same value', () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalJson(value)
        expect(text).toBe(canonicalAgain(value))
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(canonicalJson(readStrictJson(text))).toBe(text)
      }),
      { numRuns: 1000 },
    )
  })

  it('does not depend on how the value was written', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(canonicalJson(readStrictJson(writtenOtherwise(value)))).toBe(canonicalJson(value))
      }),
      { numRuns: 300 },
    )
  })

  it('or the strict reader refuses any text with half a surrogate pair or a name twice', () => {
    const broken = fc
      .tuple(fc.string(), fc.constantFrom('\ud83d', '\ude00'), fc.string())
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(broken, json, (text, value) => {
        expect(() => canonicalJson({ deep: [{ [text]: value }] })).toThrow()
        expect(() => canonicalJson(readStrictJson(JSON.stringify([text, value])))).toThrow()
      }),
    )
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), json, json, (name, one, two) => {
        const member = (value: unknown) => `${JSON.stringify(name)}:${JSON.stringify(value)}`
        expect(() => readStrictJson(`[{"other ${'x'}":1,${member(one)},${member(two)}}]`)).toThrow(
          'two members',
        )
      }),
    )
  })
})

describe('the id', () => {
  it('is the same for the same content, and another for another', async () => {
    const content = (body: unknown) => ({
      uri: 'https://example.org/',
      body,
      links: [],
      createdAt: '2026-01-31T12:00:00.000Z',
      author: 'Ada',
    })
    const body = json.filter((value) => value !== null)
    await fc.assert(
      fc.asyncProperty(body, body, async (one, two) => {
        const [a, again, b] = await Promise.all([
          identify(content(one)),
          identify(readStrictJson(writtenOtherwise(content(one)))),
          identify(content(two)),
        ])
        expect(again).toEqual(a)
        expect(a.id === b.id).toBe(canonicalJson(one) === canonicalJson(two))
      }),
    )
  })
})

const pairs = await Promise.all([1, 2, 3].map(keyPair))
const [ada, bob, eve] = pairs as [(typeof pairs)[0], (typeof pairs)[0], (typeof pairs)[0]]

/** One step in the making of a forest: whom it follows, how, and whether somebody forged it. */
const step = fc.record({
  parent: fc.option(fc.nat(), { nil: null, freq: 4 }),
  isKeyed: fc.boolean(),
  isTombstone: fc.boolean(),
  handsOver: fc.boolean(),
  isForged: fc.boolean(),
  second: fc.integer({ min: 0, max: 4 }),
})
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

interface Grown {
  document: MossDocument
  pair: typeof ada | undefined
  isRight: boolean
}

/** Documents with and without keys, branches, tombstones, hand-overs, forgeries, and what follows forgeries. */
async function forestOf(steps: readonly Step[]): Promise<Grown[]> {
  const forest: Grown[] = []
  for (const [i, { parent, isKeyed, isTombstone, handsOver, isForged, second }] of steps.entries()) {
    const createdAt = new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString()
    const before = parent === null ? undefined : forest[parent % (i || 1)]
    if (!before) {
      const pair = isKeyed ? ada : undefined
      forest.push({ document: await firstDocument({ createdAt, author: `${i}` }, pair), pair, isRight: true })
      continue
    }
    const changes = { createdAt, author: `${i}`, ...(isTombstone && { deleted: true, body: {} }) }
    const signer = before.pair && (isForged ? eve : before.pair)
    const next = before.pair && handsOver ? bob : undefined
    const document = await successorOf(before.document, changes, signer, next)
    const isInOrder = createdAt >= before.document.createdAt
    const isRight = before.isRight && isInOrder && !(before.pair && isForged)
    forest.push({ document, pair: next ?? before.pair, isRight })
  }
  return forest
}

/** Everything a replica knows that does not depend on when it came. */
function stateOf({ store }: ReturnType<typeof memoryReplica>) {
  const leaves = ({ id }: { id: string }) => id
  return {
    documents: [...store.documents.values()]
      .map(({ id, document, root }) => ({ id, document, root }))
      .sort(byId),
    heads: [...store.trees.values()].map(({ root, headId }) => ({ id: root, headId })).sort(byId),
    leaves: [...store.trees.values()]
      .map((tree) => ({ id: tree.root, leaves: tree.leaves.map(leaves) }))
      .sort(byId),
    held: store.held.map(({ document }) => document).sort(byId),
  }
}
const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)

async function replicaOf(...batches: MossDocument[][]) {
  const replica = memoryReplica()
  for (const batch of batches) await receive(batch, replica.tools)
  return replica
}

const forest = fc.array(step, { minLength: 1, maxLength: 14 })

describe('replication', () => {
  it('is a set union: in any order, in any batches, with any repetition, replicas end alike', async () => {
    await fc.assert(
      fc.asyncProperty(
        forest.chain((steps) =>
          fc.record({
            steps: fc.constant(steps),
            order: fc.shuffledSubarray([...steps.keys(), ...steps.keys()], { minLength: steps.length }),
            cuts: fc.array(fc.nat({ max: 2 * steps.length }), { maxLength: 5 }),
          }),
        ),
        async ({ steps, order, cuts }) => {
          const grown = await forestOf(steps)
          const all = grown.map(({ document }) => document)
          const missing = all.filter((_, i) => !order.includes(i))
          const sequence = [...order.map((i) => all[i]!), ...missing]
          const marks = [
            0,
            ...cuts.filter((cut) => cut < sequence.length).sort((a, b) => a - b),
            sequence.length,
          ]
          const batches = marks.slice(1).map((end, i) => sequence.slice(marks[i], end))
          const state = stateOf(await replicaOf(...batches))
          expect(state).toEqual(stateOf(await replicaOf(all)))
          // What is right is stored, and nothing else. What follows a forgery waits for ever.
          const right = grown.filter(({ isRight }) => isRight).map(({ document }) => document)
          expect(state.documents.map(({ document }) => document)).toEqual(right.sort(byId))
        },
      ),
      { numRuns: 200 },
    )
  })

  it('is commutative, associative and idempotent between replicas that send what they store', async () => {
    const sent = ({ store }: ReturnType<typeof memoryReplica>) =>
      [...store.documents.values()].map(({ document }) => document)
    await fc.assert(
      fc.asyncProperty(forest, fc.infiniteStream(fc.nat({ max: 6 })), async (steps, masks) => {
        const all = (await forestOf(steps)).filter(({ isRight }) => isRight).map(({ document }) => document)
        const marks = all.map(() => (masks.next().value as number) + 1)
        const part = (bit: number) => all.filter((_, i) => marks[i]! & bit)
        const [a, b, c] = [part(1), part(2), part(4)]
        const merge = async (...replicas: MossDocument[][]) => replicaOf(...replicas)
        const ab = await merge(a, b)
        expect(stateOf(await merge(b, a))).toEqual(stateOf(ab))
        expect(stateOf(await merge(a, b, a, b))).toEqual(stateOf(ab))
        const bc = await merge(b, c)
        const left = await merge([...sent(ab), ...ab.store.held.map((held) => held.document)], c)
        const right = await merge(a, [...sent(bc), ...bc.store.held.map((held) => held.document)])
        expect(stateOf(left)).toEqual(stateOf(right))
        expect(stateOf(left)).toEqual(stateOf(await merge(all)))
      }),
      { numRuns: 100 },
    )
  })

  it('is not disturbed by bad copies of good documents', async () => {
    await fc.assert(
      fc.asyncProperty(forest, fc.infiniteStream(fc.boolean()), async (steps, coins) => {
        const all = (await forestOf(steps)).map(({ document }) => document)
        const copies = await Promise.all(
          all.map(async (document) => {
            const bad = withProof(document, { signature: await eve.sign(document.id) })
            return coins.next().value ? [bad, document] : [document, bad]
          }),
        )
        const noisy = await replicaOf(...copies)
        expect(stateOf(noisy).documents).toEqual(stateOf(await replicaOf(all)).documents)
      }),
      { numRuns: 60 },
    )
  })
})

describe('the head', () => {
  it('is the first leaf by tombstone, date and id, and the leaves are what nobody superseded', async () => {
    await fc.assert(
      fc.asyncProperty(forest, async (steps) => {
        const grown = (await forestOf(steps)).filter(({ isRight }) => isRight).map(({ document }) => document)
        const { moss, store, tools } = memoryReplica()
        await receive(grown, tools)
        for (const tree of store.trees.values()) {
          const members = grown.filter(({ id }) => store.documents.get(id)?.root === tree.root)
          const leaves = members.filter(({ id }) => !members.some(({ supersedes }) => supersedes === id))
          const tombstones = leaves.filter(({ deleted }) => deleted)
          const candidates = tombstones.length > 0 ? tombstones : leaves
          const latest = candidates
            .map(({ createdAt }) => createdAt)
            .sort()
            .at(-1)
          const greatest = candidates
            .filter(({ createdAt }) => createdAt === latest)
            .map(({ id }) => id)
            .sort()
            .at(-1)
          expect(tree.leaves.map(({ id }) => id).sort()).toEqual(leaves.map(({ id }) => id).sort())
          for (const { id } of members) expect((await moss.head(id)).id).toBe(greatest)
          expect(growTree([], members)).toEqual({ leaves: tree.leaves, headId: tree.headId })
        }
        const listed = (await moss.list({ limit: 100 })).documents.map(({ id }) => id)
        const heads = [...store.trees.values()].map(({ headId }) => store.documents.get(headId)!.document)
        expect(listed.sort()).toEqual(
          heads
            .filter(({ deleted }) => !deleted)
            .map(({ id }) => id)
            .sort(),
        )
      }),
      { numRuns: 100 },
    )
  })
})
