/** The help as data: pages, their sections with anchors, and what a search in them finds. What is more than text is
 *  drawn by HelpPage.vue at the section that names it. Loaded when help is first wanted. */
import serversText from '../../../docs/remote-hosts.md?raw'
import languageText from '../../../grammar/README.md?raw'
import { fuzzyMatch } from '../../state/fuzzy-match'
import type { HelpTitle } from '../../state/commands-of-places'
import { readMarkdown } from '../ui/read-markdown'
import type { Block, Inline } from '../ui/read-markdown'
import cookbookText from './cookbook.md?raw'
import cypherText from './cypher.md?raw'
import estimatesText from './estimates.md?raw'
import firstStepsText from './first-steps.md?raw'
import glossaryText from './glossary.md?raw'
import scriptingText from './scripting.md?raw'
import scriptsText from './scripts.md?raw'
import searchingText from './searching.md?raw'

/** What a section shows besides its text. */
export type HelpFigure = 'tour' | 'symmetry' | 'keys' | 'speed'

export interface HelpSection {
  /** Empty for what stands before the first heading. */
  anchor: string
  title: string
  /** 2 or 3; 1 for what stands before the first heading. */
  level: number
  blocks: Block[]
  figure?: HelpFigure
}

export interface HelpPage {
  key: string
  title: string
  sections: HelpSection[]
}

const plainText = (parts: readonly Inline[]): string => parts.map(({ text }) => text).join('')

/** Cuts a document at its headings. The first is the page’s title. */
function pageFrom(key: string, text: string): HelpPage {
  const page: HelpPage = { key, title: '', sections: [{ anchor: '', title: '', level: 1, blocks: [] }] }
  for (const block of readMarkdown(text)) {
    if (block.kind === 'heading' && page.title === '') {
      page.title = plainText(block.content)
    } else if (block.kind === 'heading') {
      const { anchor, level, content } = block
      page.sections.push({ anchor, title: plainText(content), level, blocks: [] })
    } else page.sections.at(-1)?.blocks.push(block)
  }
  return page
}

/** A text of its own, one level down, within another page. */
function sectionsFrom(text: string): HelpSection[] {
  return pageFrom('', `# .\n${text}`).sections.filter(({ anchor }) => anchor !== '')
}

const figureSection = (figure: HelpFigure, title: string, anchor: string, words: string): HelpSection => ({
  anchor,
  title,
  level: 2,
  blocks: words === '' ? [] : readMarkdown(words),
  figure,
})

function buildPages(): HelpPage[] {
  const firstSteps = pageFrom('first-steps', firstStepsText)
  const searching = pageFrom('searching', searchingText)
  searching.sections.push(
    figureSection('symmetry', 'Symmetry: matches and distinct', 'symmetry-matches-and-distinct', ''),
    ...sectionsFrom(estimatesText),
    figureSection(
      'speed',
      'Speed',
      'speed',
      'How long searches take here, beside other programs that answer the same question.',
    ),
  )
  firstSteps.sections.push(
    figureSection('tour', 'A tour', 'tour', 'Seven stops through the page, in a minute or two.'),
  )
  const keys: HelpPage = {
    key: 'keys',
    title: 'Keys',
    sections: [{ anchor: '', title: '', level: 1, blocks: [], figure: 'keys' }],
  }
  return [
    firstSteps,
    { ...pageFrom('language', languageText), title: 'Language' },
    pageFrom('cookbook', cookbookText),
    searching,
    pageFrom('cypher', cypherText),
    pageFrom('servers', serversText),
    pageFrom('scripts', scriptsText),
    pageFrom('glossary', glossaryText),
    keys,
    pageFrom('scripting', scriptingText),
  ]
}

/** In the order in which they are read. */
export const helpPages: readonly HelpPage[] = buildPages()

export const placeOf = (page: HelpPage, section: HelpSection): string =>
  section.anchor === '' ? page.key : `${page.key}/${section.anchor}`

/** Every page and section, for the command palette. */
export const helpTitles: readonly HelpTitle[] = helpPages.flatMap((page) =>
  page.sections.map((section) => ({
    place: placeOf(page, section),
    title: section.title || page.title,
    page: section.title === '' ? '' : page.title,
  })),
)

/** The page at a place, and the anchor in it; an unknown place is the first page. */
export function helpAt(place: string): { page: HelpPage; anchor: string } {
  const [key = '', anchor = ''] = place.split('/')
  const [first] = helpPages
  const page = helpPages.find((one) => one.key === key) ?? first
  if (!page) throw new Error('The help has no pages.')
  return { page, anchor }
}

export interface HelpHit {
  place: string
  title: string
  page: string
  /** A piece of the text around what was found. */
  excerpt: string
}

function wordsOf(block: Block): string {
  switch (block.kind) {
    case 'code':
      return block.text
    case 'list':
      return block.items.map(plainText).join(' ')
    case 'table':
      return [block.head, ...block.rows].map((row) => row.map(plainText).join(' ')).join(' ')
    default:
      return plainText(block.content)
  }
}

const textOf = (blocks: readonly Block[]) => blocks.map(wordsOf).join(' ').replace(/\s+/g, ' ')

const excerptLength = 150

function excerptOf(text: string, word: string): string {
  const found = Math.max(0, text.toLowerCase().indexOf(word))
  const start = found < excerptLength / 2 ? 0 : text.indexOf(' ', found - excerptLength / 3) + 1
  const piece = text.slice(start, start + excerptLength).trim()
  return `${start > 0 ? '… ' : ''}${piece}${start + excerptLength < text.length ? ' …' : ''}`
}

/** Sections whose title answers the query, then those whose text has all its words. */
export function searchHelp(query: string): HelpHit[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const hits = helpPages.flatMap((page) =>
    page.sections.flatMap((section) => {
      const title = section.title || page.title
      const text = textOf(section.blocks)
      const prose = textOf(section.blocks.filter(({ kind }) => kind !== 'code'))
      const byTitle = fuzzyMatch(query, title)
      const isInText = words.every((word) => `${title} ${text}`.toLowerCase().includes(word))
      if (!byTitle && !isInText) return []
      const score = (byTitle?.score ?? 0) + (isInText ? 10 : 0)
      return [
        {
          score,
          hit: {
            place: placeOf(page, section),
            title,
            page: page.title,
            excerpt: excerptOf(prose || text, words[0] ?? ''),
          },
        },
      ]
    }),
  )
  return hits.sort((left, right) => right.score - left.score).map(({ hit }) => hit)
}
