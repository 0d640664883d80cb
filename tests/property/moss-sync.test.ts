/** Replicas and a remote converge whatever is lost, repeated, reordered or killed in between. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MossDocument } from '../../src/model/document'
import { withProof } from '../../src/moss/document-id'
import { verifySignature } from '../../src/moss/proof'
import { receive } from '../../src/moss/receive'
import type { SyncDirection } from '../../src/moss/replication/synchronise'
import { synchronise } from '../../src/moss/replication/synchronise'
import { revisionOf } from '../../src/moss/replication/wire-document'
import { MemoryDocuments } from '../tools/memory-documents'
import { firstDocument, keyPair, noon, successorOf } from '../tools/moss-documents'
import { RemoteModel } from '../tools/remote-model'
import type { Mishap } from '../tools/remote-model'

const [ada, eve] = (await Promise.all([1, 2].map(keyPair))) as [
  Awaited<ReturnType<typeof keyPair>>,
  Awaited<ReturnType<typeof keyPair>>,
]

/** A document: whom it follows, whether it is signed, where it is first, and whether somebody left a forged copy. */
const step = fc.record({
  parent: fc.option(fc.nat(), { nil: null, freq: 2 }),
  isKeyed: fc.boolean(),
  isPrivate: fc.boolean(),
  isTombstone: fc.boolean(),
  at: fc.constantFrom(0, 1, 2),
  isForged: fc.boolean(),
})
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

interface Grown extends Step {
  document: MossDocument
  isSigned: boolean
  /** Neither it nor what it follows is private. */
  isShared: boolean
}

async function grow(steps: readonly Step[]): Promise<Grown[]> {
  const forest: Grown[] = []
  for (const [i, one] of steps.entries()) {
    const uri = `https://${one.isPrivate ? 'home' : 'lab'}.example/${i}`
    const before = one.parent === null ? undefined : forest[one.parent % (i || 1)]
    const isSigned = before?.isSigned ?? one.isKeyed
    const pair = isSigned ? ada : undefined
    const document = before
      ? await successorOf(before.document, { uri, ...(one.isTombstone && { deleted: true, body: {} }) }, pair)
      : await firstDocument({ uri, body: i }, pair)
    forest.push({ ...one, document, isSigned, isShared: !one.isPrivate && (before?.isShared ?? true) })
  }
  return forest
}

class Replica {
  readonly store = new MemoryDocuments()
  private kept: unknown
  private readonly tools = { store: this.store, verify: verifySignature, now: () => Date.parse(noon) }
  private readonly name: string

  constructor(name: string) {
    this.name = name
  }

  receive(documents: readonly MossDocument[]) {
    return receive(documents, this.tools)
  }

  /** One run; a killed one leaves what it kept. */
  async sync(
    remote: RemoteModel,
    { direction, mishaps, seed }: { direction: SyncDirection; mishaps: readonly Mishap[]; seed: number },
  ) {
    const over = new AbortController()
    const shuffle = <Value>(values: readonly Value[]): Value[] =>
      values
        .map((value, i) => ({ value, rank: Math.imul(i + seed, 2654435761) >>> 0 }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ value }) => value)
    const tools = {
      ...this.tools,
      remote: remote.seenBy(mishaps[Symbol.iterator](), () => over.abort(), shuffle),
      name: this.name,
      prefixes: ['https://lab.example/'],
      checkpoints: {
        read: async () => structuredClone(this.kept),
        keep: async (checkpoint: unknown) => void (this.kept = structuredClone(checkpoint)),
        newSession: () => this.name,
      },
      random: () => 0,
      pause: async () => undefined,
      isOnline: () => true,
      untilOnline: async () => undefined,
    }
    await synchronise(tools, {
      direction,
      isLive: false,
      signal: over.signal,
      report: () => undefined,
    }).catch((thrown: { code?: string }) =>
      expect(['cancelled', 'remote-unreachable']).toContain(thrown.code),
    )
  }

  /** What it knows, whenever it came. */
  state() {
    const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)
    return {
      documents: [...this.store.documents.values()].map(({ document }) => document).sort(byId),
      heads: [...this.store.trees.values()].map(({ root, headId }) => ({ id: root, headId })).sort(byId),
      heldCount: this.store.held.length,
    }
  }
}

