import { encode } from 'uqr'
import { describe, expect, it } from 'vitest'
import { mostCharacters, qrPath } from '../../../src/components/share/qr-path'

describe('a QR code as a path', () => {
  it('is dark where the code is, and has the quiet zone that scanners need', () => {
    const text = 'https://example.org/#motif=A%20-%3E%20B'
    const code = qrPath(text)
    const dark = new Set<string>()
    for (const [, x, y, length] of code?.path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g) ?? [])
      for (let i = 0; i < Number(length); i++) dark.add(`${Number(x) + i} ${y}`)
    const { data } = encode(text, { ecc: 'M', border: 0 })
    const wanted = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`${x + 4} ${y + 4}`] : [])))
    expect(code?.size).toBe(data.length + 8)
    expect([...dark].toSorted()).toEqual(wanted.toSorted())
  })

  it('is none for a text that no camera could read', () => {
    expect(qrPath('x'.repeat(mostCharacters))).not.toBeNull()
    expect(qrPath('x'.repeat(mostCharacters + 1))).toBeNull()
  })
})
