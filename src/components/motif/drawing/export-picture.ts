/** The drawing as a file, in the page's colours: SVG as written, PNG painted from it by the browser. */
import type { PictureContent } from '../../../scripting/picture-file'
import { putIntoPng } from '../../../scripting/picture-file'
import { MotifscopeError } from '../../../model/errors'
import type { Scene } from './drawing-scene'
import { writeSvg } from './write-svg'

/** Pixels for a unit: sharp in print and on dense screens. */
const pngScale = 3
const mostPixels = 8_192

export interface PictureWishes {
  scene: Scene
  content: PictureContent
  title: string
}

function pageColours(): (token: string) => string {
  const style = getComputedStyle(document.documentElement)
  return (token) => style.getPropertyValue(`--${token}`).trim()
}

export function svgPicture({ scene, content, title }: PictureWishes): Blob {
  return new Blob([writeSvg(scene, pageColours(), content, { title })], { type: 'image/svg+xml' })
}

async function paint(svg: string, width: number, height: number): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = width
    canvas.height = height
    canvas.getContext('2d')?.drawImage(image, 0, 0, width, height)
    const painted = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
    if (painted) return painted
  } finally {
    URL.revokeObjectURL(address)
  }
  throw new MotifscopeError('picture-failed', 'The browser could not paint the picture.', {
    hint: 'Export it as SVG instead.',
  })
}

/** @throws MotifscopeError `picture-failed` */
export async function pngPicture({ scene, content, title }: PictureWishes): Promise<Blob> {
  const { left, top, right, bottom } = scene.box
  const scale = Math.min(pngScale, mostPixels / (right - left), mostPixels / (bottom - top))
  const [width, height] = [Math.ceil((right - left) * scale), Math.ceil((bottom - top) * scale)]
  const svg = writeSvg(scene, pageColours(), content, { title, scale })
  const painted = await paint(svg, width, height)
  const bytes = putIntoPng(new Uint8Array(await painted.arrayBuffer()), content)
  return new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'image/png' })
}
