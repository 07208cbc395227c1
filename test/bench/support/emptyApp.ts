import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { build } from 'electron-vite'
import { repositoryFile } from '../../support/nodeRuntime.ts'

/** The files of an empty electron-vite application with Vue, as its template makes one, reduced to one button. */
const FILES: Readonly<Record<string, string>> = {
  'package.json': '{"name":"empty","version":"1.0.0","type":"module","main":"./out/main/index.js"}',
  'electron.vite.config.mjs': `import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
export default defineConfig({
  main: { build: { target: 'node20' } },
  preload: { build: { target: 'node20', rolldownOptions: { output: { format: 'cjs', entryFileNames: '[name].cjs' } } } },
  renderer: { plugins: [vue()], build: { target: 'chrome130' } },
})`,
  'src/main/index.js': `import { app, BrowserWindow } from 'electron'
import { join } from 'node:path'
app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1440, height: 900, show: false,
    webPreferences: { preload: join(import.meta.dirname, '../preload/index.cjs'), sandbox: true },
  })
  window.on('ready-to-show', () => window.show())
  window.loadFile(join(import.meta.dirname, '../renderer/index.html'))
})
app.on('window-all-closed', () => app.quit())`,
  'src/preload/index.js': `import { contextBridge } from 'electron'
contextBridge.exposeInMainWorld('api', {})`,
  'src/renderer/index.html': `<!doctype html><html><head><meta charset="utf-8"><title>Empty</title></head>
<body><div id="app"></div><script type="module" src="./main.js"></script></body></html>`,
  'src/renderer/main.js': `import { createApp } from 'vue'
import App from './App.vue'
createApp(App).mount('#app')`,
  'src/renderer/App.vue': `<script setup>
import { ref } from 'vue'
const count = ref(0)
</script>
<template><button @click="count++">{{ count }}</button></template>`,
}

/** Writes and builds the empty application. @param folder an empty folder */
export async function buildEmptyApp(folder: string): Promise<void> {
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  symlinkSync(repositoryFile('node_modules'), join(folder, 'node_modules'), 'junction')
  const before = process.cwd()
  // electron-vite reads the manifest of the working folder.
  process.chdir(folder)
  await build({ root: folder, configFile: join(folder, 'electron.vite.config.mjs'), logLevel: 'error' })
  process.chdir(before)
}
