/** Parts of servers' graphs in words, as the cards of what became of them tell. */
import { describe, expect, it } from 'vitest'
import { partWords } from '../../../src/scripting/remote-selections'
import { readingWords } from '../../../src/state/reading-words'
import { cypherRefusal, motifRefusal } from '../../../src/state/server-words'
import type { RemoteHostInfo, RemoteKind } from '../../../src/model/remote-host'

describe('a part in words', () => {
  it('names its middle, its steps and its way', () => {
    expect(partWords({ around: ['a'], steps: 1 })).toBe('1 step around a')
    const many = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
    expect(partWords({ around: many, steps: 2, direction: 'in' })).toBe(
      '2 steps against the edges around a, b, c, d, e and 2 more',
    )
  })

  it('names its conditions, or that it is everything', () => {
    expect(partWords({ nodes: 'type = "KC"\nsize > 3', edges: 'weight >= 2' })).toBe(
      'nodes where type = "KC", size > 3; edges where weight >= 2',
    )
    expect(partWords({ nodes: ' ', edges: '' })).toBe('all of it')
    expect(partWords({ jobId: 'x' })).toBe('the nodes in the rows of a search')
  })

  it('stands on the card with where it was', () => {
    const broughtFrom = { uri: 'gremlin://a.org/g', part: 'all of it', at: Date.UTC(2026, 4, 3) }
    expect(readingWords({ format: 'json', files: [], broughtFrom })).toMatch(
      /^Brought from gremlin:\/\/a\.org\/g, 3 May 2026.*: all of it$/,
    )
  })
})

describe('what a server cannot be asked', () => {
  const host = (kind: RemoteKind) => ({ id: 'remote-1', connection: { kind } }) as RemoteHostInfo

  it('is told before it is asked', () => {
    expect(motifRefusal(host('dynamodb'))).toMatch(/bring a part/)
    expect(cypherRefusal(host('dynamodb'))).toMatch(/no Cypher/)
    expect(cypherRefusal(host('gremlin'))).toMatch(/no Cypher/)
    for (const fine of [
      motifRefusal(host('gremlin')),
      motifRefusal(host('neuprint')),
      cypherRefusal(host('neo4j-bolt')),
      motifRefusal(null),
    ])
      expect(fine).toBeNull()
  })
})
