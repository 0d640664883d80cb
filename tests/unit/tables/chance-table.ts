/** For every claim about the room Chance (chance-items.txt) the tests that show it: file below tests/, `>`, and the title
 *  of a test, as it is written there. What only a clock can show names the benchmark: `bench/` file `>` function. */

export interface ChanceRow {
  /** 1 to 9. */
  item: number
  /** Word for word: all of an item's claims in order are the item. */
  claim: string
  shownBy: readonly string[]
}

const nulls = 'unit/statistics/null-models/null-models.test.ts'
const samples = 'unit/jobs/significance-samples.test.ts'
const scores = 'unit/statistics/significance.test.ts'
const tetrads = 'unit/statistics/tetrads.test.ts'
const known = 'unit/statistics/known-censuses.test.ts'
const report = 'unit/scripting/significance-report.test.ts'
const lesson = 'unit/scripting/lesson-words.test.ts'
const clubs = 'unit/statistics/rich-club.test.ts'
const hosts = 'unit/statistics/host-statistics.test.ts'
const triads = 'property/triads-of-nodes.test.ts'
const room = 'e2e/significance.test.ts'
const models = 'e2e/chance-models.test.ts'
const jobs = 'e2e/chance-jobs.test.ts'
const roles = 'e2e/participation.test.ts'

const fullReport = `${models} > the report says everything on one page, in a table and as data, and its link asks the same again`

