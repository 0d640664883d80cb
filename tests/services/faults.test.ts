/** A server that is slow, cuts the connection, answers 401, 404, 500, half a row or a redirect, or is gone: every remote
 *  backend against its real server, cell by cell of the table. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { backendNames, startFaultServers } from './faults/fault-stage'
import type { FaultServers, FaultStage } from './faults/fault-stage'
import { faults } from './faults/fault-row'
import { faultTable } from './faults/fault-table'
import { describeWithJava, serverStartMs } from './servers/java-server'

test('every remote backend has a cell for every fault', () => {
  const gaps = backendNames.flatMap((name) =>
    faults
      .filter((fault) => !faultTable.some((row) => row.fault === fault && row.of.includes(name)))
      .map((fault) => `${name} × ${fault}`),
  )
  expect(gaps).toEqual([])
})

describeWithJava('a server that fails', () => {
  let servers: FaultServers
  let stage: FaultStage

  beforeAll(async () => void (servers = await startFaultServers()), serverStartMs)
  afterAll(() => servers?.stop())

  describe.each(backendNames)('%s', (name) => {
    beforeEach(async () => void (stage = await servers.stage(name)))
    afterEach(() => stage.stop())

    const cells = faultTable.filter(({ of }) => of.includes(name))
    test.each(cells.map((row) => [row.fault, row.asserts, row] as const))('%s: %s', (_, __, { show }) =>
      show(stage, name),
    )

    test('an address with a password in it, or of another kind, is refused before anything is sent', async () => {
      for (const address of [stage.address.replace('//', '//ada:secret@'), 'ftp://127.0.0.1:1', 'server']) {
        const told = await stage.open({ address }).catch((error: unknown) => error)
        expect(told).toMatchObject({ code: 'invalid-address' })
        expect(String(told)).not.toContain('secret')
      }
      expect(stage.relay.connections).toBe(0)
    })
  })
})
