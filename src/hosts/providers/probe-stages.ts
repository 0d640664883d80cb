/** How a server is got to know: step by step, each told as it goes, the first that fails ending it; and what is known of
 *  its graph then. The same words whatever the server speaks. */
import type { IdKind } from '../../grand/backends/gremlin/gremlin-ids'
import type { AttributeType } from '../../model/attribute'
import { errorDataFrom } from '../../model/errors'

export type StageName = 'server' | 'login' | 'nodes' | 'edges' | 'ids' | 'attributes'

/** One step of getting to know a server, as it stands. */
export interface RemoteStage {
  name: StageName
  state: 'running' | 'done' | 'failed'
  /** What was found, or what went wrong. */
  sentence: string
  hint?: string
}

/** What is known of a server's graph. */
export interface RemoteFacts {
  nodeCount: number
  edgeCount: number
  nodeAttributes: Record<string, AttributeType>
  edgeAttributes: Record<string, AttributeType>
  /** Labels seen in the sample, most frequent first; absent where the server has none, or was not asked. */
  nodeLabels?: string[]
  edgeLabels?: string[]
  /** Of Gremlin: the types of ids that were seen. */
  idKinds?: IdKind[]
  warnings: string[]
}

export interface ProbeHooks {
  signal?: AbortSignal | undefined
  onStage?: ((stage: RemoteStage) => void) | undefined
}

/** Does one step and answers what it found. */
export type StageTeller = <Value>(
  name: StageName,
  doing: string,
  work: () => Promise<{ value: Value; sentence: string }>,
) => Promise<Value>

/** Tells each step as it begins and ends; what it throws goes on. */
export function stageTeller(onStage: (stage: RemoteStage) => void = () => undefined): StageTeller {
  return async (name, doing, work) => {
    onStage({ name, state: 'running', sentence: doing })
    try {
      const { value, sentence } = await work()
      onStage({ name, state: 'done', sentence })
      return value
    } catch (thrown) {
      const { message, hint } = errorDataFrom(thrown)
      onStage({ name, state: 'failed', sentence: message, ...(hint === undefined ? {} : { hint }) })
      throw thrown
    }
  }
}

/** Server errors about who asks; the server itself was reached. */
const loginCodes = ['unauthorised', 'forbidden']

/** The first two steps: whether the server is there, and lets us in. One question answers both. */
export async function enterServer(
  tell: StageTeller,
  origin: string,
  ask: () => Promise<unknown>,
): Promise<void> {
  let refusal: unknown
  await tell('server', `Asking ${origin}…`, async () => {
    try {
      await ask()
    } catch (thrown) {
      if (!loginCodes.includes(errorDataFrom(thrown).code)) throw thrown
      refusal = thrown
    }
    return { value: null, sentence: `${origin} answers.` }
  })
  await tell('login', 'Logging in…', async () => {
    if (refusal) throw refusal
    return { value: null, sentence: 'It lets this page in.' }
  })
}

/** What the last step found, in words. */
export function attributeSentence(
  { nodeAttributes, edgeAttributes }: Pick<RemoteFacts, 'nodeAttributes' | 'edgeAttributes'>,
  sampleSize: number,
): string {
  const count = (of: object, noun: string) => `${Object.keys(of).length} of ${noun}`
  return `Attributes: ${count(nodeAttributes, 'nodes')}, ${count(edgeAttributes, 'edges')} (in the first ${sampleSize.toLocaleString('en')} of each).`
}
