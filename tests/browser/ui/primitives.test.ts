/** The page's menus, tabs, boxes and lists by keys and pointer, as the ARIA patterns say, in a real browser. */
import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { createApp, h, nextTick, ref } from 'vue'
import type { App, Component } from 'vue'
import PageDialog from '../../../src/components/ui/PageDialog.vue'
import UiCombobox from '../../../src/components/ui/UiCombobox.vue'
import UiMenu from '../../../src/components/ui/UiMenu.vue'
import UiPopover from '../../../src/components/ui/UiPopover.vue'
import UiTabs from '../../../src/components/ui/UiTabs.vue'
import UiTooltip from '../../../src/components/ui/UiTooltip.vue'
import '../../../src/styles/tokens.css'
import '../../../src/styles/base.css'
import '../../../src/styles/floating.css'

let app: App | null = null
const box = document.createElement('main')
document.body.append(box)

function mount(render: () => unknown): void {
  app = createApp({ render } as Component)
  app.mount(box)
}
const byRole = (role: string) => [...document.querySelectorAll<HTMLElement>(`[role="${role}"]`)]
const focused = () => document.activeElement?.textContent?.trim()
const button = () => box.querySelector('button') as HTMLButtonElement
/** What axe would call serious; the rules for whole pages do not apply to a part. */
async function violations(): Promise<string[]> {
  const result = await axe.run(document.body, { rules: { region: { enabled: false } } })
  return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

beforeEach(() => (document.title = 'Primitives'))
afterEach(() => app?.unmount())

describe('a menu', () => {
  const chosen = ref<string[]>([])
  const item = (label: string) => ({ label, run: () => chosen.value.push(label) })
  beforeEach(() => {
    chosen.value = []
    mount(() =>
      h(UiMenu, {
        label: 'Export',
        items: [
          item('CSV'),
          { ...item('Parquet'), disabled: true, why: 'No rows yet.' },
          { ...item('Arrow'), shortcut: 'Ctrl S' },
        ],
      }),
    )
  })

  test('opens by Enter at its first item, moves by arrows and letters, runs by Enter and gives the focus back', async () => {
    button().focus()
    await userEvent.keyboard('{Enter}')
    await expect.poll(focused).toBe('CSV')
    expect(button().getAttribute('aria-expanded')).toBe('true')
    expect(await violations()).toEqual([])
    await userEvent.keyboard('{End}')
    await expect.poll(focused).toContain('Arrow')
    await userEvent.keyboard('c')
    await expect.poll(focused).toBe('CSV')
    await userEvent.keyboard('{Enter}')
    await expect.poll(() => byRole('menu').length).toBe(0)
    expect(chosen.value).toEqual(['CSV'])
    expect(document.activeElement).toBe(button())
  })

  test('lets what is greyed out be reached and read, but not run', async () => {
    await userEvent.click(button())
    await expect.poll(() => byRole('menuitem').length).toBe(3)
    await userEvent.keyboard('{Home}{ArrowDown}')
    await expect.poll(focused).toContain('No rows yet.')
    await userEvent.keyboard('{Enter}')
    await nextTick()
    expect(byRole('menu')).toHaveLength(1)
    expect(chosen.value).toEqual([])
    await userEvent.keyboard('{Escape}')
    await expect.poll(() => byRole('menu').length).toBe(0)
    expect(document.activeElement).toBe(button())
  })
})

test('tabs are one stop; arrows, Home and End open the next; the panel bears the name of its tab', async () => {
  const open = ref('table')
  const tabs = ['table', 'groups', 'matrix'].map((key) => ({ key, label: key }))
  mount(() =>
    h(
      UiTabs,
      {
        label: 'Results',
        tabs,
        modelValue: open.value,
        'onUpdate:modelValue': (key: string) => (open.value = key),
      },
      { default: ({ key }: { key: string }) => `the ${key}` },
    ),
  )
  byRole('tab')[0]?.focus()
  await userEvent.keyboard('{ArrowRight}')
  await expect.poll(() => open.value).toBe('groups')
  await expect.poll(() => byRole('tabpanel')[0]?.textContent).toBe('the groups')
  const [panel] = byRole('tabpanel')
  expect(document.getElementById(panel?.getAttribute('aria-labelledby') ?? '')?.textContent).toBe('groups')
  expect(byRole('tab').map(({ tabIndex }) => tabIndex)).toEqual([-1, 0, -1])
  await userEvent.keyboard('{End}')
  await expect.poll(() => open.value).toBe('matrix')
  await userEvent.keyboard('{ArrowRight}')
  await expect.poll(() => open.value).toBe('table')
  expect(await violations()).toEqual([])
})

test('a box beside a button takes the focus, closes by Escape or a press elsewhere, and gives the focus back', async () => {
  mount(() => [
    h(UiPopover, { label: 'Session' }, { default: () => h('input', { 'aria-label': 'Name' }) }),
    h('p', { id: 'elsewhere', style: { marginTop: '20rem' } }, 'elsewhere'),
  ])
  await userEvent.click(button())
  await expect.poll(() => document.activeElement?.getAttribute('aria-label')).toBe('Name')
  expect(byRole('dialog')[0]?.getAttribute('aria-label')).toBe('Session')
  expect(await violations()).toEqual([])
  await userEvent.keyboard('{Escape}')
  await expect.poll(() => byRole('dialog').length).toBe(0)
  expect(document.activeElement).toBe(button())
  await userEvent.click(button())
  await expect.poll(() => byRole('dialog').length).toBe(1)
  await userEvent.click(document.getElementById('elsewhere') as HTMLElement)
  await expect.poll(() => byRole('dialog').length).toBe(0)
})

describe('a combobox', () => {
  const value = ref<string | null>(null)
  const options = [
    { value: 'kc', label: 'KC', detail: 'Kenyon cell' },
    { value: 'mbon', label: 'MBON', detail: 'output neuron' },
    ...Array.from({ length: 500 }, (_, index) => ({ value: `n${index}`, label: `Neuron ${index}` })),
  ]
  const input = () => box.querySelector('input') as HTMLInputElement
  const show = (free = false) => {
    value.value = null
    mount(() =>
      h(UiCombobox, {
        label: 'Cell type',
        options,
        free,
        modelValue: value.value,
        'onUpdate:modelValue': (chosen: string | null) => (value.value = chosen),
      }),
    )
  }

  test('finds by what is typed, also in the details, and shows the label of what was chosen', async () => {
    show()
    await userEvent.click(input())
    await expect.poll(() => byRole('option').length).toBe(200)
    expect(box.textContent).toContain('302 more')
    await userEvent.keyboard('kenyon')
    await expect
      .poll(() => byRole('option').map(({ textContent }) => textContent?.trim()))
      .toEqual(['KCKenyon cell'])
    await expect.poll(() => input().getAttribute('aria-activedescendant')).toBe(byRole('option')[0]?.id)
    expect(await violations()).toEqual([])
    await userEvent.keyboard('{Enter}')
    await expect.poll(() => value.value).toBe('kc')
    await expect.poll(() => input().value).toBe('KC')
    expect(byRole('option')).toHaveLength(0)
  })

  test('goes back to what was chosen when it is left, and takes what no option says only if it may', async () => {
    show()
    await userEvent.click(input())
    await userEvent.keyboard('nothing like it')
    await expect.poll(() => box.textContent).toContain('Nothing fits.')
    await userEvent.keyboard('{Escape}')
    await expect.poll(() => input().value).toBe('')
    app?.unmount()
    show(true)
    await userEvent.click(input())
    await userEvent.keyboard('KCab{Enter}')
    await expect.poll(() => value.value).toBe('KCab')
    await expect.poll(() => input().value).toBe('KCab')
  })
})

test('a tooltip describes its control when it is focused and goes with Escape', async () => {
  mount(() =>
    h(UiTooltip, { text: 'Copies a link' }, { default: () => h('button', { type: 'button' }, 'Share') }),
  )
  await userEvent.keyboard('{Tab}')
  await expect
    .poll(() => document.getElementById(button().getAttribute('aria-describedby') ?? '')?.textContent)
    .toContain('Copies a link')
  expect(await violations()).toEqual([])
  await userEvent.keyboard('{Escape}')
  await expect.poll(() => byRole('tooltip').length).toBe(0)
})

test('in a dialog a menu is within reach, and Escape closes the menu before the dialog', async () => {
  const state = { cancels: 0, ran: 0 }
  const shown = ref(false)
  mount(() => [
    h('button', { type: 'button', onClick: () => (shown.value = true) }, 'Open'),
    shown.value
      ? h(
          PageDialog,
          { title: 'Export', onCancel: () => (state.cancels++, (shown.value = false)) },
          {
            default: () => h(UiMenu, { label: 'Format', items: [{ label: 'CSV', run: () => state.ran++ }] }),
          },
        )
      : null,
  ])
  await userEvent.click(button())
  const format = () => box.querySelector<HTMLElement>('dialog .ui-menu-button')
  await expect.poll(format).not.toBeNull()
  await userEvent.click(format() as HTMLElement)
  await userEvent.click(byRole('menuitem')[0] as HTMLElement)
  expect(state.ran).toBe(1)
  await userEvent.click(format() as HTMLElement)
  await expect.poll(() => byRole('menu').length).toBe(1)
  await userEvent.keyboard('{Escape}')
  await expect.poll(() => byRole('menu').length).toBe(0)
  expect(state.cancels).toBe(0)
  await userEvent.keyboard('{Escape}')
  await expect.poll(() => state.cancels).toBe(1)
  await expect.poll(() => document.activeElement).toBe(button())
})
