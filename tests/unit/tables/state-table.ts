/** For each view what shows its three states: nothing there, on its way, gone wrong. Tests as in the table of the studio
 *  (file below tests/, `>`, title), or, where a view has no such state, the reason in words. */

/** Tests, or why there is no such state. */
export type ShownBy = readonly string[] | string

export interface StateRow {
  view: string
  empty: ShownBy
  loading: ShownBy
  error: ShownBy
}

const compare = 'e2e/compare.test.ts'
const drawing = 'e2e/drawing.test.ts'
const hosts = 'e2e/hosts.test.ts'
const jobs = 'e2e/jobs.test.ts'
const outputs = 'e2e/outputs.test.ts'
const rooms = 'e2e/state-rooms.test.ts'
const significance = 'e2e/significance.test.ts'
const sql = 'e2e/sql-console.test.ts'
const states = 'e2e/states.test.ts'
const studio = 'e2e/studio.test.ts'

const nothingYet = `${rooms} > where there is nothing yet, every room says so, and how something comes there`
const filesGone = `${rooms} > where stored files are gone, search, list and numbers say so, and opening them again mends it`
const nextStep = `${states} > nothing searched, nothing found, no host graph: each says what to do next`

/** The views of a result stand in one frame, which tells their states. */
const ofResult = {
  empty: [`${states} > each view of the result says that no row passes, and one press brings all back`],
  loading: [`${states} > a view waits in words, can be stopped, and goes on`],
  error: [`${states} > each view of the result says why it has nothing to show, and is tried again`],
}

export const stateTable: readonly StateRow[] = [
  {
    view: 'editor',
    empty: [nextStep],
    loading: 'The text is part of the page that starts.',
    error: [`${studio} > mistakes are told while typing, at their place, and go when they are mended`],
  },
  {
    view: 'drawing',
    empty: [nextStep],
    loading: 'It is drawn with the text.',
    error: [
      `${studio} > several mistakes are told together, and the drawing waits as it was`,
      `${drawing} > what a macro call made is not edited in its place: it is said why, and the call is expanded on demand`,
    ],
  },
  {
    view: 'the motif in other languages',
    empty: [`${outputs} > what cannot be written in a language is said there`],
    loading: 'It is written in the same moment.',
    error: [
      `${outputs} > a mistake leaves the last good output in place, marked; it goes when the mistake goes`,
    ],
  },
  {
    view: 'table of matches',
    empty: [nextStep, ...ofResult.empty],
    loading: ['e2e/results.test.ts > rows stream in while the search runs, and cancel keeps what was found'],
    error: [
      `${states} > the rows: where the table engine cannot be had it is said, with its reason, and tried again`,
      filesGone,
    ],
  },
  { view: 'groups', ...ofResult },
  { view: 'participation', ...ofResult },
  { view: 'histogram', ...ofResult },
  { view: 'subgraph', ...ofResult },
  { view: 'matrix', ...ofResult },
  {
    view: 'one match',
    empty: 'It is opened from a row.',
    loading: 'The rows stay until it is there.',
    error: [`${states} > a match that cannot be read is told, and the rows stay`],
  },
  {
    view: 'comparison of host graphs',
    empty: [
      `${compare} > a link with several hosts chooses those that are here, and fetches none of the others`,
    ],
    loading: [
      `${compare} > two host graphs side by side: counts, by size, as ordinary jobs; what to expect is told before`,
    ],
    error: [
      `${compare} > a long one is cancelled alone; the others and the search on screen are not touched`,
    ],
  },
  {
    view: 'host picker',
    empty: ['e2e/picker.test.ts > a file is opened from inside, and words that fit nothing say so'],
    loading: [`${hosts} > opening a large file shows how far it is; cancelling leaves the page as it was`],
    error: [`${hosts} > an address opens with Enter; one that is not there is told, and what is open stays`],
  },
  {
    view: 'host graphs',
    empty: [nothingYet],
    loading: [`${hosts} > opening a large file shows how far it is; cancelling leaves the page as it was`],
    error: ['e2e/bad-input.test.ts > a bad file in the page is told in a sentence and the page lives on'],
  },
  {
    view: 'host graphs from elsewhere',
    empty: 'There is a field for an address.',
    loading: ['e2e/remote.test.ts > a server that fails twice is asked a third time'],
    error: [
      'e2e/remote.test.ts > what cannot be read is told apart: CORS, nothing there, a web page, no server',
    ],
  },
  {
    view: 'catalogue',
    empty: 'It comes with the page.',
    loading: [
      'e2e/catalogue.test.ts > opens an entry as it says, with its layers, from the list or the picker',
    ],
    error: [
      'e2e/catalogue.test.ts > is extended by an address, fetched at a click; an entry with a mistake is named and left out',
      'e2e/catalogue.test.ts > what was opened is there when its server is gone',
    ],
  },
  {
    view: 'numbers of a host graph',
    empty: 'A host graph has numbers.',
    loading: [
      'e2e/understanding.test.ts > counting is stopped and begun again; what was counted stays over a reload, at its address',
    ],
    error: [filesGone],
  },
  {
    view: 'SQL console',
    empty: 'It begins with a question.',
    loading: [`${sql} > a question that takes too long is cancelled`],
    error: [`${sql} > an error is told, and marked at its place`],
  },
  {
    view: 'jobs',
    empty: [nothingYet],
    loading: [
      `${jobs} > a running search is seen to move, can be paused, opened so far, resumed and cancelled`,
    ],
    error: [filesGone, 'e2e/deaths.test.ts > …, in mid-search'],
  },
  {
    view: 'chance',
    empty: [nothingYet],
    loading: [`${significance} > a run is stopped at once, keeps its samples, and can be deleted`],
    error: [`${significance} > a run that a reload interrupts goes on with what is missing`],
  },
  {
    view: 'Moss',
    empty: [nothingYet],
    loading: [
      'e2e/moss-sync.test.ts > a server that is killed in mid-sync is waited for; slow, failing and cut answers are asked again',
    ],
    error: [
      'e2e/moss-sync.test.ts > states are honest: not let in, not allowed by CORS, offline; live it follows',
      'e2e/moss-sharing.test.ts > a wrong password is told as it is',
    ],
  },
  {
    view: 'storage',
    empty: [nothingYet],
    loading: 'Its parts appear as they are measured.',
    error: [
      'e2e/full-disk.test.ts > no room, …: in a private window',
      'e2e/storage.test.ts > a browser that allows little is taken for a private window, and one that tells nothing is no error',
    ],
  },
  {
    view: 'palette of motifs',
    empty: 'It comes with the page.',
    loading: [
      'e2e/palette.test.ts > triads are counted as induced subgraphs, circuits as matches, and no job stays behind',
    ],
    error: 'A motif that cannot be counted here has no number beside its picture.',
  },
  {
    view: 'help',
    empty: [
      'e2e/help.test.ts > searching finds places by title and text; Enter opens the first; nothing found says what to do',
    ],
    loading: 'It comes with the page.',
    error: 'It comes with the page.',
  },
  {
    view: 'benchmarks',
    empty: ['e2e/benchmarks.test.ts > shows every measurement of the run, or says that there was none'],
    loading: 'They come with the page.',
    error: 'They come with the page.',
  },
  {
    view: 'embedded page',
    empty: ['e2e/embed.test.ts > without a motif or a host it says so, whatever was done here before'],
    loading: [
      'e2e/embed.test.ts > it shows drawing and text, edits nothing, counts when asked, and leaves nothing behind',
    ],
    error: [
      'e2e/embed.test.ts > a host graph from elsewhere is fetched when the reader says so, and forgotten again',
    ],
  },
]