const mishap = fc.constantFrom<Mishap>('none', 'none', 'none', 'lost-question', 'lost-answer', 'kill')
const run = fc.record({
  who: fc.boolean(),
  direction: fc.constantFrom<SyncDirection>('push', 'pull', 'both'),
  mishaps: fc.array(mishap, { maxLength: 30 }),
  seed: fc.nat(),
})
/** Long enough for several batches: the same few steps again and again. */
const steps = fc.oneof(
  fc.array(step, { minLength: 1, maxLength: 20 }),
  fc.array(step, { minLength: 3, maxLength: 5 }).map((some) => Array.from({ length: 40 }, () => some).flat()),
)
const calm = { direction: 'both', mishaps: [], seed: 1 } as const

describe('two replicas and a remote', () => {
  it('converge to the union of what is shared, whatever is lost, repeated, reordered or killed', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.array(run, { maxLength: 8 }), async (given, runs) => {
        const forest = await grow(given)
        const remote = new RemoteModel()
        const replicas = [new Replica('a'), new Replica('b')] as const
        for (const [i, replica] of replicas.entries())
          await replica.receive(
            forest.filter(({ at }) => at === i || at === 2).map(({ document }) => document),
          )
        const forgeries: string[] = []
        for (const { document, isSigned, isForged } of forest) {
          if (!isSigned || !isForged) continue
          const { id, ...content } = withProof(document, { signature: await eve.sign(document.id) })
          remote.put(id, `1-${'f'.repeat(32)}`, content)
          forgeries.push(`${id} 1-${'f'.repeat(32)}`)
        }
        for (const one of runs) await replicas[one.who ? 1 : 0].sync(remote, one)
        // Some documents wait for what the other replica has, and that for others: until nothing changes any more.
        const known = () => replicas.map(({ store }) => store.documents.size).join() + remote.names().length
        for (let before = ''; before !== known();) {
          before = known()
          for (const replica of replicas) await replica.sync(remote, calm)
        }
        const atRemote = remote.names()
        const storedSomewhere = (id: string) => replicas.some(({ store }) => store.documents.has(id))
        const shared = forest.filter(({ isShared, document: { id } }) => isShared && storedSomewhere(id))
        const expected = await Promise.all(
          shared.map(async ({ document }) => `${document.id} ${await revisionOf(document)}`),
        )
        // Everything that is shared is there, once; nothing else ever was.
        expect(atRemote).toEqual([...new Set([...expected, ...forgeries])].sort())
        expect(remote.heard.filter((text) => text.includes('home.example'))).toEqual([])
        for (const [i, replica] of replicas.entries()) {
          const alone = new Replica('all at once')
          await alone.receive([
            ...forest.filter(({ at }) => at === i || at === 2).map(({ document }) => document),
            ...shared.map(({ document }) => document),
          ])
          const { documents, heads } = alone.state()
          expect(replica.state()).toMatchObject({ documents, heads })
        }
      }),
      { numRuns: 40 },
    )
  })

  it('have nothing left to say once they agree', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (given) => {
        const remote = new RemoteModel()
        const replicas = [new Replica('a'), new Replica('b')] as const
        const documents = (await grow(given)).map(({ document }) => document)
        await replicas[0].receive(documents)
        for (let i = 0; i < 2; i++) for (const replica of replicas) await replica.sync(remote, calm)
        const said = remote.heard.length
        for (const replica of replicas) await replica.sync(remote, calm)
        expect(remote.heard).toHaveLength(said)
      }),
      { numRuns: 20 },
    )
  })
})
