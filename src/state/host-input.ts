/** What a user gives to be opened, and what it is called. Pure. */

export type HostInput = File | string

/** The file's name, or the last part of an address. */
export const nameOfInput = (input: HostInput): string =>
  typeof input === 'string'
    ? decodeName(input.split(/[?#]/)[0]?.split('/').filter(Boolean).pop() ?? input)
    : input.name

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
