/** `motifscope.links`: made of documents about the host graph and of questions to its tables. */
import type { HostsApi } from './api'
import { deepLinks, draftOfTemplates, templatesFromBody } from './deep-links'
import { newestOfHost } from './host-documents'
import type { LinksApi } from './links-types'
import type { MossApi } from './moss-types'
import { layersFromBody } from './neuroglancer'
import { segmentAttribute, segmentsAddress, segmentsFromNeuroglancer } from './segments'

/** Ids in one question to the tables. */
const idsAtOnce = 5_000

const quote = (text: string) => `'${text.replaceAll("'", "''")}'`
/** A whole number is written with `.0` where the column is of doubles. */
const segmentText = `regexp_replace(CAST("${segmentAttribute}" AS VARCHAR), '\\.0$', '')`

function batchesOf(values: Iterable<string>): string[][] {
  const distinct = [...new Set(values)].filter((value) => !value.includes('\0'))
  return Array.from({ length: Math.ceil(distinct.length / idsAtOnce) }, (_, i) =>
    distinct.slice(i * idsAtOnce, (i + 1) * idsAtOnce),
  )
}

export function createLinksApi(
  hosts: Pick<HostsApi, 'get' | 'sql'>,
  moss: Pick<MossApi, 'list' | 'standing' | 'put' | 'supersede'>,
): LinksApi {
  const hasSegments = async (hostId: string) =>
    Object.hasOwn((await hosts.get(hostId)).nodeAttributes, segmentAttribute)

  /** Pairs of a node's id and its segment, asked for by either. */
  async function pairs(hostId: string, by: 'id' | 'segment', values: Iterable<string>): Promise<string[][]> {
    const column = by === 'id' ? 'id' : segmentText
    const found: string[][] = []
    for (const batch of batchesOf(values)) {
      const { rows } = await hosts.sql(
        hostId,
        `SELECT id, ${segmentText} FROM nodes WHERE ${column} IN (${batch.map(quote).join(', ')}) ` +
          `AND "${segmentAttribute}" IS NOT NULL ORDER BY id`,
      )
      found.push(...rows.map(([id, segment]) => [String(id), String(segment)]))
    }
    return found
  }

  async function segmentsOfNodes(hostId: string, ids: readonly string[]): Promise<Map<string, string>> {
    const own = new Map(ids.map((id) => [id, id]))
    if (!(await hasSegments(hostId))) return own
    return new Map((await pairs(hostId, 'id', ids)).map(([id = '', segment = '']) => [id, segment]))
  }

  const templates = async (hostId: string) =>
    (await newestOfHost(moss, hostId, templatesFromBody))?.content ?? []

  return {
    templates,
    async setTemplates(hostId, wanted) {
      const draft = draftOfTemplates(hostId, wanted)
      const before = await newestOfHost(moss, hostId, templatesFromBody)
      // Somebody else's own is left as it is; the newest counts.
      if (before && !before.isProtected) await moss.supersede(before.document.id, draft)
      else await moss.put(draft)
    },
    of: async (hostId, nodes) => deepLinks(await templates(hostId), nodes),
    async neuroglancer(hostId, groups) {
      const layers = (await newestOfHost(moss, hostId, layersFromBody))?.content
      if (!layers?.layers.some(({ type }) => type === 'segmentation')) return null
      const segments = await segmentsOfNodes(hostId, [...new Set(groups.flatMap(({ ids }) => ids))])
      return segmentsAddress(
        layers,
        groups.map(({ colour, ids }) => ({
          ...(colour === undefined ? {} : { colour }),
          segments: ids.flatMap((id) => segments.get(id) ?? []),
        })),
      )
    },
    segments: segmentsFromNeuroglancer,
    async nodesOfSegments(hostId, segments) {
      const wanted = [...new Set(segments)]
      if (await hasSegments(hostId)) {
        const found = await pairs(hostId, 'segment', wanted)
        const known = new Set(found.map(([, segment]) => segment))
        return {
          ids: [...new Set(found.map(([id = '']) => id))],
          unknownCount: wanted.filter((one) => !known.has(one)).length,
        }
      }
      const ids: string[] = []
      for (const batch of batchesOf(wanted)) {
        const list = batch.map(quote).join(', ')
        const { rows } = await hosts.sql(hostId, `SELECT id FROM nodes WHERE id IN (${list}) ORDER BY id`)
        ids.push(...rows.map(([id]) => String(id)))
      }
      return { ids, unknownCount: wanted.length - ids.length }
    },
  }
}
