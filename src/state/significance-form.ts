/** What a user fills in to hold something against chance. */
import type { NullModelKind } from '../model/null-run'

export type AskedWhat = 'motif' | 'named' | 'triads' | 'tetrads'

export interface SignificanceForm {
  what: AskedWhat
  model: NullModelKind
  /** Empty: none. */
  groups: string
  keepsDistance: boolean
  bins: number
  samples: number
  seed: number
}
