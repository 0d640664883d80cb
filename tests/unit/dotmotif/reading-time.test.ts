/** No text may hang the page: reading is linear in its length. Bounds are wide, since machines differ; a quadratic
 *  step would exceed them a hundredfold. */
import { expect, test } from 'vitest'
import { outlineMotif } from '../../../src/dotmotif/outline'
import { readMotif } from '../../../src/dotmotif/read-motif'

/** Processor milliseconds of the best of some runs. */
function bestOf(runs: number, work: () => void): number {
  let best = Infinity
  for (let run = 0; run < runs; run++) {
    const before = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(before)
    best = Math.min(best, (user + system) / 1000)
  }
  return best
}

const macros = Array.from(
  { length: 1000 },
  (_, i) => `macro_${i}(a, b) {\n  a -> b [weight > ${i}]\n  b -> a\n}\nmacro_${i}(N${i}, M${i})`,
).join('\n')

test('5,000 lines with 1,000 macros take less than 100 ms', () => {
  expect(readMotif(macros).ok).toBe(true)
  expect(bestOf(5, () => readMotif(macros))).toBeLessThan(100)
})

test('50 lines take a few milliseconds', () => {
  const lines = Array.from(
    { length: 25 },
    (_, i) => `A${i} -> B${i} [weight > ${i}] as e${i}\nA${i}.type = "x${i}"`,
  )
  expect(bestOf(20, () => readMotif(lines.join('\n')))).toBeLessThan(5)
})

test.each([
  ['edges', 'A -> B '.repeat(150_000)],
  ['different nodes', Array.from({ length: 60_000 }, (_, i) => `A${i} -> A${i + 1} `).join('')],
  ['one name', 'x'.repeat(1e6)],
  ['one number', `A -> B A.x = ${'9'.repeat(1e6)}`],
  ['one quoted text', `A -> B A.x = "${'\\n'.repeat(5e5)}"`],
  ['square brackets', '['.repeat(1e6)],
  ['round brackets', '('.repeat(1e6)],
  ['braces', '{'.repeat(1e6)],
  ['macros in macros', 'm(a){'.repeat(2e5)],
  ['calls in calls', 'm(a,'.repeat(2.5e5)],
  ['quotation marks', '"'.repeat(1e6)],
  ['quotation marks, line by line', '"\n'.repeat(5e5)],
  ['back slashes', '\\'.repeat(1e6)],
  ['blanks', `A ->${' '.repeat(1e6)}`],
  ['lines in a bracket', `[\n${'\n'.repeat(1e6)}`],
  ['mistakes', '[;'.repeat(5e5)],
  ['unknown names', `${'A'.repeat(39)}->B ${`${'C'.repeat(39)}.x>3 `.repeat(2e4)}`],
  ['parameters', `m(${'a,'.repeat(5e5)}a){a->a}`],
  ['calls', `m(a,b){a->b as e}${'m(A,B)'.repeat(1.5e5)}`],
  [
    'equivalences',
    Array.from({ length: 30_000 }, (_, i) => `A${i} -> A${i} A${i} === A${i + 1} A${i}.x>${i} `).join(''),
  ],
])('a megabyte of %s ends soon', (_, source) => {
  expect(bestOf(2, () => readMotif(source))).toBeLessThan(3000)
  expect(bestOf(1, () => outlineMotif(source))).toBeLessThan(3000)
})
