/** The search kernels under test: the reference, and WebAssembly with a memory of its own and on a shared one. */
import { readFileSync } from 'node:fs'
import { createReferenceSearch } from '../../src/grandiso/reference-kernel'
import type { Search } from '../../src/grandiso/kernel'
import { canPack } from '../../src/grandiso/pack-search'
import { createWasmSearch } from '../../src/grandiso/wasm-kernel'
import type { SearchPlan, SearchSpace } from '../../src/model/plan'

export interface TestedKernel {
  name: string
  createSearch(plan: SearchPlan, space: SearchSpace, mostFlags?: number): Search
}

const compile = (name: string) =>
  new WebAssembly.Module(readFileSync(new URL(`../../workers/kernel/build/${name}`, import.meta.url)))
export const ownMemoryModule = compile('kernel.wasm')
export const sharedMemoryModule = compile('kernel-shared.wasm')

export const referenceKernel: TestedKernel = { name: 'reference', createSearch: createReferenceSearch }

/** Choices among parallel host edges are the reference kernel's, as in the search worker. */
export const wasmKernel: TestedKernel = {
  name: 'WebAssembly',
  createSearch: (plan, space, mostFlags) =>
    canPack(space)
      ? createWasmSearch(ownMemoryModule, plan, space, null, mostFlags)
      : createReferenceSearch(plan, space, mostFlags),
}

export const kernels = [referenceKernel, wasmKernel]
