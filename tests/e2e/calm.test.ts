/** A calm, dense, scientific look, as far as it can be told: few sizes of letters, the tokens' colours, one accent, no box
 *  within a box, no ornament; and one screen that shows what the work needs. */
import { expect, test } from 'playwright/test'
import type { Locator, Page } from 'playwright/test'
import { finishSearch, openFreshApp, openRoom } from './page-actions'

const screen = { width: 1440, height: 900 }
const rooms = ['Studio', 'Hosts', 'Jobs', 'Chance', 'Moss', 'Storage', 'Help'] as const

/** Everything in sight that does not come from the tokens, as `what: element`. */
const strangersOf = (page: Page) =>
  page.evaluate(() => {
    // A fresh element each: one that changes would be in transition.
    const resolved = (property: 'color' | 'fontSize', token: string) => {
      const probe = document.createElement('i')
      probe.style[property] = `var(${token})`
      document.body.append(probe)
      const value = getComputedStyle(probe)[property]
      probe.remove()
      return value
    }
    const rules = [...document.styleSheets].flatMap(({ cssRules }) => [...cssRules])
    const names = rules.flatMap((rule) => (rule instanceof CSSStyleRule ? [...rule.style] : []))
    const isColour =
      /^--(surface|border|text|accent|on-accent|danger|warning|info|focus|edge|syntax|node|tint)/
    const colours = new Set(
      names.filter((name) => isColour.test(name)).map((name) => resolved('color', name)),
    )
    const sizes = new Set(
      names.filter((name) => name.startsWith('--size-')).map((name) => resolved('fontSize', name)),
    )
    const inSight = [...document.querySelectorAll<HTMLElement>('body *')].filter(
      (element) =>
        element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) &&
        element.getClientRects().length > 0 &&
        // Figures have units of their own.
        !element.closest('svg, .for-screen-readers'),
    )
    const strangers: string[] = []
    const clear = 'rgba(0, 0, 0, 0)'
    const isBoxed = (element: Element) => {
      const style = getComputedStyle(element)
      return (['Top', 'Right', 'Bottom', 'Left'] as const).every(
        (side) => parseFloat(style[`border${side}Width`]) > 0 && style[`border${side}Color`] !== clear,
      )
    }
    const isControl = (element: Element) =>
      element.matches('button, input, select, textarea, a, label, kbd, code, [role=button], [role=combobox]')
    for (const element of inSight) {
      const style = getComputedStyle(element)
      const say = (what: string) =>
        strangers.push(`${what}: ${element.tagName.toLowerCase()}.${element.className}`)
      // A mixture of tokens is told as `color(…)`.
      const isOurs = (colour: string) =>
        colour === clear || colour.startsWith('color(') || colours.has(colour)
      const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim())
      if (hasText && !sizes.has(style.fontSize)) say(`letters of ${style.fontSize}`)
      if (hasText && !isOurs(style.color)) say(`text in ${style.color}`)
      if (!/^"(Inter|JetBrains Mono) Variable"/.test(style.fontFamily)) say(`typeface ${style.fontFamily}`)
      if (!isOurs(style.backgroundColor)) say(`ground ${style.backgroundColor}`)
      if (style.backgroundImage !== 'none') say(`ornament ${style.backgroundImage}`)
      if (style.boxShadow !== 'none' && !style.boxShadow.includes('inset')) say(`shadow ${style.boxShadow}`)
      const spaces = [
        style.paddingTop,
        style.paddingRight,
        style.paddingBottom,
        style.paddingLeft,
        style.rowGap,
        style.columnGap,
      ]
      if (spaces.some((space) => space !== 'normal' && parseFloat(space) % 1 !== 0))
        say(`distances ${spaces.join(' ')}`)
      if (isControl(element) || !isBoxed(element)) continue
      for (let outer = element.parentElement; outer; outer = outer.parentElement)
        if (isBoxed(outer) && !isControl(outer)) say(`a box within ${outer.className}`)
    }
    return {
      strangers: [...new Set(strangers)],
      seen: inSight.length,
      colours: colours.size,
      sizes: sizes.size,
    }
  })

for (const colorScheme of ['light', 'dark'] as const)
  test(`every room keeps to the tokens: letters, colours, distances, borders before shadows, no box in a box, ${colorScheme}`, async ({
    browser,
  }) => {
    const page = await openFreshApp(browser, '', { viewport: screen, colorScheme, reducedMotion: 'reduce' })
    await finishSearch(page)
    for (const room of rooms) {
      await openRoom(page, room)
      await expect(
        page.getByRole('heading', { level: 1, name: room === 'Chance' ? /./ : room }),
      ).toBeAttached()
      await expect(page.getByText('Working it out…')).toBeHidden()
      const { strangers, seen, colours, sizes } = await strangersOf(page)
      expect(strangers, room).toEqual([])
      expect(seen, `${room} was looked at`).toBeGreaterThan(40)
      expect(colours).toBeGreaterThan(20)
      expect(sizes).toBeLessThanOrEqual(6)
      // Loud is one thing at a time.
      expect(
        await page.locator('.button.primary:visible').count(),
        `${room}: one accent`,
      ).toBeLessThanOrEqual(1)
    }
    await page.context().close()
  })

/** The lines that the visible parts of a bar stand on. */
const linesOf = (bar: Locator) =>
  bar.evaluate((element) => {
    const middles = [...element.querySelectorAll<HTMLElement>('button, input, select, [role=tab]')]
      .filter((part) => part.checkVisibility() && part.getClientRects().length > 0)
      .map((part) => part.getBoundingClientRect())
      .map(({ top, bottom }) => Math.round((top + bottom) / 2))
    return new Set(middles.map((middle) => Math.round(middle / 8))).size
  })

test('one screen shows editor, drawing and results, and no bar breaks into two lines', async ({
  browser,
}) => {
  const page = await openFreshApp(browser, '', { viewport: screen })
  await finishSearch(page)
  for (const part of [
    page.getByTestId('motif-editor').locator('.cm-line').first(),
    page.getByTestId('drawing'),
    page.getByTestId('run'),
    page.getByTestId('result-count'),
    page.getByTestId('result-table').getByRole('row').nth(8),
  ])
    await expect(part).toBeInViewport({ ratio: 1 })
  const isScrolled = () => document.documentElement.scrollHeight > innerHeight
  expect(await page.evaluate(isScrolled)).toBe(false)
  for (const bar of [
    '.app-top-bar',
    '.drawing-foot',
    '.run-options',
    '.result-header',
    '.ui-tabs .row-tools',
  ])
    expect(await linesOf(page.locator(bar).first()), bar).toBe(1)
  await expect(
    page.locator('.drawing .corner').getByRole('button'),
    'little lies over the drawing',
  ).toHaveCount(2)
  for (const view of ['Groups', 'Histogram', 'Subgraph', 'Matrix']) {
    await page.getByRole('tab', { name: view, exact: true }).click()
    await expect(page.locator('.view-tools')).toBeVisible()
    expect(await linesOf(page.locator('.view-tools')), view).toBe(1)
  }
  await page.context().close()
})
