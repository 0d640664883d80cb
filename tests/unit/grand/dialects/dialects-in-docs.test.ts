/** The page of the docs names every function that a dialect has in a script, and none that it has not. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { operationsByObject } from '../../../../src/grand/script/operations'

const page = readFileSync(new URL('../../../../docs/backends.md', import.meta.url), 'utf8')
const [, section = ''] = /## Dialects\n([^]*?)\nWhat differs/.exec(page) ?? []
const [, networkx = '', igraph = '', networkit = ''] = section.split(
  /\*\*(?:NetworkX|igraph|NetworKit)\.\*\*/,
)

test.each([
  ['nx', networkx],
  ['ig', igraph],
  ['nk', networkit],
] as const)('%s', (object, text) => {
  const named = new Set(Array.from(text.matchAll(/`(\w+)`/g), ([, name]) => name))
  const offered = Object.keys(operationsByObject[object]).filter((name) => !name.endsWith('()'))
  expect(offered.filter((name) => !named.has(name) && !text.includes(`\`${name}(`))).toEqual([])
  const known = new Set([...offered, 'is_directed', 'is_multigraph', 'isDirected', 'graphtools'])
  expect([...named].filter((name) => !known.has(name ?? ''))).toEqual([])
})
