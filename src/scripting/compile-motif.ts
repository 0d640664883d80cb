/** `motifscope.compile` and `motifscope.plan`: a motif in other languages, and how a search would go about it. What
 *  writes a language is loaded when it is first asked for. */
import { printMotif } from '../dotmotif/print'
import { needsFromMotif } from '../grandiso/needs'
import { planSearch } from '../grandiso/plan'
import type { PlannedSearch } from '../grandiso/plan'
import { automorphismCount, symmetryBreaking } from '../grandiso/symmetry'
import type { HostLibrary } from '../hosts/host-library'
import { MotifscopeError } from '../model/errors'
import type { HostRecord } from '../model/host-graph'
import type { SearchSemantics } from '../model/job'
import type { Motif } from '../model/motif'
import type { Motifscope } from './api'
import type { CompiledText, MotifPlan, OutputLanguage } from './motif-types'
import { motifFromText, semanticsFrom } from './jobs-api'
import { writeJson } from './write-json'

/** What a language is written from. */
interface Question {
  library: HostLibrary
  motif: Motif
  host: HostRecord | null
  semantics: SearchSemantics
}

/** The options that the writers of languages share. On an undirected host edges have no direction to begin with. */
function writerOptions({ motif, host, semantics }: Question) {
  const { excludeAutomorphisms, induced, limit, countOnly } = semantics
  const ignoreDirection = semantics.ignoreDirection || host?.directed === false
  const nameOf = (node: number) => motif.nodes[node] ?? ''
  const restrictions = excludeAutomorphisms ? symmetryBreaking(motif, { undirected: ignoreDirection }) : []
  const pairs = restrictions.map(([smaller, larger]): [string, string] => [nameOf(smaller), nameOf(larger)])
  return { ignoreDirection, symmetryBreaking: pairs, induced, limit, countOnly }
}

async function compileCypher(question: Question, flavour: 'neo4j' | 'neuprint'): Promise<CompiledText> {
  const { toCypher } = await import('../dotmotif/to-cypher')
  return toCypher(question.motif, { flavour, ...writerOptions(question) })
}

async function compilePython(question: Question): Promise<CompiledText> {
  const { toPython } = await import('../dotmotif/to-python')
  const name = (question.host?.name ?? 'host').replace(/\.(graphml|gexf|gml|json|csv|tsv)(\.gz)?$/i, '')
  const text = toPython(question.motif, { fileName: `${name}.graphml`, ...writerOptions(question) })
  return { text }
}

async function compileSql({ host, motif, semantics }: Question): Promise<CompiledText> {
  if (!host)
    throw new MotifscopeError(
      'host-needed',
      'SQL is written for the tables of a host graph, and none was named.',
      {
        hint: 'Open a host graph, and give its id as `hostId`.',
      },
    )
  const { writeMotifSql } = await import('./motif-sql')
  return { text: writeMotifSql(host, motif, semantics).text }
}

async function planOnHost({ library, motif, semantics }: Question, hostId: string): Promise<PlannedSearch> {
  const host = await library.searchable(hostId)
  const resolved = await host.resolve(needsFromMotif(motif))
  return planSearch({ motif, semantics, topology: host.topology, resolved })
}

function describePlan({ plan, warnings, expectedMatches }: PlannedSearch): MotifPlan {
  const order = plan.steps.map(({ column }) => plan.columns[column] ?? '')
  return {
    order,
    reasons: plan.reasons,
    warnings,
    expectedMatches,
    automorphismCount: plan.automorphismCount,
  }
}

/** The motif as its contract has it, the options, and what a search on the host would do. The list of permutations that
 *  a plan may carry is left out: its length is the count of automorphisms. */
async function compileJson(question: Question): Promise<CompiledText> {
  const { motif, host, semantics } = question
  const undirected = semantics.ignoreDirection || host?.directed === false
  const written = {
    motif: { ...motif, automorphismCount: automorphismCount(motif, { undirected }) },
    options: semantics,
  }
  if (!host || motif.nodes.length === 0) return { text: `${writeJson(written)}\n` }
  const planned = await planOnHost(question, host.id)
  const plan = describePlan(planned)
  const { steps, rootCount, breaksSymmetry, mappingsPerMatch } = planned.plan
  const { id, name, nodeCount, edgeCount } = host
  const details = { ...plan, steps, rootCount, breaksSymmetry, mappingsPerMatch }
  const text = writeJson({ ...written, host: { id, name, nodeCount, edgeCount }, plan: details })
  return { text: `${text}\n`, plan }
}

const compilers: Record<OutputLanguage, (question: Question) => CompiledText | Promise<CompiledText>> = {
  dotmotif: ({ motif }) => ({ text: printMotif(motif) }),
  cypher: (question) => compileCypher(question, 'neo4j'),
  neuprint: (question) => compileCypher(question, 'neuprint'),
  sql: compileSql,
  python: compilePython,
  json: compileJson,
  gremlin: () => {
    throw notGremlin()
  },
}

/** What knows of a Gremlin server writes it. */
export const notGremlin = () =>
  new MotifscopeError('host-needed', 'Gremlin is written for a graph on a Gremlin server.', {
    hint: 'Choose such a graph, or give its id as { hostId }.',
  })

export function createCompiler(library: HostLibrary): Pick<Motifscope, 'compile' | 'plan'> {
  return {
    async compile(source, language, { hostId, ...options } = {}) {
      const { motif } = motifFromText(source)
      const compile = Object.hasOwn(compilers, language) ? compilers[language] : undefined
      if (!compile)
        throw new MotifscopeError('unknown-language', `A motif cannot be written as ${String(language)}.`, {
          hint: `Use one of ${Object.keys(compilers).join(', ')}.`,
        })
      const semantics = semanticsFrom(options)
      const host = hostId === undefined ? null : await library.get(hostId)
      return compile({ library, motif, host, semantics })
    },

    async plan(hostId, source, options = {}) {
      const { motif } = motifFromText(source)
      const question = { library, motif, host: await library.get(hostId), semantics: semanticsFrom(options) }
      return describePlan(await planOnHost(question, hostId))
    },
  }
}
