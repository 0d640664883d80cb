/** The drawing as an SVG file: the scene's shapes with colours written out, and the motif in its metadata. Pure: text in,
 *  text out. */
import { packPicture, pictureNamespace } from '../../../scripting/picture-file'
import type { PictureContent } from '../../../scripting/picture-file'
import type { Scene, SceneEdge, SceneNode } from './drawing-scene'
import { lineHeight, widthOfLines } from './drawing-scene'
import { nodeRadius } from './drawing-shapes'

/** The colour of a token such as `node-0`. */
export type Palette = (token: string) => string

const font = 'font-family="Inter, system-ui, -apple-system, \'Segoe UI\', Roboto, sans-serif"'

/** Text as XML holds it: characters that XML forbids become the replacement character. */
function escape(text: string): string {
  const safe = text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
  return safe.replace(/[&<>"'\r]/g, (each) => `&#${each.charCodeAt(0)};`)
}

const attributes = (values: Record<string, string | number>) =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${escape(String(value))}"`)
    .join('')

const element = (name: string, values: Record<string, string | number>, content = '') =>
  content === '' ? `<${name}${attributes(values)}/>` : `<${name}${attributes(values)}>${content}</${name}>`

const textAt = (x: number, y: number, size: number, fill: string, words: string, weight = 400) =>
  element(
    'text',
    { x, y, 'font-size': size, 'font-weight': weight, fill, 'text-anchor': 'middle' },
    escape(words),
  )

function nodeMarkup(node: SceneNode, colour: Palette): string {
  const { x, y, half, label, lines, slot, tint, isLoose } = node
  const body = element('rect', {
    x: x - half - nodeRadius,
    y: y - nodeRadius,
    width: 2 * (half + nodeRadius),
    height: 2 * nodeRadius,
    rx: nodeRadius,
    fill: colour(`tint-${tint ?? 'none'}`),
    stroke: colour(`node-${slot % 8}`),
    'stroke-width': 3,
    ...(isLoose ? { 'stroke-dasharray': '4 4' } : {}),
  })
  const size = label.length > 2 ? 13 : 16
  return [
    body,
    textAt(x, y + size * 0.35, size, colour('text'), label, 600),
    ...lines.map((line, i) =>
      textAt(x, y + nodeRadius + 13 + i * lineHeight, 11, colour('text-quiet'), line),
    ),
  ].join('\n')
}

function edgeMarkup({ edge, path, head, cross, lines, middle }: SceneEdge, colour: Palette): string {
  const line = colour(edge.exists ? 'edge' : 'edge-forbidden')
  const width = lines.length > 0 ? 2.75 : 2
  const shaft = { d: path, fill: 'none', stroke: line, 'stroke-width': width }
  const parts = [
    element('path', edge.exists ? shaft : { ...shaft, 'stroke-dasharray': '6 5' }),
    element('polygon', {
      points: head,
      fill: edge.action === 'EXC' ? colour('surface') : line,
      stroke: line,
      'stroke-width': edge.action === 'EXC' ? 1.5 : 1,
    }),
  ]
  if (!edge.exists) parts.push(element('path', { d: cross, fill: 'none', stroke: line, 'stroke-width': 2.5 }))
  if (lines.length === 0) return parts.join('\n')
  const [wide, high] = [widthOfLines(lines) + 10, lines.length * lineHeight + 4]
  const top = middle.y - high / 2
  const paper = { x: middle.x - wide / 2, y: top, width: wide, height: high, rx: 4 }
  parts.push(element('rect', { ...paper, fill: colour('surface'), stroke: colour('border') }))
  const words = colour(edge.exists ? 'text-quiet' : 'edge-forbidden')
  parts.push(...lines.map((text, i) => textAt(middle.x, top + 13 + i * lineHeight, 11, words, text)))
  return parts.join('\n')
}

/** `title`: what the picture shows, in words. `scale`: pixels for a unit of the drawing. */
export function writeSvg(
  scene: Scene,
  colour: Palette,
  content: PictureContent,
  { title, scale = 1 }: { title: string; scale?: number },
): string {
  const { left, top, right, bottom } = scene.box
  const [width, height] = [right - left, bottom - top]
  const frame = {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `${left} ${top} ${width} ${height}`,
    width: width * scale,
    height: height * scale,
  }
  const held = `<motif xmlns="${pictureNamespace}">${escape(packPicture(content))}</motif>`
  const parts = [
    `<title>${escape(title)}</title>`,
    `<metadata>${held}</metadata>`,
    element('rect', { x: left, y: top, width, height, fill: colour('surface') }),
    `<g ${font}>`,
    ...scene.edges.map((edge) => edgeMarkup(edge, colour)),
    ...scene.nodes.map((node) => nodeMarkup(node, colour)),
    '</g>',
  ]
  return `<?xml version="1.0" encoding="UTF-8"?>\n<svg${attributes(frame)}>\n${parts.join('\n')}\n</svg>\n`
}
