/** Links from a host node to where others show it, by templates that people write: `{id}` stands for one id, `{ids}` for
 *  several with commas. Only http and https; nothing is opened by itself. Pure. */
import type { JsonValue } from '../model/document'
import { MotifscopeError } from '../model/errors'
import { hostUri } from './annotation'
import type { DocumentDraft } from './moss-types'
import { isWebAddress } from './neuroglancer'

export interface LinkTemplate {
  /** What the link is called. */
  name: string
  /** An address with `{id}` or `{ids}` in it. */
  template: string
}

/** To begin with: the version of the data set is the user's to set. */
export const suggestedTemplates: readonly LinkTemplate[] = [
  { name: 'Codex', template: 'https://codex.flywire.ai/app/cell_details?dataset=fafb&root_id={id}' },
  {
    name: 'Codex network',
    template: 'https://codex.flywire.ai/app/connectivity?dataset=fafb&cell_names_or_ids={ids}',
  },
  {
    name: 'CAVE',
    template:
      'https://minnie.microns-daf.com/dash/datastack/minnie65_public/apps/connectivity/' +
      '?anno-id=%22{id}%22&id-type=%22root_id%22&datastack=%22minnie65_public%22',
  },
  {
    name: 'neuPrint',
    template: 'https://neuprint.janelia.org/view?dataset=hemibrain:v1.2.1&bodyid={id}',
  },
]

const longestTemplate = 2_000
const mostTemplates = 20

/** What is wrong with a template, as a sentence; null when nothing is. */
export function templateFault(template: string): string | null {
  const text = template.trim()
  if (text.length > longestTemplate) return 'The address is too long.'
  if (!/\{ids?\}/.test(text))
    return 'The address needs {id} (one node) or {ids} (all nodes) where the id goes.'
  const [origin = ''] = /^[a-z]+:\/\/[^/?#]*/i.exec(text) ?? []
  if (/[{}]/.test(origin)) return 'The id may stand behind the server’s name only.'
  if (!isWebAddress(text.replace(/\{ids?\}/g, '1'))) return 'The address must begin with https:// or http://.'
  return null
}

/** A node for which links are wanted. */
export interface LinkedNode {
  /** Such as a motif node's name. */
  label: string
  id: string
}

export interface DeepLink {
  /** The template's name. */
  name: string
  /** Whom it shows: a motif node's name; null: all of them. */
  label: string | null
  address: string
}

/** The links of some nodes: one for each node where the template has `{id}`, one for all where it has `{ids}`. Templates
 *  with faults give none. */
export function deepLinks(templates: readonly LinkTemplate[], nodes: readonly LinkedNode[]): DeepLink[] {
  const encoded = nodes.map(({ label, id }) => ({ label, id: encodePart(id) }))
  const all = [...new Set(encoded.map(({ id }) => id))].join(',')
  return templates
    .filter(({ template }) => templateFault(template) === null && nodes.length > 0)
    .flatMap(({ name, template }): DeepLink[] => {
      const text = template.trim().replaceAll('{ids}', () => all)
      if (!text.includes('{id}')) return [{ name, label: null, address: text }]
      return encoded.map(({ label, id }) => ({ name, label, address: text.replaceAll('{id}', () => id) }))
    })
    .filter(({ address }) => isWebAddress(address))
}

/** Half a surrogate pair cannot be percent-encoded. */
const encodePart = (id: string) => encodeURIComponent(id.replace(/\p{Surrogate}/gu, '\uFFFD'))

/** What a document says of links; null when it says nothing of them. Faulty templates are left out. */
export function templatesFromBody(body: JsonValue): LinkTemplate[] | null {
  const { kind, templates } = (body ?? {}) as Record<string, unknown>
  if (kind !== 'links' || !Array.isArray(templates)) return null
  return templates
    .filter(
      (one: Partial<LinkTemplate> | null): one is LinkTemplate =>
        typeof one?.name === 'string' &&
        typeof one.template === 'string' &&
        templateFault(one.template) === null,
    )
    .slice(0, mostTemplates)
    .map(({ name, template }) => ({ name, template }))
}

/** The document that says so.
 *  @throws MotifscopeError `invalid-template`. */
export function draftOfTemplates(hostId: string, templates: readonly LinkTemplate[]): DocumentDraft {
  const clean = templates.map(({ name, template }) => ({ name: name.trim(), template: template.trim() }))
  const refuse = (message: string) =>
    new MotifscopeError('invalid-template', message, { hint: 'Correct it and save again.' })
  if (clean.length > mostTemplates) throw refuse(`There may be ${mostTemplates} links, not more.`)
  for (const { name, template } of clean) {
    const fault = templateFault(template)
    if (name === '') throw refuse('A link has no name.')
    if (fault !== null) throw refuse(`${name}: ${fault}`)
  }
  return { uri: hostUri(hostId), body: { kind: 'links', templates: clean }, links: [] }
}
