/** The copy of the corpus in this repository equals the original, where that is present. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { hasShared, sharedPath } from '../tools/shared'

const folder = new URL('.', import.meta.url).pathname
const original = sharedPath('conformance')

/** The corpus's own files: JSON and FORMAT.md, data left out. */
function filesBelow(root: string): string[] {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  return files.filter((file) => /\.(json|md)$/.test(file) && !/^(data|graphs)\b/.test(file)).sort()
}

if (hasShared) {
  it('is the same, file by file', () => {
    expect(filesBelow(folder)).toEqual(filesBelow(original))
    for (const file of filesBelow(folder))
      expect(readFileSync(join(folder, file), 'utf8'), file).toBe(readFileSync(join(original, file), 'utf8'))
  })
} else {
  console.log('Not run: comparison of the corpus with its original (no ../shared; set MOTIFSCOPE_SHARED).')
  it('holds the cases', () => {
    expect(filesBelow(folder)).toContain('first.json')
  })
}
