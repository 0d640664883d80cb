/** The search kernel for a thread: fetched and compiled once when first asked for. Where that fails (no shared memory in
 *  WebAssembly, a file that cannot be had), there is none, and the reference kernel searches. */
import sharedUrl from './build/kernel-shared.wasm?url'
import ownUrl from './build/kernel.wasm?url'

const modules = new Map<string, Promise<WebAssembly.Module | null>>()

async function compile(url: string): Promise<WebAssembly.Module | null> {
  try {
    const response = await fetch(url)
    if (!response.ok) throw new Error(`${url} answered ${response.status}`)
    return await WebAssembly.compile(await response.arrayBuffer())
  } catch (thrown) {
    console.warn('Searching without WebAssembly, which is slower.', thrown)
    return null
  }
}

/** The compiled kernel for shared memory or for a memory of its own; null when there is none. */
export function loadKernel(isShared: boolean): Promise<WebAssembly.Module | null> {
  const url = isShared ? sharedUrl : ownUrl
  const loading = modules.get(url) ?? compile(url)
  modules.set(url, loading)
  return loading
}
