/** A request as no browser makes it, to see every header of an answer, each time it comes. */
import { request } from 'node:https'

export interface PlainAnswer {
  status: number
  /** All values of a header, in order. @param name in small letters */
  values(name: string): string[]
}

/** The certificate is not looked at. */
export function headersOf(
  url: string,
  method: string,
  headers: Record<string, string>,
): Promise<PlainAnswer> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { method, headers, rejectUnauthorized: false }, (answer) => {
      answer.resume()
      const { statusCode = 0, rawHeaders } = answer
      const values = (name: string) =>
        rawHeaders.filter((_, i) => i % 2 === 1 && rawHeaders[i - 1]?.toLowerCase() === name)
      resolve({ status: statusCode, values })
    })
    asking.on('error', reject).end()
  })
}
