/** The table of the contract is complete: no sentence without a row, no row without its sentence or its tests. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sharedPath } from '../../tools/shared'
import { contractTable } from './contract-table'

const testsFolder = new URL('../../', import.meta.url).pathname
const contract = readFileSync(new URL('contract.txt', import.meta.url), 'utf8')

/** Sentences in order; headings are none. A sentence ends with a full stop before a capital letter or a code word. */
function sentencesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim().replace(/^- /, ''))
    .filter((line) => line !== '' && !line.startsWith('#'))
    .flatMap((line) => line.split(/(?<=\.)\s+(?=[A-Z`*(])/))
}

/** Whether a test of that name, or a part of it, stands in a file. */
function isShown(place: string): boolean {
  const [file = '', name = ''] = place.split(' > ')
  const path = join(testsFolder, file)
  return name !== '' && existsSync(path) && readFileSync(path, 'utf8').includes(name)
}

describe('the table of the contract', () => {
  it('has a row for each sentence, in order, and no other', () => {
    const sentences = sentencesOf(contract)
    expect(sentences.length).toBeGreaterThan(50)
    const unmatched = sentences.filter(
      (sentence, i) => !sentence.startsWith(contractTable[i]?.sentence ?? '\0'),
    )
    expect(unmatched).toEqual([])
    expect(contractTable).toHaveLength(sentences.length)
  })

  it.each(contractTable)('names tests that are there: $sentence', (row) => {
    expect(row.shownBy.length).toBeGreaterThan(0)
    expect(row.shownBy.filter((place) => !isShown(place))).toEqual([])
  })

  const original = sharedPath('contracts/moss.md')
  if (existsSync(original))
    it('stands on the contract as it is now', () => {
      expect(contract).toBe(readFileSync(original, 'utf8'))
    })
  else console.log('Not run: comparison of the contract of Moss with its original (no ../shared).')
})