/** In the order of the items. */
export const chanceTable: readonly ChanceRow[] = [
  {
    item: 1,
    claim: 'in workers, seeded and reproducible:',
    shownBy: [
      `${nulls} > a sample depends on the seed and its number alone`,
      `${samples} > is the same whoever draws it, and after whichever other`,
      `${room} > a run that a reload interrupts goes on with what is missing`,
    ],
  },
  {
    item: 1,
    claim: 'Erdős–Rényi G(n, m); ER keeping reciprocity;',
    shownBy: [`${nulls} > random graphs keep the number of edges, and of mutual pairs where that is asked`],
  },
  {
    item: 1,
    claim: 'degree-preserving switching (directed, no self-loops or multi-edges);',
    shownBy: [
      `${nulls} > switching keeps degrees in and out; an edge keeps its source`,
      `${nulls} > undirected graphs stay undirected and keep their degrees`,
      `${models} > a graph without directions is switched without directions`,
    ],
  },
  {
    item: 1,
    claim: 'switching that also keeps reciprocity;',
    shownBy: [`${nulls} > switching of dyads keeps out, in and mutual degrees`],
  },
  {
    item: 1,
    claim:
      'the same restricted within groups of a node attribute (region, class) and, where coordinates exist, within distance bins;',
    shownBy: [
      `${nulls} > restricted switching keeps the numbers of edges between groups and within ranges of distance`,
      `${models} > groups of an attribute are kept, and the page says which`,
      `${models} > how far edges reach is kept where nodes have coordinates`,
    ],
  },
  {
    item: 1,
    claim: 'attribute shuffles that keep the graph.',
    shownBy: [
      `${nulls} > dealing attributes anew keeps the graph but for its names, and groups where given`,
      `${models} > attributes exchanged: only motifs that ask for attributes vary, the others are not defined`,
    ],
  },
  {
    item: 1,
    claim:
      'Mixing is diagnosed (how far from the start, autocorrelation), not assumed; the number of swaps is explained.',
    shownBy: [`${models} > whether samples forget the host is looked at and said, with the number of swaps`],
  },
  {
    item: 2,
    claim: '(any size, constraints included):',
    shownBy: [
      `${samples} > is searched rightly although its nodes are not numbered by degree`,
      `${models} > motifs with attributes of edges and comparisons of edges are counted in samples as in the host`,
    ],
  },
  {
    item: 2,
    claim: 'observed, mean, sd, z, empirical p = (r + 1)/(n + 1), ratio, interval;',
    shownBy: [
      `${scores} > mean, sd, z, ratio and p by hand`,
      `${scores} > the range of the null is that of its quantiles`,
      `${room} > a motif is held against chance, and the report says how`,
    ],
  },
  {
    item: 2,
    claim: 'multiple-test correction over a set of motifs;',
    shownBy: [
      `${scores} > corrections equal those of R: p.adjust(c(.01, .04, .03, .005, .5), "BH") and "holm"`,
      `${models} > several motifs are corrected for being many: no corrected p is below its own`,
    ],
  },
  {
    item: 2,
    claim: '"not defined" where sd = 0.',
    shownBy: [
      `${scores} > a null that does not vary defines no z, whatever its size`,
      `${models} > attributes exchanged: only motifs that ask for attributes vary, the others are not defined`,
    ],
  },
  {
    item: 2,
    claim: 'A histogram of the null with the observed value;',
    shownBy: [
      `${report} > has every sample of %j in one bar and the observed count on the picture`,
      `${room} > a motif is held against chance, and the report says how`,
    ],
  },
  {
    item: 2,
    claim: 'progress, cancel, more samples on demand;',
    shownBy: [
      `${jobs} > a run is stopped, continued, deleted and taken back in the room Jobs`,
      `${models} > more samples are drawn when they are asked for, after those that are there`,
    ],
  },
  {
    item: 2,
    claim: 'results are jobs: they survive reload.',
    shownBy: [
      `${room} > a run that a reload interrupts goes on with what is missing`,
      `${jobs} > a run whose page is killed in the middle goes on from the room Jobs, with the same samples`,
    ],
  },
  {
    item: 3,
    claim: 'of all 3-node (16 classes)',
    shownBy: [`${hosts} > equals the census of all triples looked at one by one (seed %i)`],
  },
  {
    item: 3,
    claim: 'and 4-node (199 connected directed) induced subgraphs,',
    shownBy: [
      `${tetrads} > are 199, with the numbers that mfinder gives the bi-fan, the chain and the clique`,
      `${known} > a census of four equals igraph’s, class by class: $nodeCount nodes`,
    ],
  },
  {
    item: 3,
    claim: 'exact for 3, exact or sampled with intervals for 4;',
    shownBy: [
      `${tetrads} > meets every connected set of four once`,
      `${tetrads} > estimate every class without bias, and their intervals hold it about as often as they say`,
    ],
  },
  {
    item: 3,
    claim: 'pictures;',
    shownBy: [`${roles} > a class of the census leads to the nodes that make it up, role by role`],
  },
  {
    item: 3,
    claim: 'significance profile; comparison of hosts as a heat map and as profiles (correlation);',
    shownBy: [
      `${report} > leave out the triads that are not connected, and correlate`,
      `${room} > a census of four nodes, profiles side by side, and a narrow screen`,
    ],
  },
  {
    item: 3,
    claim: 'coloured census (by cell class).',
    shownBy: [
      `${triads} > tells every triple once, under one name whichever way round it is looked at`,
      `${triads} > adds up to the plain census over all colours, and is the plain census in one colour`,
      `${roles} > the coloured census adds up to the plain one, is filtered and saved`,
    ],
  },
  {
    item: 4,
    claim: 'for a motif or census class, how often each host node fills each motif node;',
    shownBy: [
      `${triads} > are counted as by looking at every triple`,
      `${roles} > a class of the census leads to the nodes that make it up, role by role`,
      `${roles} > a motif of the studio, with its constraint, is counted by its roles`,
      `${roles} > a class of four nodes is counted, and one that is none is refused in words`,
    ],
  },
  {
    item: 4,
    claim: 'ranked, joined with attributes, as candidate sets for the next query, exportable;',
    shownBy: [
      `${roles} > the nodes are ranked by a role, with their attributes, and saved as a table`,
      `${roles} > chosen nodes become candidates of the motif, and the next search keeps to them`,
    ],
  },
  {
    item: 4,
    claim: 'rich-club coefficient,',
    shownBy: [
      `${clubs} > of undirected graphs is what networkx says, without normalising: $name`,
      `${clubs} > of directed graphs is the density among nodes whose edges in and out are more than k`,
      `${roles} > a rich club is held against samples with the same degrees`,
    ],
  },
  {
    item: 4,
    claim: 'reciprocity by class,',
    shownBy: [`${roles} > reciprocity is told class by class, and in all it is the host’s`],
  },
  {
    item: 4,
    claim: 'connection probability by class pair as a matrix.',
    shownBy: [
      `${triads} > are counted pair by pair, a node with itself left out`,
      `${roles} > connection probability by class pair is a picture with words for each cell, a table and a file`,
    ],
  },
  {
    item: 5,
    claim:
      'why the null decides (the feed-forward loop of C. elegans: huge z against ER, none against degree-preserving, large again with reciprocity),',
    shownBy: [
      `${samples} > has feed-forward loops beyond chance as the null has it: far beyond random graphs, hardly beyond degrees, well beyond degrees and mutual pairs`,
      `${lesson} > says what becomes of z from one kind of chance to the next`,
    ],
  },
  {
    item: 5,
    claim: 'runnable on an example host.',
    shownBy: [`${jobs} > the lesson runs on its example, and what it says follows from the figures it shows`],
  },
  {
    item: 6,
    claim:
      'one page, printable and exportable (HTML, CSV, JSON), with methods text, seeds, versions and the link that reproduces it.',
    shownBy: [
      fullReport,
      `${report} > is a page without anything from outside, and a table that no spreadsheet runs`,
    ],
  },
  {
    item: 7,
    claim: 'Null samplers are tested for what they must keep (exactly)',
    shownBy: [`${nulls} > what is kept`],
  },
  {
    item: 7,
    claim: 'and for uniformity on tiny graphs where all outcomes can be listed (chi-square, with a seed);',
    shownBy: [
      `${nulls} > G(n, m) draws every graph with so many edges equally often`,
      `${nulls} > with mutual pairs kept, every such graph is equally likely`,
      `${nulls} > switching reaches every graph with these degrees, each equally often`,
      `${nulls} > switching of dyads reaches every graph with these out, in and mutual degrees, each equally often`,
    ],
  },
  {
    item: 7,
    claim: 'z and p are checked against an independent computation in the tests.',
    shownBy: [
      `${scores} > mean, sd, z, ratio and p by hand`,
      `${room} > a motif is held against chance, and the report says how`,
    ],
  },
  {
    item: 8,
    claim:
      "Censuses equal `table4.json`, networkx's and igraph's known values of `../shared/field-notes.md`;",
    shownBy: [
      'conformance/statistics.test.ts > statistics of connectomes (need the shared corpus)',
      `${hosts} > of the larva is as published (needs the shared corpus)`,
      'unit/statistics/described-hosts.test.ts > wiki-Vote has the published triangles',
      `${known} > of E. coli: cascades, fan-outs and feed-forward loops`,
      `${known} > a census of four equals igraph’s, class by class: $nodeCount nodes`,
    ],
  },
  {
    item: 8,
    claim: 'the identities there hold.',
    shownBy: [`${known} > of matches follow from classes, as the identities say`],
  },
  {
    item: 9,
    claim:
      '200 null samples of a C. elegans-size host with the full 3-node census in under 5 s, of the larva (110k edges) in under 3 minutes on 2 cores (benchmark), with the page responsive.',
    shownBy: ['bench/null.ts > reportNull'],
  },
]
