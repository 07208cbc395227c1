import { defineConfig } from 'electron-vite'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { rendererConfig } from './scripts/rendererConfig.ts'

const root = import.meta.dirname
const at = (path: string) => resolve(root, path)

/** Every program that Node or Electron starts, by its place under `out/`. */
const programs = {
  'main/main': at('src-main/shells/electron/main.ts'),

  'main/start': at('src-main/start.ts'),
  'main/engineWorker': at('src-main/compute/worker.ts'),
  'main/reportWorker': at('src-main/report/compileWorker.ts'),
  'main/attachmentWorker': at('src-main/documents/attachmentWorker.ts'),
  'cli/memwall': at('src-main/shells/cli/main.ts'),
}

export default defineConfig({
  main: {
    build: {
      target: 'node20',
      // One folder above what electron-vite proposes: the command line lies beside `main`, and they share chunks.
      outDir: 'out',
      emptyOutDir: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(programs).filter(([, path]) => existsSync(path))),
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: 'main/chunks/[name]-[hash].js',
        },
      },
    },
  },
  preload: {
    build: {
      target: 'node20',
      emptyOutDir: false,
      rolldownOptions: {
        input: { index: at('src-main/shells/electron/preload/index.ts') },
        // A sandboxed preload can only be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: rendererConfig(root),
})
