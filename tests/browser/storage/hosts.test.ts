import { afterEach, describe, expect, it, vi } from 'vitest'
import { openMotifscopeDatabase } from '../../../src/storage/database'
import {
  deleteHostFile,
  deleteHostFiles,
  listHostsWithFiles,
  readHostFile,
  writeHostFile,
} from '../../../src/storage/host-files'
import {
  deleteHost,
  getHost,
  listHosts,
  putHost,
  storeHost,
  sweepHostFiles,
  updateHost,
} from '../../../src/storage/hosts'
import type { HostRecord } from '../../../src/model/host-graph'
import { freshDatabase, freshName } from './fresh-database'
import { hostRecord } from './host-record'

afterEach(() => vi.restoreAllMocks())

const text = async (blob: Blob | undefined) => blob?.text()
const streamOf = (...pieces: string[]) =>
  new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece))
      controller.close()
    },
  })

describe('host records', () => {
  it('are put, got, changed and listed, the last opened first', async () => {
    const db = await freshDatabase()
    await putHost(db, hostRecord('a', { openedAt: 1 }))
    await putHost(db, hostRecord('b', { openedAt: 3 }))
    await putHost(db, hostRecord('c', { openedAt: 2 }))
    expect((await listHosts(db)).map(({ id }) => id)).toEqual(['b', 'c', 'a'])
    expect(await updateHost(db, 'a', (record) => ({ ...record, openedAt: 4 }))).toMatchObject({ openedAt: 4 })
    expect((await listHosts(db))[0]).toEqual(hostRecord('a', { openedAt: 4 }))
    expect(await updateHost(db, 'none', (record) => record)).toBeUndefined()
    expect(await getHost(db, 'none')).toBeUndefined()
  })
})

/** Firefox refuses OPFS like this in private windows. */
const withoutOpfs = () =>
  vi.spyOn(navigator.storage, 'getDirectory').mockRejectedValue(new DOMException('no', 'SecurityError'))

