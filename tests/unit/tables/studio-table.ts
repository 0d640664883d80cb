/** For every claim of the eight items that describe the studio (studio-items.txt) the tests that show it: file below
 *  tests/, `>`, and the title of a test or of its group, as it is written there (`…` for what stands in `${…}`). */

export interface StudioRow {
  /** 1 to 8. */
  item: number
  /** A sentence, or one of the claims of a long one, word for word: all of an item's claims in order are the item. */
  claim: string
  /** Null: nothing shows it yet; it is listed in `stillOpen`. */
  shownBy: readonly string[] | null
}

const annotated = 'e2e/moss.test.ts'
const built = 'e2e/built-page.test.ts'
const calm = 'e2e/calm.test.ts'
const commands = 'e2e/palette-commands.test.ts'
const compare = 'e2e/compare.test.ts'
const drawingLayout = 'unit/components/motif/motif-layout.test.ts'
const elsewhere = 'e2e/links-elsewhere.test.ts'
const embed = 'e2e/embed.test.ts'
const estimate = 'e2e/estimate.test.ts'
const examples = 'unit/components/help/examples.test.ts'
const exported = 'e2e/exports.test.ts'
const help = 'e2e/help.test.ts'
const jobs = 'e2e/jobs.test.ts'
const layout = 'e2e/layout.test.ts'
const links = 'e2e/links.test.ts'
const look = 'e2e/look.test.ts'
const picker = 'e2e/picker.test.ts'
const primitives = 'browser/ui/primitives.test.ts'
const results = 'e2e/results.test.ts'
const search = 'e2e/search.test.ts'
const segments = 'unit/scripting/segments.test.ts'
const share = 'e2e/share.test.ts'
const studio = 'e2e/studio.test.ts'
const tokenTest = 'unit/components/ui/tokens.test.ts'
const tour = 'e2e/tour.test.ts'
const unasked = 'e2e/links-unasked.test.ts'
const undoable = 'browser/state/undoable.test.ts'

