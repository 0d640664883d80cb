/** The examples of the language's help are valid. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readMotif } from '../../../src/dotmotif/read-motif'

const help = readFileSync(new URL('../../../grammar/README.md', import.meta.url), 'utf8')
const examples = [...help.matchAll(/```dotmotif[^\n]*\n([^]*?)```/g)].map(([, source = '']) => source)

test('the help has examples', () => {
  expect(examples.length).toBeGreaterThan(4)
})

test.each(examples)('%s', (source) => {
  expect(readMotif(source)).toMatchObject({ ok: true, warnings: [] })
})
