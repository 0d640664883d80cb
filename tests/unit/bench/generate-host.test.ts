/** The hosts of the benchmark are the same bytes whoever writes them. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { generateHost } from '../../bench/generate-host'
import { isCandidate, longId, writeBinaryHost, writeEdgeTable, writeNodeTable } from '../../bench/host-files'
import { recipes } from '../../bench/host-presets'
import { sharedPath } from '../../tools/shared'

const folder = mkdtempSync(join(tmpdir(), 'motifscope-generator-'))
const digest = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')

/** The C generator's output for these words; undefined without it or a compiler. */
function nativeGenerator(): ((words: (number | string)[]) => Buffer) | undefined {
  const [source, program] = [sharedPath('bench/generate-host.c'), join(folder, 'generate-host')]
  if (!existsSync(source)) return undefined
  try {
    execFileSync('cc', ['-O2', source, '-o', program, '-lm'], { stdio: 'ignore' })
  } catch {
    return undefined
  }
  return (words) =>
    execFileSync(program, words.map(String), { maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] })
}
const native = nativeGenerator()

test('host S is what it always was', () => {
  const host = generateHost(recipes.S)
  expect(host.pairs.length).toBe(6000)
  const file = join(folder, 'S.bin')
  writeBinaryHost(file, host)
  expect(digest(readFileSync(file))).toBe('b9ab6ba4fccc1b3d9c9f684512922ff11b647261e8aeaedf01d5ee447e8f9404')
})

test('no loops, no parallel edges, every node in range', () => {
  const { pairs } = generateHost({ nodeCount: 500, edgeCount: 9_000, seed: 8, hubCount: 2 })
  const edges = Array.from({ length: pairs.length / 2 }, (_, i) => pairs.slice(2 * i, 2 * i + 2))
  expect(edges.filter(([source, target]) => source === target)).toEqual([])
  expect(new Set(edges.map((edge) => edge.join())).size).toBe(9_000)
  expect(pairs.every((id) => id >= 0 && id < 500)).toBe(true)
})

test('a host that cannot be is refused', () => {
  expect(() => generateHost({ nodeCount: 3, edgeCount: 4, seed: 1, hubCount: 0 })).toThrow(RangeError)
})

test('candidates are one node in twenty, told by the id', () => {
  const ids = Array.from({ length: 20_000 }, (_, id) => id).filter(isCandidate)
  expect(ids.length / 20_000).toBeCloseTo(0.05, 2)
  const file = join(folder, 'nodes.csv')
  writeNodeTable(file, 300)
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  expect(lines).toHaveLength(301)
  expect(lines.filter((line) => line.endsWith(',1')).map((line) => Number(line.split(',')[0]))).toEqual(
    ids.filter((id) => id < 300),
  )
})

test('long ids are distinct, but not as doubles', () => {
  const ids = Array.from({ length: 5_000 }, (_, node) => longId(node))
  expect(ids.every((id) => /^\d{18}$/.test(id))).toBe(true)
  expect(new Set(ids).size).toBe(5_000)
  const asDoubles = new Set(Array.from({ length: 140_000 }, (_, node) => Number(longId(node))))
  expect(asDoubles.size).toBeLessThan(140_000)
})

describe.skipIf(!native)('the same bytes as the C generator', () => {
  const hosts = {
    S: recipes.S,
    tiny: recipes.tiny,
    hubs: { nodeCount: 3_000, edgeCount: 20_000, seed: 9, hubCount: 3 },
    full: { nodeCount: 20, edgeCount: 190, seed: 4, hubCount: 0 },
  }
  test.each(Object.entries(hosts))('%s', (name, recipe) => {
    const words = [recipe.nodeCount, recipe.edgeCount, recipe.seed, recipe.hubCount]
    const host = generateHost(recipe)
    const [binary, table] = [join(folder, `${name}.bin`), join(folder, `${name}.csv`)]
    writeBinaryHost(binary, host)
    expect(digest(readFileSync(binary))).toBe(digest(native!(words)))
    writeEdgeTable(table, host, { seed: recipe.seed })
    expect(digest(readFileSync(table))).toBe(digest(native!([...words, '--csv'])))
    writeEdgeTable(table, host, { seed: recipe.seed, hasLongIds: true })
    expect(digest(readFileSync(table))).toBe(digest(native!([...words, '--csv', '--long-ids'])))
  })
})
