/** The motifs that have names: the thirteen connected triads and the small circuits that people look for. Pure data. */
import type { TriadName } from '../../../model/host-graph'
import { circuitSnippets, textOfSnippet, triadSnippets } from '../editor/motif-snippets'
import type { MotifSnippet } from '../editor/motif-snippets'

export interface PaletteMotif {
  id: string
  label: string
  detail: string
  /** DotMotif. */
  text: string
  /** Its name in the triad census, which counts it as an induced subgraph. */
  triad?: TriadName
}

export interface PaletteGroup {
  label: string
  motifs: readonly PaletteMotif[]
}

const pairs = (text: string): [string, string][] =>
  text.split(' ').map((pair) => [pair.charAt(0), pair.charAt(1)])

const more: MotifSnippet[] = [
  { label: 'feed-forward chain of 5', detail: 'five in a row', edges: pairs('AB BC CD DE') },
  { label: 'fan-out', detail: 'one drives three', edges: pairs('AB AC AD') },
  { label: 'fan-in', detail: 'three drive one', edges: pairs('AD BD CD') },
  { label: '4-cycle', detail: 'a ring of four', edges: pairs('AB BC CD DA') },
  { label: 'diamond of three', detail: 'three ways from one to one', edges: pairs('AB AC AD BE CE DE') },
  { label: 'closed diamond', detail: 'a diamond and its short cut', edges: pairs('AB AC BD CD AD') },
  {
    label: 'feed-forward cascade',
    detail: 'two feed-forward loops in a row',
    edges: pairs('AB BC AC CD BD'),
  },
]

/** A small circuit that is one of the triads stands among those. */
const isTriad = ({ label }: MotifSnippet) => ['feed-forward loop', '3-cycle', '3-clique'].includes(label)

const entry = (snippet: MotifSnippet): PaletteMotif => ({
  id: snippet.label,
  label: snippet.label,
  detail: snippet.detail,
  text: textOfSnippet(snippet),
})

export const namedMotifs: readonly PaletteGroup[] = [
  {
    label: 'Triads',
    motifs: triadSnippets.map((snippet) => {
      const name = snippet.label.replace('triad ', '')
      return { ...entry(snippet), label: name, triad: name as TriadName }
    }),
  },
  {
    label: 'Circuits',
    motifs: [...circuitSnippets.filter((snippet) => !isTriad(snippet)), ...more].map(entry),
  },
]
