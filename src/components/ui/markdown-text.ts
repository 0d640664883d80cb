/** Draws a Markdown document as elements and text: nothing in it can become markup. */
import { h } from 'vue'
import type { FunctionalComponent, VNode } from 'vue'
import { readMarkdown } from './read-markdown'
import type { Block, Inline } from './read-markdown'

const tags = { code: 'code', strong: 'strong', emphasis: 'em' } as const

/** Draws a link within the document (`place`: without its `#`). Without it such links stay text, because a fragment is
 *  the page's state. */
export type LinkDrawer = (place: string, text: string) => VNode

function drawInline(parts: Inline[], drawLink?: LinkDrawer): (VNode | string)[] {
  return parts.map((part) => {
    if (part.kind === 'text') return part.text
    if (part.kind !== 'link') return h(tags[part.kind], part.text)
    if (part.address.startsWith('#')) return drawLink?.(part.address.slice(1), part.text) ?? part.text
    return h('a', { href: part.address, target: '_blank', rel: 'noreferrer' }, part.text)
  })
}

function drawTable(head: Inline[][], rows: Inline[][][], drawLink?: LinkDrawer): VNode {
  const row = (cells: Inline[][], tag: 'th' | 'td') =>
    h(
      'tr',
      cells.map((cell) => h(tag, tag === 'th' ? { scope: 'col' } : {}, drawInline(cell, drawLink))),
    )
  return h('div', { class: 'wide', tabindex: 0, role: 'region', 'aria-label': 'Table' }, [
    h('table', { class: 'data-table' }, [
      h('thead', row(head, 'th')),
      h(
        'tbody',
        rows.map((cells) => row(cells, 'td')),
      ),
    ]),
  ])
}

/** One block as an element; `topLevel` as below. */
export function drawBlock(block: Block, topLevel: number, drawLink?: LinkDrawer): VNode {
  switch (block.kind) {
    case 'heading': {
      const level = Math.min(6, block.level + topLevel - 1)
      return h(`h${level}`, drawInline(block.content, drawLink))
    }
    case 'paragraph':
      return h('p', drawInline(block.content, drawLink))
    case 'quote':
      return h('blockquote', drawInline(block.content, drawLink))
    case 'code':
      return h('pre', { tabindex: 0 }, h('code', block.text))
    case 'list':
      return h(
        block.isOrdered ? 'ol' : 'ul',
        block.items.map((item) => h('li', drawInline(item, drawLink))),
      )
    case 'table':
      return drawTable(block.head, block.rows, drawLink)
  }
}

/** `topLevel`: which heading the document's `#` becomes. */
export const MarkdownText: FunctionalComponent<{ text: string; topLevel: number }> = ({ text, topLevel }) =>
  h(
    'div',
    { class: 'markdown-text' },
    readMarkdown(text).map((block) => drawBlock(block, topLevel)),
  )
MarkdownText.props = ['text', 'topLevel']
