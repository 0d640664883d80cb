/** `motifscope.participation`: how often host nodes fill the places of motifs and of census classes. */
import { needsFromMotif } from '../grandiso/needs'
import type { HostLibrary } from '../hosts/host-library'
import { rolesInMotif, rolesInTriads } from '../jobs/census-crew'
import { poolSize } from '../jobs/worker-pool'
import { MotifscopeError } from '../model/errors'
import type { TriadName } from '../model/host-graph'
import { triadNames } from '../model/host-graph'
import { rankRows } from '../statistics/role-counts'
import { tetradClasses } from '../statistics/tetrad-classes'
import { triadRoles } from '../statistics/triad-roles'
import { motifFromText } from './jobs-api'
import { symmetryOfMotif } from './motif-symmetry'
import type { MotifRole, NodeRoles, ParticipationSubject, RoleQuery, RoleRow } from './participation-types'
import type { WorkOptions } from './participation-types'
import { classesOfMeasure } from './significance-result'

interface Counted {
  motif: string
  roles: MotifRole[]
  found: number
  /** Row-major: host nodes by roles. */
  counts: Float64Array
}

interface MotifMeaning {
  induced?: boolean
  ignoreDirection?: boolean
  isOfCensus?: boolean
}

function unknownClass(asked: string): MotifscopeError {
  return new MotifscopeError('unknown-class', `There is no census class ${asked}.`, {
    hint: 'Triads have names as 030T, classes of four the numbers of mfinder, as 204.',
  })
}

/** The text of a class of four nodes. */
function textOfTetrad(id: number): string {
  const at = tetradClasses().classes.findIndex((each) => each.id === id)
  const text = classesOfMeasure({ kind: 'tetrads', samples: 0 })[at]?.motif
  if (text === undefined) throw unknownClass(String(id))
  return text
}

async function countTriad(library: HostLibrary, hostId: string, triad: TriadName, options: WorkOptions) {
  const at = triadNames.indexOf(triad)
  if (at < 0) throw unknownClass(String(triad))
  const { topology } = await library.searchable(hostId)
  const counts = await rolesInTriads(topology, triad, { ...options, workers: 1 })
  const own = triadRoles.filter((role) => role.triad === triad)
  const [first] = own
  let places = 0
  for (let node = 0; node < topology.nodeCount; node++) places += counts[node * own.length] ?? 0
  const roles = own.map(({ name, nodes }) => ({
    label: `${name} (${[...nodes].join(', ')})`,
    nodes: [...nodes],
  }))
  const motif = classesOfMeasure({ kind: 'triads' })[at]?.motif ?? ''
  return { motif, roles, found: places / (first?.nodes.length ?? 1), counts }
}

/** The roles of a motif: sets of nodes that symmetries exchange, in the order of its nodes. */
function rolesOf(nodes: readonly string[], orbits: readonly string[][]): MotifRole[] {
  const sets = nodes.map((node) => orbits.find((orbit) => orbit.includes(node)) ?? [node])
  return [...new Set(sets.map((set) => set.join('\n')))].map((key) => {
    const own = key.split('\n')
    return { label: own.join(', '), nodes: own }
  })
}

async function countMotif(
  library: HostLibrary,
  hostId: string,
  text: string,
  { induced = false, ignoreDirection = false, isOfCensus = false }: MotifMeaning,
  options: WorkOptions,
): Promise<Counted> {
  const { motif } = motifFromText(text)
  if (motif.nodes.length === 0)
    throw new MotifscopeError('empty-motif', 'The motif has no edge.', {
      hint: 'Write at least one, as A -> B.',
    })
  const host = await library.searchable(hostId)
  // An induced match has no self-loop that the motif has not; a census does not look at them.
  const topology = isOfCensus ? { ...host.topology, selfLoops: new Uint32Array(0) } : host.topology
  const { orbits } = symmetryOfMotif(motif, ignoreDirection || !topology.directed)
  const roles = rolesOf(motif.nodes, orbits)
  const roleOf = Object.fromEntries(roles.flatMap(({ nodes }, at) => nodes.map((node) => [node, at])))
  const resolved = await host.resolve(needsFromMotif(motif))
  const question = { motif, topology, resolved, ignoreDirection, induced, roleOf, roleCount: roles.length }
  const counted = await rolesInMotif(question, { ...options, workers: poolSize() })
  return { motif: text, roles, ...counted }
}

export function createParticipation(library: HostLibrary) {
  async function count(
    hostId: string,
    subject: ParticipationSubject,
    options: WorkOptions,
  ): Promise<Counted> {
    if ('triad' in subject) return countTriad(library, hostId, subject.triad, options)
    if ('tetrad' in subject)
      return countMotif(
        library,
        hostId,
        textOfTetrad(subject.tetrad),
        { induced: true, isOfCensus: true },
        options,
      )
    return countMotif(library, hostId, subject.motif, subject, options)
  }

  async function rows(hostId: string, counted: Counted, query: RoleQuery): Promise<RoleRow[]> {
    const { sortBy, offset = 0, limit = 100, attributes = [] } = query
    const nodes = rankRows(counted.counts, counted.roles.length, sortBy ?? null).slice(offset, offset + limit)
    const { connection, host } = await library.tables(hostId, 'nodes')
    const { valuesOfNodes } = await import('../tables/node-values')
    const known = await valuesOfNodes(connection, host, nodes, attributes)
    const width = counted.roles.length
    return nodes.map((node, at) => {
      const counts = [...counted.counts.subarray(node * width, (node + 1) * width)]
      const { id = '', values = [] } = known[at] ?? {}
      return { id, counts, total: counts.reduce((sum, each) => sum + each, 0), values }
    })
  }

  return async (
    hostId: string,
    subject: ParticipationSubject,
    options: WorkOptions = {},
  ): Promise<NodeRoles> => {
    const counted = await count(hostId, subject, options)
    const { motif, roles, found } = counted
    return {
      ...{ motif, roles, found },
      nodeCount: rankRows(counted.counts, roles.length, null).length,
      rows: (query = {}) => rows(hostId, counted, query),
    }
  }
}
