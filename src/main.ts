/** Starts the page: joins the scripting API, the stores, the service worker and the app. The only reader and writer of
 *  `location`. */
import { createPinia } from 'pinia'
import { createApp, h, watch } from 'vue'
import App from './App.vue'
import { applyUpdate, onUpdateReady, startOffline, watchOffline } from './offline'
import type { Motifscope } from './scripting/api'
import { createMotifscope } from './scripting/create-motifscope'
import { provideMotifscope } from './state/motifscope'
import { keepTexts } from './state/saved-text'
import { decodeUrlState, encodeUrlState } from './state/url-state'
import { useAppearanceStore } from './state/use-appearance-store'
import { useNoticesStore } from './state/use-notices-store'
import { usePlaceStore } from './state/use-place-store'
import { useShareStore } from './state/use-share-store'
import { useSessionStore } from './state/use-session-store'
import './styles/fonts.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/floating.css'

declare global {
  var motifscope: Motifscope
}

const hashDelayMs = 250
const pinia = createPinia()
const place = () => usePlaceStore(pinia)

/** The address bar follows the page, without adding to the history; an address given by hand leads the page. */
function joinAddressBar(): void {
  let written = location.hash
  let writes = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  async function write(): Promise<void> {
    const turn = ++writes
    const hash = `#${await encodeUrlState(place().state)}`
    if (turn !== writes || hash === written) return
    written = hash
    history.replaceState(history.state, '', hash)
  }
  watch(
    () => [place().state, place().isRestored],
    () => {
      clearTimeout(timer)
      if (place().isRestored && !place().isEmbedded) timer = setTimeout(() => void write(), hashDelayMs)
    },
  )
  addEventListener('hashchange', () => {
    if (location.hash === written) return
    written = location.hash
    clearTimeout(timer)
    void decodeUrlState(written).then((decoded) => place().apply(decoded))
  })
}

function joinBrowser(): void {
  const session = useSessionStore(pinia)
  const appearance = useAppearanceStore(pinia)
  const darkness = matchMedia('(prefers-color-scheme: dark)')
  appearance.systemIsDark = darkness.matches
  darkness.addEventListener('change', ({ matches }) => (appearance.systemIsDark = matches))
  session.isIsolated = globalThis.crossOriginIsolated
  watchOffline((state) => (session.offline = state))
  onUpdateReady(() => (session.applyUpdate = applyUpdate))
  globalThis.motifscope.ready.catch((thrown: unknown) => session.reportFailure(thrown))
}

async function start(): Promise<void> {
  const { embed = false } = (await decodeUrlState(location.hash)).state
  // A page within another stores nothing for later, and is isolated only where the outer page is.
  if (!embed && (await startOffline({ reload: () => location.reload() }))) return
  globalThis.motifscope = createMotifscope()
  provideMotifscope(globalThis.motifscope)
  keepTexts(!embed)
  place().isEmbedded = embed
  useShareStore(pinia).pageAddress = location.href.replace(/#.*$/s, '')
  joinBrowser()
  // What cannot be brought back is told on the page, not instead of it.
  const words = place().restoreWords(location.hash)
  await words.catch(() => undefined)
  createApp({ render: () => h(App, { onShare: () => void useShareStore(pinia).open() }) })
    .use(pinia)
    .mount('#app')
  joinAddressBar()
  try {
    const restoreHosts = await words
    await restoreHosts()
  } catch (thrown) {
    useNoticesStore(pinia).showError(thrown, 'The page could not be brought back to where it was')
  }
}

void start()
