import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isBuilt } from '../support/runtimes.ts'
import { repositoryFile } from '../support/nodeRuntime.ts'

const read = (path: string) => readFileSync(repositoryFile(path), 'utf8')

describe.skipIf(!isBuilt())('what the build makes', () => {
  it('the preload is one CommonJS file', () => {
    expect(readdirSync(repositoryFile('out/preload'))).toEqual(['index.cjs'])
    const required = [...read('out/preload/index.cjs').matchAll(/require\(["']([^"']+)["']\)/g)].map(
      (match) => match[1],
    )
    expect(required).toEqual(['electron'])
  })

  it('the page has no inline script and loads only its own files', () => {
    const page = read('out/renderer/index.html')
    expect(page).toMatch(/<script[^>]+src="\.\/assets\//)
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>/)
    expect(page).not.toMatch(/\son\w+=|https?:|data:/)
  })

  it('the command line is a program of its own', () => {
    const path = repositoryFile('out/cli/memwall.js')
    expect(read('out/cli/memwall.js')).toMatch(/^#!\/usr\/bin\/env node\n/)
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o111).toBe(0o111)
  })

  it('every program that is started is there', () => {
    for (const name of ['main.js', 'start.js', 'engineWorker.js', 'reportWorker.js', 'attachmentWorker.js']) {
      expect(existsSync(repositoryFile(`out/main/${name}`)), name).toBe(true)
    }
  })

  it('the window’s program imports Electron and Node, and loads the core only when it is asked for', () => {
    const source = read('out/main/main.js')
    expect(source).toContain('import("./chunks/createApp-')
    expect(source).not.toContain('better-sqlite3')
    // The development server's address is honoured only by a development build.
    expect(source).not.toContain('ELECTRON_RENDERER_URL')
  })
})

describe('the package', () => {
  const manifest = JSON.parse(read('package.json')) as {
    scripts: Record<string, string>
    allowScripts: Record<string, boolean>
    dependencies: Record<string, string>
    devDependencies: Record<string, string>
  }

  it('install scripts are decided one by one', () => {
    expect(manifest.allowScripts).toEqual({ 'better-sqlite3': false, node: true })
    for (const name of ['preinstall', 'install', 'postinstall']) expect(manifest.scripts).not.toHaveProperty(name)
  })

  it('npm ci needs no compiler: the lock says that the SQLite binding is prebuilt', () => {
    // npm before 11 builds any package with a binding.gyp unless its lock entry says this; npm install drops the line.
    const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, { gypfile?: boolean }> }
    expect(lock.packages['node_modules/better-sqlite3']?.gypfile).toBe(false)
  })

  it('every dependency is pinned', () => {
    for (const version of Object.values({ ...manifest.dependencies, ...manifest.devDependencies })) {
      expect(version).toMatch(/^\d+\.\d+\.\d+$/)
    }
  })
})