describe.each([
  ['OPFS', () => undefined],
  ['IndexedDB, where there is no OPFS', withoutOpfs],
])('host files in %s', (_, prepare) => {
  it('come in as blobs, bytes or streams, and go out as blobs', async () => {
    prepare()
    const db = await freshDatabase()
    expect(await writeHostFile(db, 'h', 'blob', new Blob(['a blob']))).toBe(6)
    expect(await writeHostFile(db, 'h', 'stream', streamOf('a ', 'stream'))).toBe(8)
    expect(await writeHostFile(db, 'h', 'view', new Uint16Array([1, 0x6161, 0x6262]).subarray(1))).toBe(4)
    expect(await writeHostFile(db, 'h', 'buffer', new ArrayBuffer(3))).toBe(3)
    expect(await writeHostFile(db, 'h', 'empty', new Uint8Array(0))).toBe(0)
    expect(await text(await readHostFile(db, 'h', 'blob'))).toBe('a blob')
    expect(await text(await readHostFile(db, 'h', 'stream'))).toBe('a stream')
    expect(await text(await readHostFile(db, 'h', 'view'))).toBe('aabb')
    expect((await readHostFile(db, 'h', 'empty'))?.size).toBe(0)
    expect(await readHostFile(db, 'h', 'none')).toBeUndefined()
    expect(await readHostFile(db, 'none', 'blob')).toBeUndefined()
  })

  it('are written from shared memory, also when larger than a piece', async () => {
    prepare()
    const db = await freshDatabase()
    const shared = new Uint32Array(new SharedArrayBuffer(20 * 2 ** 20)).map((_, i) => i)
    await writeHostFile(db, 'h', 'topology.bin', shared)
    const read = new Uint32Array(await (await readHostFile(db, 'h', 'topology.bin'))!.arrayBuffer())
    expect(read.length).toBe(shared.length)
    expect(read.every((value, i) => value === i)).toBe(true)
  })

  it('are replaced as a whole: a stream that breaks leaves the old content', async () => {
    prepare()
    const db = await freshDatabase()
    await writeHostFile(db, 'h', 'nodes.arrow', new Blob(['the old nodes']))
    const breaking = new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull(controller) {
        if (controller.desiredSize === 1) controller.enqueue(new Uint8Array(1000))
        controller.error(new Error('the download broke'))
      },
    })
    await expect(writeHostFile(db, 'h', 'nodes.arrow', breaking)).rejects.toThrow('the download broke')
    expect(await text(await readHostFile(db, 'h', 'nodes.arrow'))).toBe('the old nodes')
    await writeHostFile(db, 'h', 'nodes.arrow', new Blob(['new']))
    expect(await text(await readHostFile(db, 'h', 'nodes.arrow'))).toBe('new')
  })

  it('are deleted one by one or all together', async () => {
    prepare()
    const db = await freshDatabase()
    for (const id of ['h', 'i'])
      for (const name of ['a', 'b']) await writeHostFile(db, id, name, new Blob([id]))
    await deleteHostFile(db, 'h', 'a')
    await deleteHostFile(db, 'h', 'none')
    expect(await readHostFile(db, 'h', 'a')).toBeUndefined()
    expect(await text(await readHostFile(db, 'h', 'b'))).toBe('h')
    await deleteHostFiles(db, 'h')
    await deleteHostFiles(db, 'none')
    expect(await readHostFile(db, 'h', 'b')).toBeUndefined()
    expect(await listHostsWithFiles(db)).toEqual(['i'])
  })

  it('of a stored host go with it', async () => {
    prepare()
    const db = await freshDatabase()
    await storeHost(db, 'h', async (write) =>
      hostRecord('h', { byteLength: await write('a', new Blob(['abc'])) }),
    )
    expect(await getHost(db, 'h')).toMatchObject({ byteLength: 3 })
    await deleteHost(db, 'h')
    await deleteHost(db, 'h')
    expect(await getHost(db, 'h')).toBeUndefined()
    expect(await listHostsWithFiles(db)).toEqual([])
  })

  it('without a record are swept, those of stored hosts and of hosts being stored are not', async () => {
    prepare()
    const db = await freshDatabase()
    await writeHostFile(db, 'crashed', 'nodes.arrow', new Blob(['half']))
    await storeHost(db, 'whole', async (write) => {
      await write('nodes.arrow', new Blob(['whole']))
      return hostRecord('whole')
    })
    let finish: ((record: HostRecord) => void) | undefined
    const isBegun = new Promise<void>((begun) => {
      void storeHost(db, 'storing', async (write) => {
        await write('nodes.arrow', new Blob(['soon']))
        begun()
        return new Promise((resolve) => (finish = resolve))
      })
    })
    await isBegun
    expect(await sweepHostFiles(db)).toEqual(['crashed'])
    expect((await listHostsWithFiles(db)).sort()).toEqual(['storing', 'whole'])
    finish?.(hostRecord('storing'))
    await vi.waitFor(async () => expect(await getHost(db, 'storing')).toBeDefined())
    expect(await text(await readHostFile(db, 'storing', 'nodes.arrow'))).toBe('soon')
    expect(await readHostFile(db, 'crashed', 'nodes.arrow')).toBeUndefined()
  })

  it('of a host whose storing fails disappear, unless it was stored before', async () => {
    prepare()
    const db = await freshDatabase()
    const fail = (id: string) =>
      storeHost(db, id, async (write) => {
        await write('edges.arrow', new Blob(['new']))
        throw new Error('not a graph')
      })
    await expect(fail('new')).rejects.toThrow('not a graph')
    expect(await listHostsWithFiles(db)).toEqual([])
    await storeHost(db, 'old', async (write) => {
      await write('nodes.arrow', new Blob(['kept']))
      return hostRecord('old')
    })
    await expect(fail('old')).rejects.toThrow('not a graph')
    expect(await text(await readHostFile(db, 'old', 'nodes.arrow'))).toBe('kept')
  })
})

describe('in a worker', () => {
  it('a host is stored from shared memory and read by the page', async () => {
    const name = freshName()
    const worker = new Worker(new URL('./write-host.worker.ts', import.meta.url), { type: 'module' })
    const shared = new SharedArrayBuffer(16)
    new Uint32Array(shared).set([1, 2, 3, 4])
    worker.postMessage({ name, shared })
    const stored = await new Promise((resolve, reject) => {
      worker.addEventListener('message', ({ data }) => resolve(data))
      worker.addEventListener('error', reject)
    })
    worker.terminate()
    expect(stored).toEqual(hostRecord('from-worker', { byteLength: 8 }))
    const db = await openMotifscopeDatabase(name)
    const file = await readHostFile(db, 'from-worker', 'topology.bin')
    expect([...new Uint32Array(await file!.arrayBuffer())]).toEqual([2, 3])
    db.close()
  })
})

it('an import that dies in the middle of writing leaves nothing that looks whole, and the lock goes with it', async () => {
  const name = freshName()
  const db = await openMotifscopeDatabase(name)
  const worker = new Worker(new URL('./dying-import.worker.ts', import.meta.url), { type: 'module' })
  worker.postMessage(name)
  await new Promise((resolve) => worker.addEventListener('message', resolve, { once: true }))
  expect(await sweepHostFiles(db)).toEqual([])
  worker.terminate()
  await vi.waitFor(async () => expect(await sweepHostFiles(db)).toEqual(['dying']), 10_000)
  expect(await listHosts(db)).toEqual([])
  expect(await listHostsWithFiles(db)).toEqual([])
  db.close()
})
