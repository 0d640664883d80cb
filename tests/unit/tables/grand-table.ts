/** For every claim of what Grand is to be (grand-items.txt) the tests that show it: file below tests/, `>`, and the title
 *  of a test or of its group, as it is written there (`…` for what stands in `${…}`). */

export interface GrandRow {
  /** 0 to 10: title, five parts, the servers of the tests, and the four ways in which it is right. */
  item: number
  /** A sentence, or one of the claims of a long one, word for word: all of an item's claims in order are the item. */
  claim: string
  shownBy: readonly string[]
}

const contract = 'unit/grand/backends/backend-contract.ts'
const memory = 'unit/grand/backends/memory-backend.test.ts'
const tables = 'unit/grand/backends/table-backends.test.ts'
const graphology = 'unit/grand/backends/graphology-backend.test.ts'
const view = 'unit/grand/dialects/graphology-view.test.ts'
const dialects = 'unit/grand/dialects/dialects.test.ts'
const cypher = 'unit/grand/cypher/cypher.test.ts'
const inTables = 'unit/grand/cypher/in-tables.test.ts'
const cypherCases = 'unit/grand/cypher/conformance.test.ts'
const port = 'unit/grand/port-networkx.test.ts'
const sandbox = 'unit/grand/script/sandbox.test.ts'
const limits = 'unit/grand/script/limits.test.ts'
const examples = 'unit/grand/script/examples.test.ts'
const scriptWorker = 'browser/grand/script-worker.test.ts'
const credentials = 'browser/scripting/remote-credentials.test.ts'
const neo4j = 'services/neo4j/backend-suite.ts'
const endpoints = 'services/neo4j/endpoint-suite.ts'
const neuPrint = 'services/neo4j/neuprint-suite.ts'
const cypherOnNeo4j = 'services/neo4j/cypher-suite.ts'
const motifsOnNeo4j = 'services/neo4j/motif-suite.ts'
const gremlin = 'services/gremlin.test.ts'
const dynamoDB = 'services/dynamodb.test.ts'
const inBrowser = 'services/backends-in-browser.test.ts'
const faults = 'services/faults.test.ts'
const relay = 'services/relay.test.ts'
const missingTools = 'services/missing-tools.test.ts'
const remoteHost = 'services/remote-host.test.ts'
const remoteGremlin = 'services/remote-gremlin.test.ts'
const remoteDynamoDB = 'services/remote-dynamodb.test.ts'
const grandApi = 'e2e/grand-api.test.ts'
const remoteHosts = 'e2e/remote-hosts.test.ts'
const remoteLogin = 'e2e/remote-login.test.ts'
const remoteGraphs = 'e2e/remote-graphs.test.ts'
const hostile = 'e2e/hostile-servers.test.ts'
const editor = 'e2e/cypher-editor.test.ts'
const consoleStory = 'e2e/script-console.test.ts'

