/** Host M with parts and marks, and the search of five nodes that the stories of kills are told of. */
import type { Page } from 'playwright/test'
import { hostFiles } from '../bench/host-presets'

/** Paths of five nodes, four of them of one part, whose ends have the same mark: hundreds of millions are looked at and
 *  a hundred thousand found, in seconds of one worker. */
export const stageMotif = [
  'A -> B; B -> C; C -> D; D -> E; A.mark == E.mark',
  ...[...'ABCD'].map((node) => `${node}.part = 1`),
].join('; ')
const partShare = 0.06
const markCount = 8_000

/** `id,part,mark` for every node. */
function nodeTable(nodeCount: number): string {
  const lines = Array.from({ length: nodeCount }, (_, id) => {
    const isPart = (Math.imul(id, 2_654_435_761) >>> 0) / 2 ** 32 < partShare
    return `${id},${isPart ? 1 : 0},${(Math.imul(id, 2_246_822_519) >>> 0) % markCount}\n`
  })
  return `id,part,mark\n${lines.join('')}`
}

/** Gives a file of this machine to an input of the page that is put under a global name. Asked of the browser itself:
 *  where Playwright is only connected to it, it would send the file's bytes, which takes half a minute. */
async function chooseFile(page: Page, file: string, name: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const { result } = await session.send('Runtime.evaluate', {
    expression: `globalThis.${name} = Object.assign(document.createElement('input'), { type: 'file' })`,
  })
  await session.send('DOM.setFileInputFiles', { files: [file], objectId: result.objectId ?? '' })
  await session.detach()
}

declare global {
  var stageInput: HTMLInputElement
}

/** Opens the host, generated when no run has done so before; answers its id. */
export async function openStageHost(page: Page): Promise<string> {
  const { edges, nodeCount } = hostFiles('M', undefined)
  await chooseFile(page, edges, 'stageInput')
  return page.evaluate(async (nodes) => {
    const [file] = globalThis.stageInput.files ?? []
    if (!file) throw new Error('The file did not come.')
    const options = { name: 'M', nodes: new File([nodes], 'nodes.csv') }
    return (await globalThis.motifscope.hosts.open(file, options)).id
  }, nodeTable(nodeCount))
}
