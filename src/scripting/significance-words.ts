/** Null models, walks and methods in words: for the page and for reports. Pure. */
import type { NullEffort, NullMixing, NullModelKind, NullQuestion } from '../model/null-run'

export interface ModelWords {
  label: string
  /** What every sample keeps, and so what is not called a finding. */
  keeps: string
  /** When to use it. */
  use: string
}

export const modelWords: Record<NullModelKind, ModelWords> = {
  random: {
    label: 'Random graph (Erdős–Rényi)',
    keeps: 'As many nodes and edges; every edge lies anywhere.',
    use: 'The weakest null: nearly every motif of a brain looks special against it, because neurons differ in how many partners they have.',
  },
  'random-mutual': {
    label: 'Random graph with reciprocity',
    keeps: 'As many one-way edges and mutual pairs; they lie anywhere.',
    use: 'Shows what mutual pairs alone explain. Hubs are not kept.',
  },
  degrees: {
    label: 'Degrees kept',
    keeps: 'Every node keeps its numbers of edges in and out; who is joined with whom is chance.',
    use: 'The usual choice: what hubs bring about is not called a motif.',
  },
  'degrees-mutual': {
    label: 'Degrees and reciprocity kept',
    keeps: 'Every node keeps its numbers of edges in only, out only and both ways.',
    use: 'The strictest here: for three nodes and more, so that mutual pairs do not count twice.',
  },
  attributes: {
    label: 'Attributes exchanged',
    keeps: 'The graph stays as it is; nodes exchange all their attributes.',
    use: 'Asks whether the types of cells matter, for motifs that name attributes.',
  },
}

const percent = (share: number) => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`

/** What was kept besides, as a sentence; empty for nothing. */
export function restrictionWords({ groupsBy, distance, model }: NullQuestion): string {
  const parts: string[] = []
  if (groupsBy !== null)
    parts.push(
      model === 'attributes'
        ? `Attributes are exchanged within groups of ${groupsBy} only.`
        : `The number of edges from each group of ${groupsBy} to each stays the same.`,
    )
  if (distance)
    parts.push(
      `So does the number of edges in each of ${distance.bins} ranges of distance (${distance.attributes.join(', ')}).`,
    )
  return parts.join(' ')
}

/** How long samples walk and whether that is enough, in sentences. */
export function mixingWords(effort: NullEffort | null, mixing: NullMixing | null): string[] {
  if (!effort) return ['Every sample is drawn afresh: nothing has to mix.']
  const words = [
    `A sample starts from the host and makes ${effort.attempts.toLocaleString('en-GB')} proposals to exchange the ends of two edges. ${percent(effort.acceptance)} of them change the graph: about ${effort.switchesPerEdge.toFixed(1)} switches an edge.`,
    'Ten switches an edge are aimed at; the number of proposals follows from a trial walk.',
  ]
  if (!mixing) return words
  const half = Math.floor(mixing.overlaps.length / 2)
  words.push(
    `After a sample’s walk ${percent(mixing.overlaps[half] ?? 1)} of the host’s edges are still there; on a walk twice as long the share wavers about ${percent(mixing.level.mean)}. ${mixing.isMixed ? 'So the walk is long enough to forget where it began.' : 'So the walk may be too short: samples still resemble the host.'}`,
  )
  const [first = 0] = mixing.autocorrelation
  const step = Math.round((mixing.attempts.at(-1) ?? 0) / Math.max(1, mixing.attempts.length - 1))
  words.push(
    `The number of 030T triads correlates with itself by ${first.toFixed(2)} one look (${step.toLocaleString('en-GB')} proposals) later; near 0 it has forgotten. Samples do not follow each other: each begins anew.`,
  )
  return words
}

export const methodsWords = [
  'z = (observed − mean) ÷ standard deviation of the samples (divisor n − 1); “not defined” where the samples do not vary.',
  'p is counted, not modelled: p = (r + 1) ÷ (n + 1), where r of n samples have at least (or at most) the observed count; given is twice the smaller of both, at most 1.',
  'Correction for many tests: Benjamini and Hochberg (1995), the share of false discoveries, and Holm (1979), the chance of any, over all rows whose samples vary.',
  'Significance profile: z scores as a vector of length one (Milo et al. 2004).',
  'Sample i depends on the host, the model, the seed and i only; the same question gives the same numbers again.',
]