/** In the order of the items. */
export const studioTable: readonly StudioRow[] = [
  {
    item: 1,
    claim: 'one small set of tokens (colour, type, space, motion),',
    shownBy: [
      'unit/components/ui/tokens.test.ts > are the only place where a colour is written',
      'unit/components/ui/tokens.test.ts > have every colour in both themes',
      'unit/components/ui/tokens.test.ts > are of colour, type, space and motion',
    ],
  },
  {
    item: 1,
    claim: 'light and dark following the system,',
    shownBy: [
      `${look} > no serious fault of accessibility, …`,
      `${commands} > changes the theme, and is right for everyone in both`,
    ],
  },
  {
    item: 1,
    claim:
      'a well-kept accessible component library for menus, dialogs, tabs, tables, splitters, toasts (choose, and record why).',
    shownBy: [
      `${primitives} > opens by Enter at its first item, moves by arrows and letters, runs by Enter and gives the focus back`,
      `${primitives} > tabs are one stop; arrows, Home and End open the next; the panel bears the name of its tab`,
      `${primitives} > in a dialog a menu is within reach, and Escape closes the menu before the dialog`,
    ],
  },
  {
    item: 1,
    claim: 'A calm, dense, scientific look; no stock-template feel.',
    shownBy: [
      `${calm} > every room keeps to the tokens: letters, colours, distances, borders before shadows, no box in a box, …`,
      `${calm} > one screen shows editor, drawing and results, and no bar breaks into two lines`,
      `${tokenTest} > are the only place where a size of letters is written`,
      `${tokenTest} > are the only place where a colour is written`,
    ],
  },
  {
    item: 1,
    claim: 'A logo and icons of our own.',
    shownBy: [`${built} > the manifest names icons that exist, in the sizes it says`],
  },
  {
    item: 2,
    claim: 'editor and drawing side by side, resizable, each can fill the screen.',
    shownBy: [
      `${layout} > each part fills the screen and is set back by its button or Escape; Run stays, and a reload keeps it`,
      `${layout} > a reload keeps the text, the sizes, the tabs and the theme`,
    ],
  },
  {
    item: 2,
    claim: 'The drawing is also an editor: add a node, drag an edge, make it forbidden,',
    shownBy: [
      'e2e/drawing.test.ts > a node is added by a double click and comes into the text with its first edge, dragged from a rim',
      'e2e/drawing.test.ts > an edge is forbidden, required, turned round and deleted; a node goes with its lines',
      'e2e/drawing-keys.test.ts > a motif is built by keys alone, and each step is announced',
      'e2e/drawing-keys.test.ts > by touch: a node and an edge by their buttons, and a tap on the other end',
    ],
  },
  {
    item: 2,
    claim:
      "add a constraint through a form that knows the host's attributes (type, range, frequent values, histogram),",
    shownBy: [
      'e2e/drawing-keys.test.ts > the form knows the attributes of the open host: types, operators, ranges, values',
    ],
  },
  {
    item: 2,
    claim: 'merge, delete, rename;',
    shownBy: [
      'e2e/drawing.test.ts > a node is renamed by a double click, moved, and merged when it is dropped on another',
      'e2e/drawing.test.ts > an edge is forbidden, required, turned round and deleted; a node goes with its lines',
    ],
  },
  {
    item: 2,
    claim: 'text and drawing stay in step in both directions, keeping comments and layout;',
    shownBy: [
      'e2e/drawing.test.ts > a node is added by a double click and comes into the text with its first edge, dragged from a rim',
      'e2e/drawing.test.ts > the drawing keeps still while the text is typed, and after a reload',
      'property/drawing-edits.test.ts > an added edge is the motif’s one new edge, and no line changes',
    ],
  },
  {
    item: 2,
    claim: 'undo/redo over both.',
    shownBy: [
      'e2e/drawing.test.ts > one history: what was typed, drawn and moved is undone in its order, from the text and from the drawing',
      'browser/ui/one-history.test.ts > undoes any mixture of typing, drawing and moving in its order, and does it again',
      'browser/ui/one-history.test.ts > keeps what is typed apart from what is drawn before and after it',
    ],
  },
  {
    item: 2,
    claim: 'Layout is stable while typing.',
    shownBy: [
      `${drawingLayout} > leaves nodes where they were while another is typed`,
      `${drawingLayout} > never moves a node that stands, whatever edges are typed, and gives new ones room near their neighbours`,
    ],
  },
  {
    item: 2,
    claim: 'Legend; node colours by constraint hash, labels for constraints, edge style per relation;',
    shownBy: [
      'e2e/drawing.test.ts > the legend names the signs that are drawn',
      'unit/state/motif-colours.test.ts > tints nodes with the same constraints alike, in whatever order they are written',
      'unit/components/motif/motif-labels.test.ts > labels a node with what it must satisfy',
    ],
  },
  {
    item: 2,
    claim: 'export SVG and PNG with the motif embedded so that dropping the picture back restores it.',
    shownBy: [
      'e2e/drawing-pictures.test.ts > a … that is dropped brings back the motif and its layout, in one step',
      'e2e/drawing-pictures.test.ts > an SVG is a picture that stands alone, with colours of its own and the motif in its metadata',
      'e2e/drawing-pictures.test.ts > a picture without a motif, or a broken one, is refused in words and changes nothing',
    ],
  },
  {
    item: 2,
    claim:
      "A palette of named motifs (13 triads, bi-fan, diamonds, cliques, feed-forward chains, and the user's own saved ones) with pictures and live counts in the open host.",
    shownBy: [
      'e2e/palette.test.ts > triads are counted as induced subgraphs, circuits as matches, and no job stays behind',
      'e2e/palette.test.ts > a motif takes the place of the text, or is added below with names of its own; each is one step',
      'e2e/palette.test.ts > a motif kept in Moss stands in the palette',
    ],
  },
  {
    item: 3,
    claim: 'host picker with search, recent hosts, statistics at a glance;',
    shownBy: [
      `${picker} > it is searched by name and attribute, and shows what is pointed at, by keyboard alone`,
      `${picker} > what was used last comes first, also after a reload`,
    ],
  },
  {
    item: 3,
    claim:
      'run on **several hosts at once** and compare: one table, a column per host, counts, normalised by host size, small multiples.',
    shownBy: [
      `${compare} > two host graphs side by side: counts, by size, as ordinary jobs; what to expect is told before`,
      `${compare} > kept motifs are rows of the same table, and a link names the compared hosts`,
    ],
  },
  {
    item: 3,
    claim: 'Options with plain explanations.',
    shownBy: [
      `${results} > an option that changes makes the shown answer an earlier one; each does what it says`,
      `${help} > an example sets the options it needs, and the editor can undo it as well`,
    ],
  },
  {
    item: 3,
    claim: 'Estimate, progress, cancel.',
    shownBy: [
      `${estimate} > an estimate follows the typing, and the search finds about as many`,
      `${jobs} > a running search is seen to move, can be paused, opened so far, resumed and cancelled`,
      `${search} > cancel stops within 200 ms`,
    ],
  },
  {
    item: 4,
    claim: 'table with attribute columns on demand, sort, filter by expression,',
    shownBy: [
      'e2e/results-views.test.ts > attributes become columns on demand, by which rows are sorted; a column is copied as a list',
      'e2e/results-views.test.ts > an expression filters with completion, errors at their place, and a chip that goes away',
    ],
  },
  {
    item: 4,
    claim:
      "group by any node's id or attribute with counts and bars, participation per host node, copy a column as a list,",
    shownBy: [
      'e2e/results-views.test.ts > groups count and filter; participation counts host nodes and gives candidates',
      'e2e/results-views.test.ts > attributes become columns on demand, by which rows are sorted; a column is copied as a list',
    ],
  },
  {
    item: 4,
    claim:
      'select rows → their union as a subgraph (vis-network, thousands of nodes without freezing; beyond that an adjacency matrix), adjacency matrix view,',
    shownBy: [
      'e2e/large-subgraph.test.ts > 3,000 nodes and 10,000 edges are placed and drawn in many small pieces of work',
      'e2e/large-subgraph.test.ts > what is more than a drawing can hold is a matrix, and it is said why',
      'e2e/results-views.test.ts > selected rows become a subgraph, a matrix and a motif',
    ],
  },
  {
    item: 4,
    claim: 'histogram of any attribute; crossfilter between them.',
    shownBy: ['e2e/results-views.test.ts > a brushed histogram filters every view, by mouse and by keys'],
  },
  {
    item: 4,
    claim: '"Use as motif": take a matched subgraph or a selection and turn it into a motif.',
    shownBy: ['e2e/results-views.test.ts > selected rows become a subgraph, a matrix and a motif'],
  },
  {
    item: 4,
    claim: 'Every view exports what it shows.',
    shownBy: [
      `${exported} > the table: all rows in four formats, and those shown in their order with their columns`,
      `${exported} > groups and participation: counts as tables, bars as pictures`,
      `${exported} > a histogram: bins as tables, bars as pictures`,
      `${exported} > subgraph and matrix: nodes and edges as tables, the picture as it stands`,
      `${exported} > one match: its picture, its table`,
      `${exported} > the drawing of the motif, as a picture`,
      `${exported} > compared host graphs, the list of searches, the values of a host graph, the benchmarks`,
    ],
  },
  {
    item: 5,
    claim:
      'a host with segmentation metadata (`__segmentation_id__`, layer sources, kept with the host or in Moss) gives a link per match and per selection, one colour per motif node as in the drawing;',
    shownBy: [
      `${elsewhere} > a match leads to Neuroglancer by its segments, each in the colour of its motif node`,
      `${elsewhere} > so do selected rows`,
      `${annotated} > layers of a host graph are a document, and lead to Neuroglancer`,
    ],
  },
  {
    item: 5,
    claim: 'paste a Neuroglancer link to take its segments as candidates.',
    shownBy: [
      `${elsewhere} > the segments of a pasted link become candidates of a motif node, and it can be undone`,
      `${segments} > gives back the segments that were put in`,
    ],
  },
  {
    item: 5,
    claim: 'Settings for other deep links by URL template (Codex, CAVE, neuPrint).',
    shownBy: [
      `${elsewhere} > links by template are kept with the host graph, checked, and shown for a match`,
    ],
  },
  {
    item: 6,
    claim: 'permalink (readable, compressed when long), QR, copy as Markdown,',
    shownBy: [
      `${share} > Share copies the address of what is on screen: readable, or packed when it is long`,
      `${share} > Share also gives a code for a camera, Markdown, and programs that ask the same`,
    ],
  },
  {
    item: 6,
    claim: 'embed as iframe (`#embed=1`, read-only),',
    shownBy: [
      `${embed} > it shows drawing and text, edits nothing, counts when asked, and leaves nothing behind`,
      `${embed} > the snippet works in a page of another origin, and leads to the whole page`,
    ],
  },
  {
    item: 6,
    claim: '"reproduce this" (script for this API, Python, Cypher).',
    shownBy: [
      `${share} > Share also gives a code for a camera, Markdown, and programs that ask the same`,
      'unit/scripting/reproduce.test.ts > is a script that asks the same question',
    ],
  },
  {
    item: 6,
    claim:
      'Links open as the contract says: nothing is fetched from elsewhere, run or sent without a click, unless the host is an example or already stored here.',
    shownBy: [
      `${links} > a link to another server fetches nothing until the user agrees`,
      `${unasked} > … asks, runs and keeps nothing by itself`,
      `${unasked} > a link for a graph stored here runs it, and one without run=1 does not`,
    ],
  },
  {
    item: 7,
    claim: 'first visit shows a living example, not an empty page;',
    shownBy: [`${tour} > a first visit shows a motif, its drawing and its matches, without a click`],
  },
  {
    item: 7,
    claim: 'a guided tour;',
    shownBy: [
      `${tour} > the tour leads through the page by keyboard, can be used beside, and is remembered`,
      `${tour} > the tour can be declined, skipped, and taken again from Help`,
      `${tour} > the tour survives what is not there, and fits a phone`,
    ],
  },
  {
    item: 7,
    claim: 'the language reference and cookbook inside the app, every example runnable;',
    shownBy: [
      `${examples} > $page, $title: reads without a warning`,
      `${examples} > $page, $title: finds something ($heading)`,
      `${help} > an example goes into the editor, runs on its host graph, and one click takes it back`,
      `${help} > every place has an address, which a link, a reload and the way back keep`,
    ],
  },
  {
    item: 7,
    claim: 'shortcuts (`?`);',
    shownBy: [
      `${commands} > the list of shortcuts names those of the palette, and they work`,
      `${commands} > single keys are text while one writes, and can be switched off for good`,
    ],
  },
  {
    item: 7,
    claim: 'command palette (Ctrl/Cmd-K) over everything.',
    shownBy: [
      `${commands} > opens by key, also while writing, and by a button; Escape leads back to where one was`,
      `${commands} > leads to every view and part of the studio`,
      `${commands} > runs the search, turns options over, and shows an earlier answer`,
      `${commands} > opens examples and switches between host graphs`,
      `${commands} > finds the articles of the help`,
      `${commands} > puts in a motif by its name, and one click takes it back`,
      `${commands} > saves matches, host graph and session as files`,
      `${commands} > says why something cannot be done, beside it and when it is tried`,
    ],
  },
  {
    item: 8,
    claim: 'no layout shift,',
    shownBy: [`${layout} > nothing moves while the text changes, nor when the page starts`],
  },
  {
    item: 8,
    claim: 'no dead end, an empty, loading and error state for each view;',
    shownBy: [
      'unit/tables/state-table.test.ts > $view: nothing there, on its way, gone wrong',
      'unit/tables/state-table.test.ts > are told of every room',
      'e2e/states.test.ts > each view of the result says why it has nothing to show, and is tried again',
      'e2e/state-rooms.test.ts > where there is nothing yet, every room says so, and how something comes there',
    ],
  },
  {
    item: 8,
    claim: 'autosave of the session;',
    shownBy: [
      `${layout} > a reload keeps the text, the sizes, the tabs and the theme`,
      `${studio} > nothing is lost by a reload: the text, the options and the answer are there again`,
    ],
  },
  {
    item: 8,
    claim: 'undo for destructive actions;',
    shownBy: [
      `${layout} > a closed host graph and a deleted search come back by Undo, and go for good with the page`,
      `${undoable} > Undo brings it back, and nothing deletes it later`,
      `${jobs} > deleting can be taken back, and the keyboard stays in the list`,
    ],
  },
  {
    item: 8,
    claim: 'announcements for screen readers;',
    shownBy: [
      `${commands} > tells a screen reader which option is chosen, in which group, and how many there are`,
      `${studio} > the drawing follows the text, and says the same in words`,
    ],
  },
  {
    item: 8,
    claim: 'works at 200 % zoom and 360 px width.',
    shownBy: [
      `${layout} > at 200 % zoom every view fits, and Run is within reach`,
      `${look} > on a phone nothing sticks out, and everything is within reach`,
      `${help} > every page can be read by everyone, on a phone too, …`,
    ],
  },
]

