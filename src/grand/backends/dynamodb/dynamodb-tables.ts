/** Two tables of DynamoDB, asked in its own units: a hundred keys read or 25 items written in one request, the rest of what
 *  a request left undone asked again after a wait. The one door to the client of AWS; loaded when a backend opens. */
import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb'
import type {
  CreateTableCommandInput,
  KeysAndAttributes,
  QueryCommandInput,
  ScanCommandInput,
  WriteRequest,
} from '@aws-sdk/client-dynamodb'
import { originOf, readAddress } from '../../remote/remote-address'
import type { Asked } from '../../remote/remote-faults'
import { refusedBy, timedOut } from '../../remote/remote-faults'
import { askAgainForHalves, faultOfDynamoDB, refuseRedirects } from './dynamodb-faults'
import { factsOf } from './dynamodb-schema'
import type { TableFacts } from './dynamodb-schema'
import type { Item } from './dynamodb-values'
import { partsOf } from '../merge-records'

export interface DynamoDBAddress {
  /** Default `us-east-1`. */
  region?: string
  /** Where it is not Amazon's own: `http://127.0.0.1:8000` for DynamoDB Local. */
  endpoint?: string
  /** Kept in memory, used to sign requests to this address only; the secret itself is never sent. */
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string }
  /** The longest that one request may take with all its repetitions. Default 60,000. */
  timeoutMs?: number
  /** Waits before what was left undone is asked for again; in tests, shorter. */
  pause?: (ms: number) => Promise<void>
}

type Page = ScanCommandInput | QueryCommandInput

const [mostKeys, mostWrites, atOnce, mostTries] = [100, 25, 16, 10]
const requestInit: RequestInit = {
  redirect: 'manual',
  credentials: 'omit',
  cache: 'no-store',
  referrerPolicy: 'no-referrer',
}
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

export class DynamoDBTables {
  private readonly client: DynamoDBClient
  private readonly asked: Asked

  /** @throws MotifscopeError `invalid-address`, `mixed-content` */
  constructor(private readonly address: DynamoDBAddress) {
    const { region = 'us-east-1', endpoint, credentials } = address
    const url = readAddress(endpoint ?? `https://dynamodb.${region}.amazonaws.com`, ['https:', 'http:'])
    const secret = credentials.sessionToken ?? credentials.secretAccessKey
    this.asked = { label: originOf(url), credentials: { kind: 'bearer', token: secret } }
    this.client = new DynamoDBClient({
      ...{ region, endpoint: url.href, credentials, maxAttempts: 4 },
      // Of a page's own fetch: what is signed goes to this address and no other.
      requestHandler: { requestInit: () => requestInit },
    })
    const { middlewareStack } = this.client
    middlewareStack.add(refuseRedirects(this.asked), { step: 'deserialize', priority: 'low' })
    middlewareStack.add(askAgainForHalves, { step: 'deserialize', priority: 'high' })
  }

  /** What a table is like; its count of items is some hours old.
   *  @throws MotifscopeError `not-found`, … */
  async describe(TableName: string, signal?: AbortSignal): Promise<TableFacts> {
    const command = new DescribeTableCommand({ TableName })
    const { Table } = await this.within((abortSignal) => this.client.send(command, { abortSignal }), signal)
    return factsOf(Table)
  }

  /** Makes the table where there is none, and waits until it can be used. */
  async make(table: CreateTableCommandInput): Promise<void> {
    const { TableName } = table
    try {
      await this.within((abortSignal) =>
        this.client.send(new DescribeTableCommand({ TableName }), { abortSignal }),
      )
      return
    } catch (error) {
      if ((error as { code?: string }).code !== 'not-found') throw error
    }
    await this.within(async (abortSignal) => {
      await this.client.send(new CreateTableCommand(table), { abortSignal }).catch((error: Error) => {
        // Another tab made it just now.
        if (error.name !== 'ResourceInUseException') throw error
      })
      await waitUntilTableExists(
        { client: this.client, maxWaitTime: 60, minDelay: 1, abortSignal },
        { TableName },
      )
    })
  }

  async drop(TableName: string): Promise<void> {
    await this.within((abortSignal) =>
      this.client.send(new DeleteTableCommand({ TableName }), { abortSignal }),
    )
  }

