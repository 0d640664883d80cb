/** How every story begins: the built page, ready. */
import { expect } from 'playwright/test'
import type { Page } from 'playwright/test'
import type { Motifscope } from '../../src/scripting/api'

declare global {
  var motifscope: Motifscope
}

/** Opens the app (with a fragment) and waits until tables and workers are up. Fails on any script error or CSP violation
 *  that the page meets later. `address`: for a browser that knows no base address. */
export async function openApp(page: Page, fragment = '', address = './'): Promise<void> {
  page.on('pageerror', (error) => {
    throw error
  })
  await page.goto(fragment ? `${address}#${fragment}` : address)
  await expect(page.getByTestId('motif-editor')).toBeVisible()
  await page.evaluate(() => globalThis.motifscope.ready)
}
