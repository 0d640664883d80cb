/** The soak: as the stories of users, but long. `SOAK_MINUTES` says how long (30), `MOTIFSCOPE_SEED` repeats a run. */
import { defineConfig } from 'playwright/test'
import stories from '../e2e/playwright.config'

export default defineConfig(stories, { testMatch: 'soak.ts', timeout: 0 })
