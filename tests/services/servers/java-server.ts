/** Real servers written in Java, for the tests: their class path comes from Maven Central (`java-class-path`), they run
 *  on loopback, leashed to the process that started them. */
import { describe, test } from 'vitest'
import { classPathOf, missingJavaTools } from './java-class-path'
import { startLeashed } from './leashed-process'
import type { LeashedPlan, LeashedProcess } from './leashed-process'

export interface JavaServerPlan extends Pick<LeashedPlan, 'name' | 'prepare' | 'isReady' | 'withinMs'> {
  /** A pom.xml: its runtime dependencies are the class path. */
  pom: URL
  /** A class, or a path to one .java file that Java compiles as it starts. */
  mainClass: string
  jvmArguments?: (home: string) => string[]
  arguments?: (home: string) => string[]
  /** Besides the variables of this process. */
  environment?: Record<string, string>
}

export type JavaServer = LeashedProcess

/** The longest that a hook may take which starts servers: their class path may have to be fetched first. */
export const serverStartMs = 600_000

/** @throws Error with the server's output when it ends or does not answer in time */
export async function startJavaServer(plan: JavaServerPlan): Promise<JavaServer> {
  const { name, prepare, isReady, withinMs, environment } = plan
  const jars = await classPathOf(plan.pom)
  return startLeashed({
    ...{ name, prepare, isReady, withinMs },
    ...(environment && { environment: () => environment }),
    command: (home) => [
      'java',
      ...(plan.jvmArguments?.(home) ?? []),
      ...['-cp', jars.join(':'), plan.mainClass],
      ...(plan.arguments?.(home) ?? []),
    ],
  })
}

/** A suite on servers in Java. On a machine without Java or Maven it is skipped with one line that says how to get them;
 *  with CI=1 it fails. */
export function describeWithJava(name: string, body: () => void): void {
  describeWith(missingJavaTools(), name, body)
}

/** A suite that needs what may be missing: then it is skipped with one line that says so; with CI=1 it fails.
 *  @param missing what is missing, and how to get it */
export function describeWith(missing: string | undefined, name: string, body: () => void): void {
  if (missing === undefined) {
    describe(name, body)
    return
  }
  if (process.env['CI']) {
    test(name, () => {
      throw new Error(missing)
    })
    return
  }
  console.warn(`Skipped: ${name}. ${missing}`)
  describe.skip(name, body)
}
