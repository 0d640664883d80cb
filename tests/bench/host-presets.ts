/** The hosts of the benchmark as files, kept in the system's temporary folder from run to run. The C generator of the
 *  native reference writes them where there is one, our own elsewhere: the same bytes. */
import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateHost } from './generate-host'
import type { HostRecipe } from './generate-host'
import { writeBinaryHost, writeEdgeTable, writeNodeTable } from './host-files'
import type { NativeReference } from './native'

/** S, M, L and W as ../shared/bench has them; `tiny` is for the short run. */
export const recipes = {
  S: { nodeCount: 300, edgeCount: 3_000, seed: 1, hubCount: 0 },
  tiny: { nodeCount: 2_000, edgeCount: 40_000, seed: 5, hubCount: 0 },
  M: { nodeCount: 21_700, edgeCount: 3_500_000, seed: 2, hubCount: 0 },
  L: { nodeCount: 140_000, edgeCount: 15_000_000, seed: 3, hubCount: 0 },
  W: { nodeCount: 50_000, edgeCount: 2_000_000, seed: 4, hubCount: 10 },
} satisfies Record<string, HostRecipe>
export type HostName = keyof typeof recipes
export const hostNames = Object.keys(recipes) as HostName[]

export interface HostFiles {
  name: HostName
  nodeCount: number
  edgeCount: number
  /** In the native reference's format. */
  binary: string
  /** `source,target,weight` */
  edges: string
  /** `id,candidate` */
  nodes: string
}

type Names = Pick<HostFiles, 'binary' | 'edges' | 'nodes'>

function writeOurselves(recipe: HostRecipe, files: Names): void {
  const host = generateHost(recipe)
  writeBinaryHost(files.binary, host)
  writeEdgeTable(files.edges, host, { seed: recipe.seed })
}

function writeNatively(native: NativeReference, recipe: HostRecipe, files: Names): void {
  const { nodeCount, edgeCount, seed, hubCount } = recipe
  const words = [nodeCount, edgeCount, seed, hubCount].map(String)
  renameSync(native.generate('generated', words), files.binary)
  renameSync(native.generateCsv('generated', words), files.edges)
}

/** Writes what is missing: seconds for M, some minutes for L without a C compiler. */
export function hostFiles(name: HostName, native: NativeReference | undefined): HostFiles {
  const recipe = recipes[name]
  const folder = join(tmpdir(), 'motifscope-bench-hosts')
  mkdirSync(folder, { recursive: true })
  const at = (end: string) => join(folder, `${name}-${Object.values(recipe).join('-')}.${end}`)
  const files = { binary: at('bin'), edges: at('edges.csv'), nodes: at('nodes.csv') }
  if (!Object.values(files).every((file) => existsSync(file))) {
    console.error(`Writing host ${name} to ${folder} …`)
    // Under other names until they are whole.
    const parts = { binary: at('bin.part'), edges: at('edges.csv.part'), nodes: at('nodes.csv.part') }
    writeNodeTable(parts.nodes, recipe.nodeCount)
    if (native) writeNatively(native, recipe, parts)
    else writeOurselves(recipe, parts)
    for (const key of ['binary', 'edges', 'nodes'] as const) renameSync(parts[key], files[key])
  }
  return { name, nodeCount: recipe.nodeCount, edgeCount: recipe.edgeCount, ...files }
}
