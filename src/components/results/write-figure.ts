/** Pictures as SVG text, from the same data as what is on screen, in colours that print. Pure but for the PNG, which the
 *  browser draws. */

export interface FigureBar {
  label: string
  count: number
  isFaint: boolean
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** Characters that XML cannot hold are left out. */
export const xmlText = (text: string) =>
  text
    .replace(/[\p{Cs}\ufffe\uffff]|(?![\t\n\r])\p{Cc}/gu, '')
    .replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign)

export interface FigureColours {
  bar: string
  faint: string
  text: string
  line: string
  background: string
}

const figure = { width: 720, height: 360, margin: 48 }

/** Upright bars for bins; `labels` stand below the left edge of their bar. */
export function barsSvg(title: string, bars: readonly FigureBar[], colours: FigureColours): string {
  const { width, height, margin } = figure
  const most = Math.max(1, ...bars.map(({ count }) => count))
  const [inner, plot] = [width - 2 * margin, height - 2 * margin]
  const step = inner / Math.max(1, bars.length)
  const every = Math.max(1, Math.ceil(bars.length / 10))
  const drawn = bars.map(({ label, count, isFaint }, at) => {
    const [x, size] = [margin + at * step, (count / most) * plot]
    const bar = `<rect x="${x.toFixed(2)}" y="${(margin + plot - size).toFixed(2)}" width="${Math.max(0.5, step - 1).toFixed(2)}" height="${size.toFixed(2)}" fill="${isFaint ? colours.faint : colours.bar}"/>`
    const word =
      at % every === 0
        ? `<text x="${x.toFixed(2)}" y="${height - margin + 16}" text-anchor="middle">${xmlText(label)}</text>`
        : ''
    return bar + word
  })
  return svgFrom(
    width,
    height,
    colours,
    `<text x="${margin}" y="20" font-weight="600">${xmlText(title)}</text>` +
      `<text x="${margin - 4}" y="${margin + 4}" text-anchor="end">${most}</text>` +
      `<line x1="${margin}" y1="${margin + plot}" x2="${width - margin}" y2="${margin + plot}" stroke="${colours.line}"/>` +
      drawn.join(''),
  )
}

/** Level bars for values, each with its name and count. */
export function rowsSvg(title: string, bars: readonly FigureBar[], colours: FigureColours): string {
  const [left, line] = [220, 20]
  const height = 40 + bars.length * line + 12
  const most = Math.max(1, ...bars.map(({ count }) => count))
  const drawn = bars.map(({ label, count, isFaint }, at) => {
    const y = 36 + at * line
    const size = (count / most) * (figure.width - left - 90)
    const name = label.length > 34 ? `${label.slice(0, 33)}…` : label
    return (
      `<text x="${left - 8}" y="${y + 13}" text-anchor="end">${xmlText(name)}</text>` +
      `<rect x="${left}" y="${y + 2}" width="${Math.max(1, size).toFixed(2)}" height="${line - 5}" fill="${isFaint ? colours.faint : colours.bar}"/>` +
      `<text x="${(left + size + 6).toFixed(2)}" y="${y + 13}">${count}</text>`
    )
  })
  return svgFrom(
    figure.width,
    height,
    colours,
    `<text x="12" y="20" font-weight="600">${xmlText(title)}</text>${drawn.join('')}`,
  )
}

export function svgFrom(width: number, height: number, colours: FigureColours, inner: string): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ` +
    `font-family="sans-serif" font-size="12" fill="${colours.text}">` +
    `<rect width="100%" height="100%" fill="${colours.background}"/>${inner}</svg>\n`
  )
}

export const svgBlob = (svg: string) => new Blob([svg], { type: 'image/svg+xml' })

/** The picture in twice as many pixels, for print. Rejects when the browser cannot draw it. */
export async function pngFromSvg(svg: string): Promise<Blob> {
  const address = URL.createObjectURL(svgBlob(svg))
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.naturalWidth * 2
    canvas.height = image.naturalHeight * 2
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await pngFromCanvas(canvas)
  } finally {
    URL.revokeObjectURL(address)
  }
}

/** A picture as a file; null: there is none. */
export const figureBlob = (svg: string | null, format: 'svg' | 'png'): Blob | Promise<Blob> | null =>
  svg === null ? null : format === 'svg' ? svgBlob(svg) : pngFromSvg(svg)

/** Rejects when the browser cannot make the picture. */
export function pngFromCanvas(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The browser could not make the picture.'))),
      'image/png',
    ),
  )
}

/** The page's colours, read from an element. */
export function coloursOf(element: Element): FigureColours {
  const style = getComputedStyle(element)
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim()
  return {
    bar: token('accent'),
    faint: token('edge-faint'),
    text: token('text'),
    line: token('border-strong'),
    background: token('surface'),
  }
}
