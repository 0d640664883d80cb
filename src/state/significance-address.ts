/** The form of the room Significance as one value of the address: `degrees.200.1.motif.celltype`. Total: what is not
 *  understood is left as it stands. Pure. */
import { nullModels } from '../model/null-run'
import type { NullQuestion } from '../model/null-run'
import type { SignificanceForm } from './significance-form'

const asked = ['motif', 'named', 'triads', 'tetrads'] as const

/** Model, samples, seed, what, bins of distance (0: none), groups; a group's name may hold anything. */
export function writeSignificanceAddress(form: SignificanceForm, standard: SignificanceForm): string {
  const isStandard = Object.entries(form).every(
    ([key, value]) => standard[key as keyof SignificanceForm] === value,
  )
  const { model, samples, seed, what, keepsDistance, bins, groups } = form
  return isStandard ? '' : [model, samples, seed, what, keepsDistance ? bins : 0, groups].join('.')
}

const wholeFrom = (text: string | undefined, least: number, most: number): number | null => {
  const number = Number(text)
  return /^\d+$/.test(text ?? '') && number >= least && number <= most ? number : null
}

/** What an address says of the form; nothing for what it cannot mean. */
export function readSignificanceAddress(text: string): Partial<SignificanceForm> {
  const [model, samples, seed, what, bins, ...groups] = text.split('.')
  const form: Partial<SignificanceForm> = {}
  const knownModel = nullModels.find((name) => name === model)
  if (!knownModel) return form
  form.model = knownModel
  const [sampleCount, seedRead] = [wholeFrom(samples, 1, 1e6), wholeFrom(seed, 0, 2 ** 52)]
  if (sampleCount !== null) form.samples = sampleCount
  if (seedRead !== null) form.seed = seedRead
  const knownWhat = asked.find((name) => name === what)
  if (knownWhat) form.what = knownWhat
  const binCount = wholeFrom(bins, 2, 20)
  if (binCount !== null) Object.assign(form, { keepsDistance: true, bins: binCount })
  if (groups.length > 0) form.groups = groups.join('.')
  return form
}

/** The address that asks a run's question again; of several motifs the first. */
export function addressOfRun(question: NullQuestion, samples: number): string {
  const { model, seed, groupsBy, distance, measures } = question
  const [first] = measures
  return [model, samples, seed, first?.kind ?? 'motif', distance?.bins ?? 0, groupsBy ?? ''].join('.')
}
