import base from './playwright.config'
export default { ...base, testDir: '.', outputDir: '/tmp/significance/results', webServer: { ...(base.webServer as object), command: `npx vite preview --outDir /tmp/significance/dist --port ${process.env.MOTIFSCOPE_E2E_PORT} --strictPort`, cwd: '../..' } }
