/** Finds a Chromium for the tests: an installed one, else the system's package, else Playwright's download. */
import { execFileSync, spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright'

const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'chrome']
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function installedBrowser(): string | undefined {
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
  return [...onPath, ...places].find((path) => isExecutable(path))
}

function isRootOnDebian(): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/etc/os-release')) return false
  return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'))
}

function runVisibly(command: string, words: string[]): boolean {
  console.log(`No Chrome or Chromium found: running ${command} ${words.join(' ')}`)
  return spawnSync(command, words, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0
}

/** The path of a Chromium-like browser; installs one where that is possible.
 *  @throws when none is installed and none can be had. */
export function findBrowser(): string {
  const found = installedBrowser()
  if (found) return found
  if (isRootOnDebian()) {
    runVisibly('apt-get', ['update', '-qq'])
    runVisibly('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'])
    const installed = installedBrowser()
    if (installed) return installed
  }
  const downloaded = chromium.executablePath()
  if (!existsSync(downloaded)) runVisibly('npx', ['playwright', 'install', 'chromium'])
  if (existsSync(downloaded)) return downloaded
  throw new Error(
    'The tests need a browser and none could be had: install Google Chrome or Chromium (on Debian: apt-get install chromium) and run them again.',
  )
}

/** Launch options that work as root and on a machine with a closed network. */
export function browserLaunchOptions(): { executablePath: string; args: string[] } {
  return {
    executablePath: findBrowser(),
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  }
}

/** The browser's own version line, for reports. */
export function browserVersion(): string {
  return execFileSync(findBrowser(), ['--version', '--no-sandbox'], { stdio: ['ignore', 'pipe', 'ignore'] })
    .toString()
    .trim()
}
