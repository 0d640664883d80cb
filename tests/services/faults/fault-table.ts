/** For each remote backend and each fault of a server what must come of it. A protocol that has not the fault itself says
 *  what stands in its place. */
import type { FaultRow } from './fault-row'
import { otherAnswers } from './other-answers'
import { slowCutGone } from './slow-cut-gone'

export const faultTable: readonly FaultRow[] = [...slowCutGone, ...otherAnswers]
