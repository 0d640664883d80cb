/** Draws the icons that must be pixels from `public/icons/icon.svg`: `npx tsx tests/tools/render-icons.ts`. The maskable one
 *  has its ground to the edge and its picture in the inner four fifths, which no platform cuts. */
import { readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import { browserLaunchOptions } from './find-browser'

const folder = fileURLToPath(new URL('../../public/icons/', import.meta.url))
const icon = readFileSync(`${folder}icon.svg`, 'utf8')
const maskable = icon
  .replace(/rx="\d+"/, '')
  .replace(/translate\([^)]*\) scale\([^)]*\)/, 'translate(5.6 5.6) scale(0.65)')

const browser = await chromium.launch(browserLaunchOptions())
try {
  for (const [name, size, svg] of [
    ['icon-192', 192, icon],
    ['icon-512', 512, icon],
    ['icon-maskable-512', 512, maskable],
  ] as const) {
    const page = await browser.newPage({ viewport: { width: size, height: size } })
    await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`)
    const path = `${folder}${name}.png`
    await page.screenshot({ path, omitBackground: true })
    console.log(`${name}.png: ${statSync(path).size} bytes`)
    await page.close()
  }
} finally {
  await browser.close()
}