/** Beyond the eight items: what else must be right before it is called done. */
export const studioProof: readonly Omit<StudioRow, 'item'>[] = [
  {
    claim: 'a full session by keyboard alone',
    shownBy: ['e2e/keyboard.test.ts > a full session by keyboard alone'],
  },
  {
    claim: 'visual snapshots of every view in light/dark and three widths',
    shownBy: ['e2e/pictures.test.ts > the views look as they did, …, …'],
  },
  {
    claim: 'axe finds no serious violation in any view and theme',
    shownBy: [
      `${look} > no serious fault of accessibility, …`,
      `${annotated} > no serious fault of accessibility, …; nothing sticks out on a phone`,
      `${help} > every page can be read by everyone, on a phone too, …`,
    ],
  },
  {
    claim: 'app shell interactive before DuckDB is ready',
    shownBy: [`${built} > the shell is light: no database, no graph drawing before they are wanted`],
  },
  {
    claim: 'The CSP of the contract holds, shown by a test that fails on any violation',
    shownBy: [
      'e2e/policy.test.ts > no room, view, menu or dialog breaks the policy; a script that is put in would',
      'e2e/offline.test.ts > with real headers the page is isolated at once, keeps its policy and asks nobody else',
    ],
  },
  {
    claim: 'no request leaves the origin unasked',
    shownBy: [
      'e2e/offline.test.ts > with real headers the page is isolated at once, keeps its policy and asks nobody else',
    ],
  },
]

/** Claims that no test shows yet. Empty when the studio is done; until then nothing else may be open. */
export const stillOpen: readonly string[] = []
