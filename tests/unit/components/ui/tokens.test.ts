/** One set of tokens: no component has colours of its own, and every name it uses is there, in both themes. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const root = new URL('../../../../', import.meta.url).pathname
const read = (file: string) => readFileSync(root + file, 'utf8')
const tokens = read('src/styles/tokens.css')
const files = readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(?:vue|css)$/.test(file) && !file.endsWith('tokens.css'))
  .map((file) => `src/${file}`)
/** What a camera must be able to read is black on white in every theme. */
const isCode = (file: string) => file.endsWith('QrCode.vue')

describe('the tokens', () => {
  it('are the only place where a colour is written', () => {
    const written = files
      .filter((file) => !isCode(file))
      .flatMap(
        (file) => read(file).match(/(?:color|background|border|fill|stroke)[^;{}\n]*#[\da-f]{3,8}\b/gi) ?? [],
      )
    expect(files.length).toBeGreaterThan(60)
    expect(written).toEqual([])
  })

  it('are the only place where a size of letters is written', () => {
    // Figures have units of their own, told in px; `em` is a share of what is around.
    const written = files.flatMap(
      (file) => read(file).match(/(?:font-size:|font:)[^;{}(]*\d(?:rem|pt)\b/g) ?? [],
    )
    expect(written).toEqual([])
    expect(tokens.match(/--size-[\w]+:/g)).toHaveLength(6)
  })

  it('leave distances in whole pixels', () => {
    const distances = files.flatMap((file) =>
      [...read(file).matchAll(/[\s;{](?:padding|margin|gap)(?:-[a-z]+)?:([^;{}]*)/g)].flatMap(
        ([, value = '']) =>
          [...value.matchAll(/(?<![\w.])(\d*\.?\d+)rem/g)].map(([, size]) => ({
            file,
            pixels: Number(size) * 16,
          })),
      ),
    )
    expect(distances.length).toBeGreaterThan(300)
    expect(distances.filter(({ pixels }) => pixels % 1 !== 0)).toEqual([])
  })

  it('have every colour in both themes', () => {
    const blocks = tokens.split(/(?=:root)/).filter((block) => block.includes('--surface:'))
    const coloursOf = (block = '') =>
      [...block.matchAll(/(--[\w-]+): *(?:#|rgb|light-dark)/g)].map(([, name]) => name).sort()
    if (blocks.length === 1) expect(blocks[0]).toContain('light-dark(')
    for (const block of blocks) expect(coloursOf(block)).toEqual(coloursOf(blocks[0]))
    expect(coloursOf(blocks[0]).length).toBeGreaterThan(20)
  })

  it('are of colour, type, space and motion', () => {
    for (const name of ['--accent', '--font', '--size-normal', '--space-', '--motion-'])
      expect(tokens).toContain(name)
  })

  it('are there wherever a name is used', () => {
    const defined = new Set(
      [tokens, ...files.map(read)].flatMap((text) =>
        [...text.matchAll(/(--[\w-]+)['"]?\s*:/g)].map(([, name]) => name),
      ),
    )
    const used = files.flatMap((file) =>
      [...read(file).matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => name ?? ''),
    )
    expect([...new Set(used)].filter((name) => !defined.has(name) && !/^--(?:reka|v)-/.test(name))).toEqual(
      [],
    )
  })
})
