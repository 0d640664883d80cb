/** How the files of a host are going to be read: guessed from their beginnings, corrected by the user, and turned into the
 *  options of `hosts.open`. Pure. */
import type { ColumnChoice, ColumnChoices, HostReading } from '../model/derivation'
import type { FilePreview, PreviewColumn } from '../model/import-preview'
import type { OpenHostOptions } from '../scripting/api'
import { nameOfInput } from './host-input'
import type { HostInput } from './host-input'

/** Files that wait for the user's word. */
export interface ImportQuestion {
  inputs: HostInput[]
  options: OpenHostOptions
  /** Why it is asked. */
  message?: string
  /** The host that was opened from these files before, and how. */
  before?: { id: string; readAs?: HostReading }
}

/** `none`: the file is left out. */
export type PlannedRole = 'graph' | 'edges' | 'nodes' | 'none'

export interface PlannedFile {
  input: HostInput
  name: string
  preview: FilePreview
  role: PlannedRole
  /** Of a node table: the header of its ids. */
  id: string
  /** By attribute name. Of a graph: of its edges. */
  columns: ColumnChoices
  nodeColumns: ColumnChoices
}

export type PlannedDirection = 'file' | 'directed' | 'undirected'

export interface ImportPlan {
  files: PlannedFile[]
  /** Headers in the tables of edges. */
  source: string
  target: string
  /** The name of an attribute of edges, as it will be called; empty: none. */
  weight: string
  direction: PlannedDirection
}

/** The plan that the beginnings of the files suggest. */
export function planFrom(
  files: readonly { input: HostInput; preview: FilePreview }[],
  { options, before }: Pick<ImportQuestion, 'options' | 'before'>,
): ImportPlan {
  const readAs = before?.readAs
  const isOnlyFile = files.length === 1
  const planned = files.map(({ input, preview }, place): PlannedFile => {
    const name = nameOfInput(input)
    const known = readAs?.files.find((file) => file.name === name)
    const isFirst = place === 0
    return {
      input,
      name,
      preview,
      role: known?.role ?? roleFrom(preview, isOnlyFile),
      id: known?.id ?? preview.id ?? preview.columns[0]?.header ?? '',
      columns: { ...(isFirst ? (readAs?.columns ?? options.columns) : undefined) },
      nodeColumns: { ...(isFirst ? (readAs?.nodeColumns ?? options.nodeColumns) : undefined) },
    }
  })
  const edges = mainFile(planned)
  const headers = edges?.preview.columns.map(({ header }) => header) ?? []
  const directed = readAs?.directed ?? options.directed
  const weight = edges?.preview.columns.find(({ header }) => header === edges.preview.weight)?.name
  return {
    files: planned,
    source: readAs?.source ?? options.source ?? edges?.preview.source ?? headers[0] ?? '',
    target: readAs?.target ?? options.target ?? edges?.preview.target ?? headers[1] ?? '',
    weight: readAs?.weight ?? options.weight ?? weight ?? '',
    direction: directed === undefined ? 'file' : directed ? 'directed' : 'undirected',
  }
}

function roleFrom({ role }: FilePreview, isOnlyFile: boolean): PlannedRole {
  if (role === 'unknown' || (role === 'nodes' && isOnlyFile)) return 'edges'
  return role
}

/** The file that the host is made from: the first graph or table of edges. */
export const mainFile = (files: readonly PlannedFile[]): PlannedFile | undefined =>
  files.find(({ role }) => role === 'graph' || role === 'edges')

/** The columns of a file that become attributes. */
export function attributesOf(file: PlannedFile, { source, target }: ImportPlan): PreviewColumn[] {
  const ids = file.role === 'nodes' ? [file.id] : file.role === 'edges' ? [source, target] : []
  return file.preview.columns.filter(({ header }) => !ids.includes(header))
}

const calledBy = (choices: ColumnChoices, { name }: PreviewColumn) => choices[name]?.name?.trim() || name

