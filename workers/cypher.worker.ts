/** A Cypher worker: reads a stored host's files and answers one query; the page ends it. */
import { answerCypher } from '../src/grand/cypher/answer-query'
import type { CypherWorkerApi } from '../src/grand/cypher/cypher-worker'
import { exposeToParent } from './expose-to-parent'

const api: CypherWorkerApi = {
  answer: (host, question, onProgress) => answerCypher(host, question, () => performance.now(), onProgress),
}

exposeToParent(api)
