/** A census worker: counts what each host node, or each class of them, has to do with motifs. Holds one question at a
 *  time; whoever asked ends it. */
import { symmetricAdjacency } from '../src/grandiso/csr'
import type { CreateSearch } from '../src/grandiso/kernel'
import { canPack } from '../src/grandiso/pack-search'
import { createReferenceSearch } from '../src/grandiso/reference-kernel'
import { createWasmSearch } from '../src/grandiso/wasm-kernel'
import type { CensusWorkerApi, RichClubTask } from '../src/jobs/census-api'
import { createRolesCount } from '../src/jobs/census-roles'
import type { RolesCount } from '../src/jobs/census-roles'
import { createNullSampler, nullGraphOf } from '../src/jobs/significance-host'
import type { NullSampler } from '../src/jobs/significance-host'
import type { HostTopology } from '../src/model/host-graph'
import { classPairs } from '../src/statistics/class-pairs'
import { colouredCensus } from '../src/statistics/coloured-census'
import { planSwitching } from '../src/statistics/null-models/mixing'
import { isSwitching } from '../src/statistics/null-models/null-model'
import { richClub } from '../src/statistics/rich-club'
import { columnsOf } from '../src/statistics/role-counts'
import { triadParticipation, triadRoles } from '../src/statistics/triad-roles'
import { exposeToParent } from './expose-to-parent'
import { loadKernel } from './kernel/load-kernel'

let roles: RolesCount | null = null
let club: (RichClubTask & { sampler: NullSampler | null; attempts: number }) | null = null

function inHand<Value>(value: Value | null): Value {
  if (value === null) throw new Error('Nothing was made ready in this worker.')
  return value
}

const withoutDirections = (topology: HostTopology): HostTopology => ({
  ...topology,
  directed: false,
  adjacency: symmetricAdjacency(topology.adjacency),
})

const api: CensusWorkerApi = {
  ping: () => true,

  triadRoles(topology, triad) {
    const counts = triadParticipation(topology)
    const own = triadRoles.flatMap((role, at) => (role.triad === triad ? [at] : []))
    return columnsOf(counts, triadRoles.length, own)
  },

  classPairs,
  colouredCensus: (topology, classes) => colouredCensus(topology, classes),

  async prepareRoles(question) {
    const kernel = await loadKernel(false)
    const createSearch: CreateSearch = (plan, space) =>
      kernel && canPack(space)
        ? createWasmSearch(kernel, plan, space, null)
        : createReferenceSearch(plan, space)
    roles = createRolesCount(question, createSearch)
    return roles.rootCount
  },
  countRoles: (first, end) => inHand(roles).count(first, end),
  rolesSoFar: () => inHand(roles).counts,

  prepareRichClub(task) {
    const topology = task.ignoreDirection ? withoutDirections(task.topology) : task.topology
    club = { ...task, topology, sampler: null, attempts: 0 }
    const model = { name: task.model, classes: null }
    const effort = isSwitching(task.model) ? planSwitching(nullGraphOf(topology), model, task.seed) : null
    return { club: richClub(topology), effort }
  },

  drawRichClub(index, attempts) {
    const task = inHand(club)
    if (!task.sampler || task.attempts !== attempts) {
      const model = { name: task.model, attempts, classes: null, groups: null }
      task.sampler = createNullSampler(task.topology, model, task.seed)
      task.attempts = attempts
    }
    return richClub(task.sampler.draw(index).topology).edges
  },
}

exposeToParent(api)