/** In the order of the items. */
export const grandTable: readonly GrandRow[] = [
  {
    item: 0,
    claim: 'Grand: one graph, many backends and dialects;',
    shownBy: [
      `${port} > gives what NetworkX gives, in memory, in graphology, in tables and on a host`,
      `${remoteGraphs} > the console runs an example on the server and on a copy of the graph, with the same result`,
    ],
  },
  {
    item: 0,
    claim: 'queries that outgrow the browser go where the data is',
    shownBy: [`${remoteHosts} > a motif finds there what it finds in the same graph here`],
  },
  {
    item: 1,
    claim:
      '`Graph(backend)` with asynchronous, batched, typed operations (has/get/add/remove/iterate nodes and edges, successors, predecessors, degrees, counts, attributes, ingest from a table),',
    shownBy: [
      `${contract} > knows its nodes, and which it does not have`,
      `${contract} > knows its edges by pair, and their direction`,
      `${contract} > answers neighbours and degrees in each direction`,
      `${contract} > adds: an edge makes its nodes, attributes come to those that are there`,
      `${contract} > removes a node with its edges, and edges alone; what is not there is passed over`,
      `${contract} > takes a table of edges in, and says which row has no end`,
    ],
  },
  {
    item: 1,
    claim: 'streaming with back-pressure,',
    shownBy: [
      `${contract} > streams all nodes and edges in batches no larger than asked`,
      `${contract} > stops streaming when it is told to`,
      `${gremlin} > no more is asked for than was taken`,
      `${endpoints} > whoever leaves early leaves nothing running`,
    ],
  },
  {
    item: 1,
    claim: 'a cache wrapper,',
    shownBy: [
      `${memory} > a cache asks for the same thing once, for what it does not know only, and anew after a change`,
      `${memory} > memory behind a cache`,
      `${tables} > a host behind a cache`,
    ],
  },
  {
    item: 1,
    claim: 'and one contract suite that every backend passes.',
    shownBy: ['unit/tables/grand-table.test.ts > $name is held to the contract of all backends'],
  },
  {
    item: 2,
    claim: 'each against the real thing:',
    shownBy: ['unit/tables/grand-table.test.ts > $name is held to the contract of all backends'],
  },
  {
    item: 2,
    claim: "- `MemoryBackend` (typed arrays, the search's own CSR)",
    shownBy: [
      `${memory} > memory, directed`,
      `${memory} > memory, undirected`,
      'unit/grand/backends/memory-graph-model.test.ts > a … graph is a list of nodes and edges, in their order; new rows after … changes',
    ],
  },
  {
    item: 2,
    claim:
      "and `GraphologyBackend` (the ecosystem's in-memory graph, so that its algorithm library can be used);",
    shownBy: [
      `${graphology} > graphology, directed`,
      `${graphology} > its algorithms run on the graph itself, on a view of what lies in memory, on a copy of any other`,
    ],
  },
  {
    item: 2,
    claim:
      '- `TableBackend` (Arrow/DuckDB-Wasm tables: the DataFrame and SQL backends of the original; any column names);',
    shownBy: [
      `${tables} > Arrow tables, …`,
      `${tables} > own tables, …`,
      `${tables} > a view of edges alone is a graph, with its ends as nodes`,
      `${tables} > a column that is not there is named, with those that are`,
    ],
  },
  {
    item: 2,
    claim:
      '- `Neo4jBackend` (Bolt over WebSocket with the official driver, and the HTTP Query API v2), and any Cypher endpoint;',
    shownBy: [
      `${neo4j} > Neo4j over …, …,`,
      `${neo4j} > a script opens a graph by its address: %s`,
      `${endpoints} > Neo4j asked over %s`,
      `${relay} > Bolt passes over a WebSocket, for the page that is named`,
      `${remoteLogin} > the same graph over Bolt gives the same count`,
    ],
  },
  {
    item: 2,
    claim: '- `NeuPrintBackend` (HTTP, token);',
    shownBy: [
      `${neuPrint} > neuPrint,`,
      `${neuPrint} > says which datasets there are, and takes the token as its page shows it`,
      `${remoteGraphs} > a script in the browser’s console walks through neuPrint, and is told what it may not do`,
    ],
  },
  {
    item: 2,
    claim: '- `GremlinBackend` (official gremlin client, WebSocket);',
    shownBy: [
      `${gremlin} > Gremlin, directed`,
      `${inBrowser} > Gremlin answers a page over its own WebSocket, and neither client is there before it is used`,
    ],
  },
  {
    item: 2,
    claim: '- `DynamoDBBackend` (AWS SDK v3: node and edge tables as in the original).',
    shownBy: [
      `${dynamoDB} > DynamoDB, directed`,
      `${dynamoDB} > a graph is there again when its tables are opened again, and gone when they are dropped`,
      `${inBrowser} > DynamoDB answers a page over fetch`,
    ],
  },
  {
    item: 2,
    claim: 'Large client libraries load only when used.',
    shownBy: [
      `${inBrowser} > Gremlin answers a page over its own WebSocket, and neither client is there before it is used`,
      'e2e/built-page.test.ts > the shell is light: no database, no graph drawing before they are wanted',
    ],
  },
  {
    item: 3,
    claim:
      'over any backend: NetworkX-like, igraph-like, NetworKit-like (names, results and errors of the originals, in promise form),',
    shownBy: [
      `${dialects} > NetworkX`,
      `${dialects} > fails as Python does`,
      `${dialects} > igraph`,
      `${dialects} > fails as igraph does`,
      `${dialects} > NetworKit`,
      'unit/grand/dialects/originals.test.ts > %s answers and fails as the original',
      'unit/grand/script/dialects-in-scripts.test.ts > a graph made of the graph has the same functions, and is its own',
      `${grandApi} > the host graph speaks like NetworkX, igraph and NetworKit`,
    ],
  },
  {
    item: 3,
    claim: 'a graphology-compatible view for in-memory backends,',
    shownBy: [
      `${view} > the view reads as graphology does`,
      'unit/grand/dialects/graphology-algorithms.test.ts > … on the view is … on a copy',
    ],
  },
  {
    item: 3,
    claim:
      '**Cypher** (read-only openCypher: MATCH with several patterns, variable length, OPTIONAL MATCH, WHERE with all operators and functions in common use, WITH, RETURN, DISTINCT, aggregates, ORDER BY, SKIP, LIMIT, UNWIND, parameters;',
    shownBy: [
      `${cypherCases} > public cases`,
      `${cypher} > values`,
      `${cypher} > patterns`,
      `${cypher} > lengths, with the edges as a list and the path as a value`,
      `${cypher} > an optional match that finds nothing leaves nulls`,
      `${cypher} > WITH groups, filters and hands on`,
      `${cypher} > UNWIND, parameters, DISTINCT, UNION`,
      `${cypher} > aggregates: of nothing, of distinct values, in expressions, in ORDER BY`,
    ],
  },
  {
    item: 3,
    claim: 'parsed by `grammar/cypher.peggy`;',
    shownBy: [
      'conformance/cypher-syntax.test.ts > the parser',
      `${cypher} > mistakes are told at their place`,
      `${cypher} > hostile nesting is read in time that grows with its length, not its power`,
    ],
  },
  {
    item: 3,
    claim: 'pattern matching by our own engine',
    shownBy: [
      'property/cypher-search.test.ts > finds what the evaluator finds in $of',
      `${grandApi} > a pattern is counted by the compiled search, and equals the search of its motif`,
    ],
  },
  {
    item: 3,
    claim: 'and the rest by DuckDB where possible,',
    shownBy: [
      `${inTables} > many rows are grouped by the table engine, few where they are`,
      'property/cypher-in-tables.test.ts > are those of the evaluator',
    ],
  },
  {
    item: 3,
    claim: 'or relayed to a remote)',
    shownBy: [`${cypherOnNeo4j} > public cases of Cypher on Neo4j`, `${endpoints} > Neo4j asked over %s`],
  },
  {
    item: 3,
    claim: 'and DotMotif.',
    shownBy: [
      'unit/grand/cypher/motifs-in-cypher.test.ts > motifs as Cypher for %s',
      'unit/grand/cypher/motif-from-query.test.ts > what a motif says otherwise is noted',
      'property/cypher-motifs.test.ts > motifs of queries find what the queries find (seed …)',
    ],
  },
  {
    item: 4,
    claim: 'a remote Neo4j, neuPrint or other backend is a host in the studio like any other:',
    shownBy: [
      `${remoteHosts} > a wrong password is told at its step; the right one shows how large the graph is and connects`,
      `${remoteHost} > behind the protocol of neuPrint is known, searched and brought by its words: Neuron, bodyId, ConnectsTo`,
      'e2e/remote-gremlin.test.ts > a motif finds there what it finds in the same graph here, in the same table',
      'e2e/remote-dynamodb.test.ts > the nodes around one, or all of it, are brought from DynamoDB, with what that costs',
    ],
  },
  {
    item: 4,
    claim: 'schema and statistics,',
    shownBy: [
      `${remoteHost} > says step by step how large it is, how its nodes are named and what they have`,
      `${remoteHost} > counts what the statistics of the same graph here say`,
      `${remoteGremlin} > counts what the statistics of the same graph here say`,
      `${remoteDynamoDB} > counts from the keys of both tables what the statistics of the same graph here say`,
      `${remoteHosts} > the server counts its figures when asked to`,
    ],
  },
  {
    item: 4,
    claim: 'DotMotif and Cypher queries relayed (only what is supported; otherwise a clear explanation),',
    shownBy: [
      `${remoteHost} > finds %j with %j as it is found here`,
      `${remoteGremlin} > finds %j with %j as it is found here`,
      'unit/hosts/providers/relay-motif.test.ts > is refused with the part or the option that cannot be sent',
      'e2e/remote-gremlin.test.ts > what a traversal cannot say, and Cypher, are explained, and a part is offered',
      `${remoteDynamoDB} > is asked for no motif and no Cypher, and says what to do instead`,
      `${remoteHosts} > an attribute that is nowhere is told before anything is searched`,
    ],
  },
  {
    item: 4,
    claim: 'results in the same table,',
    shownBy: [
      `${remoteHosts} > a motif finds there what it finds in the same graph here`,
      `${remoteHosts} > its rows are sorted by what the server knows of the nodes, and saved with their ids`,
    ],
  },
  {
    item: 4,
    claim: '"bring a subgraph here" to work locally,',
    shownBy: [
      `${remoteHosts} > the nodes of its rows are brought here, and the motif is found among them again`,
      `${remoteHosts} > all nodes that fulfil conditions are brought here`,
      `${remoteHost} > brings chosen nodes, or all of it, and what comes is the same graph`,
    ],
  },
  {
    item: 4,
    claim: 'timeouts, cancel, paging, retries.',
    shownBy: [
      `${endpoints} > a query without an answer ends at a wish, and after too long a silence`,
      `${remoteHosts} > a search that would take for ever is cancelled there, too`,
      `${neuPrint} > body ids keep their digits, regions are told by name, pages leave nothing out`,
      `${endpoints} > an answer without rows has columns; a long one comes in batches`,
      'services/cypher-over-http.test.ts > it waits as long as the server asks it to, and no longer than is sensible',
      `${faults} > %s: %s`,
    ],
  },
  {
    item: 4,
    claim: 'Credentials are bound to the origin they were entered for,',
    shownBy: [
      `${credentials} > is bound to the origin it was entered for, in memory and in storage`,
      'services/cypher-over-http.test.ts > credentials go to the address they were given for and nowhere else',
      `${inBrowser} > DynamoDB that points elsewhere is not followed by a page, and is no empty table`,
    ],
  },
  {
    item: 4,
    claim:
      'kept in memory or, if the user asks, under AES-GCM with a key derived from a passphrase that is not stored;',
    shownBy: [
      `${credentials} > is gone with the page unless it is kept`,
      `${credentials} > that is kept is unreadable in the browser’s storage, and opens with its passphrase only`,
      `${remoteLogin} > a kept login is opened by its passphrase alone, and nothing secret is written down anywhere`,
    ],
  },
  {
    item: 4,
    claim: 'never in a link, never used because a link says so.',
    shownBy: [
      `${remoteLogin} > a kept login is opened by its passphrase alone, and nothing secret is written down anywhere`,
      `${hostile} > a link that names a server shows its address, and asks it nothing until its reader connects`,
      'e2e/links-unasked.test.ts > … asks, runs and keeps nothing by itself',
    ],
  },
  {
    item: 4,
    claim: 'CORS and mixed-content failures are recognised and explained,',
    shownBy: [
      `${hostile} > a server that is … is told of in words, and nothing of the login leaks`,
      `${hostile} > an address that browsers do not let the page ask, or that holds a password, is refused with the reason`,
      'unit/grand/remote/addresses-and-words.test.ts > a page may ask what is encrypted, and this computer',
      'unit/grand/remote/addresses-and-words.test.ts > that answers, but not to pages, is told from one that is away',
      `${inBrowser} > what a page is not told of a failure is not made up`,
    ],
  },
  {
    item: 4,
    claim: 'with a documented relay configuration.',
    shownBy: [
      `${relay} > the page that is named asks Neo4j with its login; another page learns nothing`,
      `${relay} > the question before a question is answered with the documented headers, each once`,
      `${relay} > refusals are read by the page: 401 and 404 of Neo4j, 403, 429, 500, a relay with nobody behind it`,
      `${relay} > the first row is there while the last is not yet sent`,
      `${relay} > whoever has had enough ends it at the server, before and in its answer`,
      `${relay} > neuPrint answers the page that is named, under TLS and by its name; a wrong token is told`,
      `${relay} > Gremlin passes over a WebSocket, for the page that is named`,
    ],
  },
  {
    item: 5,
    claim: 'speaks Cypher too (highlight, complete, errors at place),',
    shownBy: [
      'unit/components/cypher/cypher-words.test.ts > colours: keywords, labels, properties, texts over lines of their own',
      `${editor} > words, attributes and frequent values are completed`,
      `${editor} > mistakes are shown at their place while typing, with what to do`,
    ],
  },
  {
    item: 5,
    claim:
      'and "scripts": a small console where a user runs JavaScript against `Graph` inside QuickJS compiled to WebAssembly (`quickjs-emscripten`; the page\'s CSP stays without eval),',
    shownBy: [
      `${consoleStory} > an example runs on memory and on DuckDB, with the same result, beside its Python`,
      `${sandbox} > the graph answers in its own words and in those of the dialects`,
      'e2e/policy.test.ts > no room, view, menu or dialog breaks the policy; a script that is put in would',
      `${remoteGraphs} > ids keep their digits in a script, and the graph on the server is not changed by one`,
      'services/remote-backend.test.ts > on a Gremlin server is the graph, by the attribute that was named for ids',
    ],
  },
  {
    item: 5,
    claim: 'in a worker,',
    shownBy: [
      `${scriptWorker} > answers from the page’s graph, item by item and in batches`,
      `${scriptWorker} > a single step that takes for ever is ended with its worker`,
    ],
  },
  {
    item: 5,
    claim: 'with time and memory caps',
    shownBy: [
      `${limits} > %s without end is stopped, at its place`,
      `${limits} > %s is stopped when the memory is used up, at its place`,
      `${consoleStory} > a loop without end is stopped by hand, and by its limit; the next script runs`,
      `${consoleStory} > too much memory is refused, with its place`,
    ],
  },
  {
    item: 5,
    claim: 'and nothing else in reach,',
    shownBy: [
      `${sandbox} > a script finds the language, the graph and two ways to speak, and nothing else`,
      `${scriptWorker} > nothing of the worker is in reach`,
      `${consoleStory} > no request leaves, whatever a script tries`,
    ],
  },
  {
    item: 5,
    claim: 'with examples that port a NetworkX algorithm line by line and run it on DuckDB and on memory.',
    shownBy: [
      `${examples} > %s gives the same on memory and on DuckDB`,
      `${examples} > they give what NetworkX gives`,
    ],
  },
  {
    item: 6,
    claim:
      'Real servers for the tests (`tests/services`, started by the tests, no container needed): Neo4j 5 Community from Maven Central (`org.neo4j.app:neo4j-server` and its dependencies, or `neo4j-harness`; Java 17 or 21; a temporary home; Bolt and HTTP on loopback; look the exact artifacts up first),',
    shownBy: [
      `${endpoints} > Neo4j asked over %s`,
      `${missingTools} > a server that does not start fails with its own words, and leaves no folder behind`,
    ],
  },
  {
    item: 6,
    claim: 'Gremlin Server from Maven Central (`org.apache.tinkerpop:gremlin-server`),',
    shownBy: [`${gremlin} > on a Gremlin server`],
  },
  {
    item: 6,
    claim: 'DynamoDB Local from Maven Central (`com.amazonaws:DynamoDBLocal`).',
    shownBy: [`${dynamoDB} > in DynamoDB`],
  },
  {
    item: 6,
    claim:
      "For neuPrint: its HTTP protocol in front of the same Neo4j, loaded with neuPrint's model, in a small test server, recorded as such.",
    shownBy: [`${neuPrint} > a connectome in neuPrint`],
  },
  {
    item: 6,
    claim: '`.ci/run` installs what it needs (Java, Maven) and fails when a server does not start.',
    shownBy: [
      `${missingTools} > CI installs what the line asks for, and then nothing may be missing`,
      `${missingTools} > a server that does not start fails with its own words, and leaves no folder behind`,
    ],
  },
  {
    item: 6,
    claim:
      'Where a machine lacks Java, `npm test` says on one line that the service tests need it and how to get it.',
    shownBy: [
      `${missingTools} > a machine without Java is told on one line that the service tests need it, and how to get it`,
    ],
  },
  {
    item: 7,
    claim: 'The contract suite passes on every backend against its real server;',
    shownBy: [
      'unit/tables/grand-table.test.ts > $name is held to the contract of all backends',
      `${neo4j} > Neo4j over …, …,`,
      `${neuPrint} > neuPrint,`,
      `${gremlin} > Gremlin, undirected`,
      `${dynamoDB} > DynamoDB, undirected`,
    ],
  },
  {
    item: 7,
    claim:
      'the same DotMotif motifs (a sample of ≥ 60 public search cases) give the same result through our engine, through generated Cypher on the real Neo4j, and through generated SQL on DuckDB.',
    shownBy: [
      'conformance/engine.test.ts > search cases through the engine',
      `${motifsOnNeo4j} > more than sixty public cases are asked, all but those that cannot be stored`,
      `${motifsOnNeo4j} > motifs in Cypher on Neo4j`,
      'conformance/motif-sql.test.ts > search cases by SQL',
    ],
  },
  {
    item: 8,
    claim:
      'Public Cypher cases of `../shared/conformance/cypher.json`: `required` all pass on the local engine,',
    shownBy: [`${cypherCases} > public cases`, 'conformance/corpus-copy.test.ts > is the same, file by file'],
  },
  {
    item: 8,
    claim: 'and on the real Neo4j (differences there are reported as defects of the case).',
    shownBy: [`${cypherOnNeo4j} > public cases of Cypher on Neo4j`],
  },
  {
    item: 9,
    claim: 'A server that is slow, cuts the connection, returns 401, 404, 500, half a row or a redirect:',
    shownBy: [`${faults} > every remote backend has a cell for every fault`],
  },
  {
    item: 9,
    claim: 'clear error, retry where safe, nothing lost.',
    shownBy: [
      `${faults} > %s: %s`,
      'services/cypher-over-http.test.ts > %s once: it is asked again, and the answer is whole',
      'services/cypher-over-http.test.ts > a server that repeats the secret is not quoted with it',
    ],
  },
  {
    item: 10,
    claim: 'A page of the docs: how to choose a backend, what each costs, how each scales;',
    shownBy: [
      'unit/tables/grand-table.test.ts > the page of the docs says which backend, what each costs and how each scales',
    ],
  },
  {
    item: 10,
    claim: 'porting a NetworkX script in ten minutes.',
    shownBy: [
      `${port} > the page of the docs shows this script`,
      `${port} > gives what NetworkX gives, in memory, in graphology, in tables and on a host`,
    ],
  },
]

/** Every class that is a backend, and under which name the contract of all backends is run on it. */
export const contractRuns: readonly { name: string; place: string }[] = [
  { name: 'MemoryBackend', place: `${memory} > memory, directed` },
  { name: 'GraphologyBackend', place: `${graphology} > graphology, directed` },
  { name: 'TableBackend', place: `${tables} > Arrow tables, …` },
  { name: 'OwnTableBackend', place: `${tables} > own tables, …` },
  { name: 'HostBackend', place: `${tables} > a host, …` },
  {
    name: 'HostTableBackend',
    place: 'unit/grand/script/script-backends.test.ts > a host’s tables alone, …',
  },
  { name: 'Neo4jBackend', place: `${neo4j} > Neo4j over …, …,` },
  { name: 'NeuPrintBackend', place: `${neuPrint} > neuPrint,` },
  { name: 'GremlinBackend', place: `${gremlin} > Gremlin, directed` },
  { name: 'DynamoDBBackend', place: `${dynamoDB} > DynamoDB, directed` },
]
