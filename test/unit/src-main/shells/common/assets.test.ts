import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findAsset } from '../../../../../src-main/shells/common/assets.ts'
import { temporaryFolder } from '../../../../support/folders.ts'

function site(): string {
  const outer = temporaryFolder()
  const folder = join(outer, 'renderer')
  mkdirSync(join(folder, 'assets'), { recursive: true })
  writeFileSync(join(outer, 'secret.html'), 'secret')
  writeFileSync(join(folder, 'index.html'), 'page')
  writeFileSync(join(folder, 'assets', 'main-1a.js'), 'code')
  writeFileSync(join(folder, 'notes.txt'), 'no such kind')
  writeFileSync(join(folder, 'assets', 'main..js'), 'in the folder, but no build names a file so')
  symlinkSync(join(outer, 'secret.html'), join(folder, 'link.html'))
  symlinkSync(outer, join(folder, 'up'))
  return folder
}

describe('findAsset', () => {
  it('finds the page and its parts', () => {
    const folder = site()
    expect(findAsset(folder, '/')).toMatchObject({ contentType: 'text/html; charset=utf-8', immutable: false })
    expect(findAsset(folder, '/index.html')).toMatchObject({ immutable: false })
    expect(findAsset(folder, '/assets/main-1a.js')).toMatchObject({
      contentType: 'text/javascript; charset=utf-8',
      immutable: true,
    })
  })

  it.each([
    '/../secret.html',
    '/assets/../../secret.html',
    '/%2e%2e/secret.html',
    '/%2E%2E%2Fsecret.html',
    '/..%5csecret.html',
    '/..\\secret.html',
    '/assets/\0',
    '/assets/%00',
    '/index.html%00.js',
    '//etc/passwd',
    '/link.html',
    '/up/secret.html',
    '/notes.txt',
    '/assets',
    '/assets/main..js',
    '/missing.js',
    '/.hidden.html',
    'index.html',
    '/index.html/',
    '/C:/secret.html',
  ])('finds nothing at %j', (path) => {
    expect(findAsset(site(), path)).toBeNull()
  })
})
