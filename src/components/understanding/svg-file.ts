/** A drawing of the page as an SVG file of its own: as it looks now, with its colours written into it. */

const styles = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linejoin',
  'paint-order',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
]

/** `svg` stands on the page; what it inherits from there is kept. */
export function svgFile(svg: SVGSVGElement): Blob {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const copies = copy.querySelectorAll<SVGElement>('*')
  svg.querySelectorAll<SVGElement>('*').forEach((original, at) => {
    const style = getComputedStyle(original)
    for (const name of styles) copies[at]?.setAttribute(name, style.getPropertyValue(name))
    copies[at]?.removeAttribute('class')
    copies[at]?.removeAttribute('style')
  })
  const { width, height } = svg.getBoundingClientRect()
  copy.setAttribute('width', String(Math.round(width)))
  copy.setAttribute('height', String(Math.round(height)))
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  const paper = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
  for (const name of ['width', 'height']) paper.setAttribute(name, '100%')
  paper.setAttribute('fill', getComputedStyle(svg).getPropertyValue('--surface').trim())
  copy.prepend(paper)
  for (const name of [...copy.getAttributeNames(), ...[...copies].flatMap((one) => one.getAttributeNames())])
    if (name.startsWith('data-v-')) for (const one of [copy, ...copies]) one.removeAttribute(name)
  return new Blob([new XMLSerializer().serializeToString(copy)], { type: 'image/svg+xml' })
}