/** The numeric attributes of edges, as they will be called. */
export function weightsOf(plan: ImportPlan): string[] {
  const main = mainFile(plan.files)
  if (!main) return []
  return attributesOf(main, plan)
    .filter(({ name, guess }) => {
      const { type = guess, isLeftOut } = main.columns[name] ?? {}
      return !isLeftOut && (type === 'integer' || type === 'real')
    })
    .map((column) => calledBy(main.columns, column))
}

/** What keeps the plan from being carried out, as a sentence; null: nothing. */
export function problemOfPlan(plan: ImportPlan): string | null {
  const main = mainFile(plan.files)
  if (!main) return 'One of the files must hold the edges.'
  if (main.role === 'edges') {
    const headers = main.preview.columns.map(({ header }) => header)
    if (!headers.includes(plan.source) || !headers.includes(plan.target))
      return 'Choose the columns of the source and the target of each edge.'
    if (plan.source === plan.target) return 'Source and target must be two different columns.'
  }
  for (const file of plan.files) {
    if (file.role === 'none' || (file.role === 'edges' && file !== main)) continue
    const twice = firstRepeated(
      attributesOf(file, plan)
        .filter(({ name }) => !file.columns[name]?.isLeftOut)
        .map((column) => calledBy(file.columns, column)),
    )
    if (twice !== undefined) return `Two columns of ${file.name} would be called “${twice}”.`
  }
  return null
}

function firstRepeated(names: string[]): string | undefined {
  return names.find((name, place) => names.indexOf(name) !== place)
}

/** The choice for a column with one thing changed; what is as the file says is left out. */
export function withChoice(
  choices: ColumnChoices,
  column: PreviewColumn,
  change: ColumnChoice,
): ColumnChoices {
  const { type, name, isLeftOut } = { ...choices[column.name], ...change }
  const others = Object.fromEntries(Object.entries(choices).filter(([key]) => key !== column.name))
  const choice: ColumnChoice = {
    ...(type === undefined || type === column.guess ? {} : { type }),
    ...(name === undefined || name.trim() === '' || name === column.name ? {} : { name }),
    ...(isLeftOut ? { isLeftOut } : {}),
  }
  return Object.keys(choice).length === 0 ? others : { ...others, [column.name]: choice }
}

const given = (choices: ColumnChoices) => Object.keys(choices).length > 0

/** What is opened, and how. The plan must have no problem. */
export function openingOf(
  plan: ImportPlan,
  options: OpenHostOptions,
): { input: HostInput; options: OpenHostOptions } {
  const main = mainFile(plan.files) as PlannedFile
  const others = plan.files.filter((file) => file !== main)
  const edges = others.filter(({ role }) => role === 'edges' || role === 'graph').map(({ input }) => input)
  const nodes = others
    .filter(({ role }) => role === 'nodes')
    .map(({ input, id, columns }) => ({
      table: input,
      ...(id ? { id } : {}),
      ...(given(columns) ? { columns } : {}),
    }))
  const { source, target, weight, direction } = plan
  const kept = Object.fromEntries(
    Object.entries(options).filter(([key]) => !replaced.includes(key)),
  ) as OpenHostOptions
  const isWeight = weightsOf(plan).includes(weight)
  return {
    input: main.input,
    options: {
      ...kept,
      ...(main.role === 'edges' ? { source, target } : {}),
      ...(isWeight ? { weight } : {}),
      ...(direction === 'file' ? {} : { directed: direction === 'directed' }),
      ...(given(main.columns) ? { columns: main.columns } : {}),
      ...(given(main.nodeColumns) ? { nodeColumns: main.nodeColumns } : {}),
      ...(edges.length === 0 ? {} : { edges }),
      ...(nodes.length === 0 ? {} : { nodes }),
    },
  }
}

/** Options that the plan says anew. */
const replaced = ['source', 'target', 'weight', 'directed', 'columns', 'nodeColumns', 'edges', 'nodes']
