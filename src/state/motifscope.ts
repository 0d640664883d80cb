/** Where the stores find the scripting API. src/main.ts hands it over once, before the app mounts. */
import type { Motifscope } from '../scripting/api'

let handedOver: Motifscope | null = null

/** Gives the stores the API they are built on; tests give one of their own. */
export function provideMotifscope(api: Motifscope): void {
  handedOver = api
}

/** The API.
 *  @throws when nobody called `provideMotifscope`: a programming mistake. */
export function useMotifscope(): Motifscope {
  if (!handedOver) throw new Error('provideMotifscope must be called before a store is used.')
  return handedOver
}
