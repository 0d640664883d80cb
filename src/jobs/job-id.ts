/** The identity of a job: the same question has the same id, so that asking again finds the stored answer. */
import { printMotif } from '../dotmotif/print'
import type { SearchSemantics } from '../model/job'
import type { Motif } from '../model/motif'

/** Raised when an engine change may alter an answer or the meaning of a stored cursor. */
export const engineVersion = 1

/** 32 hex digits of SHA-256 over canonical motif, host content, options and engine version. */
export async function jobIdOf(motif: Motif, hostId: string, semantics: SearchSemantics): Promise<string> {
  const { ignoreDirection, excludeAutomorphisms, induced, limit, countOnly, strategy } = semantics
  const question = JSON.stringify([
    engineVersion,
    hostId,
    printMotif(motif),
    [ignoreDirection, excludeAutomorphisms, induced, limit, countOnly],
    ...(strategy ? [[strategy.factorise, strategy.breakSymmetry, strategy.orderByCost]] : []),
  ])
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(question))
  return Array.from(new Uint8Array(digest, 0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
