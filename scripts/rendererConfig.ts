import vue from '@vitejs/plugin-vue'
import { resolve } from 'node:path'
import type { UserConfig } from 'vite'
import { CONTENT_SECURITY_POLICY } from '../src-main/shells/common/contentSecurityPolicy.ts'

/**
 * How the renderer is built and served; the Electron build and the browser's development server use the same.
 * @param root the repository's root: a bundled configuration file does not know where this file was
 */
export function rendererConfig(root: string): UserConfig {
  return {
    root: resolve(root, 'src-renderer'),
    plugins: [vue()],
    // A dependency's pre-bundle from an earlier checkout must not leak into another.
    cacheDir: resolve(root, 'node_modules/.vite-renderer'),
    server: {
      // The page's own policy while developing too, widened only for the development server's socket.
      headers: {
        'Content-Security-Policy': CONTENT_SECURITY_POLICY.replace("connect-src 'self'", "connect-src 'self' ws:"),
      },
    },
    build: {
      target: 'chrome130',
      outDir: resolve(root, 'out/renderer'),
      // The build script removes what an earlier build left.
      emptyOutDir: false,
      chunkSizeWarningLimit: 2000,
      minify: true,
      // No file becomes a data address: the page's policy allows those for pictures only.
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: resolve(root, 'src-renderer/index.html'),
        output: {
          // A chunk with schemas runs before the entry that imports it. So zod and what keeps it from eval are one
          // chunk: whoever makes a schema has loaded both.
          codeSplitting: {
            groups: [
              { name: 'zod', test: /node_modules[\\/]zod[\\/]|[\\/]window[\\/]withoutEval\.ts$/, priority: 1 },
              // What the first screen needs is one file: each file of fifty is a question to the main process.
              { name: 'first', tags: ['$initial'] },
            ],
          },
        },
      },
    },
  }
}
