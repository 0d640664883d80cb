/** Draws a Markdown document as elements and text: nothing in it can become markup. */
import { h } from 'vue'
import type { FunctionalComponent, VNode } from 'vue'
import { readMarkdown } from './read-markdown'
import type { Block, Inline } from './read-markdown'

const tags = { code: 'code', strong: 'strong', emphasis: 'em' } as const

function drawInline(parts: Inline[]): (VNode | string)[] {
  return parts.map((part) => {
    if (part.kind === 'text') return part.text
    if (part.kind !== 'link') return h(tags[part.kind], part.text)
    // A fragment is the page's state, so links within the document stay text.
    if (part.address.startsWith('#')) return part.text
    return h('a', { href: part.address, target: '_blank', rel: 'noreferrer' }, part.text)
  })
}

function drawTable(head: Inline[][], rows: Inline[][][]): VNode {
  const row = (cells: Inline[][], tag: 'th' | 'td') =>
    h(
      'tr',
      cells.map((cell) => h(tag, tag === 'th' ? { scope: 'col' } : {}, drawInline(cell))),
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

function drawBlock(block: Block, topLevel: number): VNode {
  switch (block.kind) {
    case 'heading': {
      const level = Math.min(6, block.level + topLevel - 1)
      return h(`h${level}`, drawInline(block.content))
    }
    case 'paragraph':
      return h('p', drawInline(block.content))
    case 'quote':
      return h('blockquote', drawInline(block.content))
    case 'code':
      return h('pre', { tabindex: 0 }, h('code', block.text))
    case 'list':
      return h(
        block.isOrdered ? 'ol' : 'ul',
        block.items.map((item) => h('li', drawInline(item))),
      )
    case 'table':
      return drawTable(block.head, block.rows)
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