  /** The items that are there of these keys, each once, in no particular order. @param names of attributes; all if absent */
  async get(table: string, keys: readonly Item[], names?: readonly string[]): Promise<Item[]> {
    const answers = await this.each([...partsOf(keys, mostKeys)], async (part) => {
      const found: Item[] = []
      let open: Record<string, KeysAndAttributes> = {
        [table]: { Keys: part, ConsistentRead: true, ...projection(names) },
      }
      for (let tries = 0; Object.keys(open).length > 0; tries++) {
        await this.beforeTry(tries)
        const command = new BatchGetItemCommand({ RequestItems: open })
        const answer = await this.within((abortSignal) => this.client.send(command, { abortSignal }))
        found.push(...(answer.Responses?.[table] ?? []))
        open = answer.UnprocessedKeys ?? {}
      }
      return found
    })
    return answers.flat()
  }

  async put(table: string, items: readonly Item[]): Promise<void> {
    await this.write(
      table,
      items.map((Item) => ({ PutRequest: { Item } })),
    )
  }

  async delete(table: string, keys: readonly Item[]): Promise<void> {
    await this.write(
      table,
      keys.map((Key) => ({ DeleteRequest: { Key } })),
    )
  }

  /** Sets some attributes of one item, and leaves its others as they are. */
  async update(table: string, changes: readonly { key: Item; values: Item }[]): Promise<void> {
    await this.each(changes, async ({ key, values }) => {
      const entries = Object.entries(values)
      const command = new UpdateItemCommand({
        TableName: table,
        Key: key,
        UpdateExpression: `SET ${entries.map((_, i) => `#n${i} = :v${i}`).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(entries.map(([name], i) => [`#n${i}`, name])),
        ExpressionAttributeValues: Object.fromEntries(entries.map(([, value], i) => [`:v${i}`, value])),
      })
      await this.within((abortSignal) => this.client.send(command, { abortSignal }))
    })
  }

  /** Pages of a scan of the whole table, or of a query; the next is asked for when this one is used up.
   *  @param Limit items to a page, at most; a page is a megabyte at most besides */
  async *pages(input: Page, signal?: AbortSignal): AsyncGenerator<{ items: Item[]; count: number }> {
    let start: Item | undefined
    do {
      const page = { ...input, ...(start && { ExclusiveStartKey: start }) }
      const answer = await this.within(
        (abortSignal) =>
          'KeyConditionExpression' in page
            ? this.client.send(new QueryCommand(page), { abortSignal })
            : this.client.send(new ScanCommand(page), { abortSignal }),
        signal,
      )
      start = answer.LastEvaluatedKey
      yield { items: answer.Items ?? [], count: answer.Count ?? 0 }
    } while (start)
  }

  /** Some at a time, answers in order. */
  async each<T, R>(values: readonly T[], ask: (value: T) => Promise<R>): Promise<R[]> {
    const answers: R[] = []
    let next = 0
    const worker = async () => {
      while (next < values.length) {
        const i = next++
        answers[i] = await ask(values[i] as T)
      }
    }
    await Promise.all(Array.from({ length: Math.min(atOnce, values.length) }, worker))
    return answers
  }

  close(): void {
    this.client.destroy()
  }

  private async write(table: string, requests: WriteRequest[]): Promise<void> {
    await this.each([...partsOf(requests, mostWrites)], async (part) => {
      let open: Record<string, WriteRequest[]> = { [table]: part }
      for (let tries = 0; Object.keys(open).length > 0; tries++) {
        await this.beforeTry(tries)
        const command = new BatchWriteItemCommand({ RequestItems: open })
        const answer = await this.within((abortSignal) => this.client.send(command, { abortSignal }))
        open = answer.UnprocessedItems ?? {}
      }
    })
  }

  private async beforeTry(tries: number): Promise<void> {
    if (tries >= mostTries) throw refusedBy(this.asked, 429, '')
    if (tries > 0) await (this.address.pause ?? sleep)(Math.min(5_000, 50 * 2 ** tries))
  }

  /** The client asks again by itself what failed on the way; all that is written here may be written twice. */
  private async within<T>(ask: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const { timeoutMs = 60_000 } = this.address
    signal?.throwIfAborted()
    const ending = new AbortController()
    const end = () => ending.abort()
    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      end()
    }, timeoutMs)
    signal?.addEventListener('abort', end)
    try {
      return await ask(ending.signal)
    } catch (error) {
      signal?.throwIfAborted()
      throw isLate ? timedOut(this.asked, timeoutMs) : faultOfDynamoDB(this.asked, error)
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', end)
    }
  }
}

/** Names as placeholders: some of ours are words of DynamoDB's language. */
export const projection = (names: readonly string[] | undefined) =>
  names && {
    ProjectionExpression: names.map((_, i) => `#p${i}`).join(', '),
    ExpressionAttributeNames: Object.fromEntries(names.map((name, i) => [`#p${i}`, name])),
  }
