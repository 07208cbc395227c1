import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [vue()],
  test: {
    include: ['test/{unit,contract,arch,golden,pages}/**/*.test.ts'],
    // The long run is for a machine that is left alone with it, however slow.
    testTimeout: process.env['MEMWALL_LONG'] === '1' ? 600_000 : 30_000,
    // Two cores: more workers only wait for each other.
    maxWorkers: 2,
    // Electron imported in plain Node tries to download itself: only the Electron shell may import it.
    alias: { electron: new URL('./test/support/electronStub.ts', import.meta.url).pathname },
  },
})
