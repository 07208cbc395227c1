import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dataFolder, packageRoot } from '../../../../src-main/app/paths.ts'
import { fileArgument } from '../../../../src-main/shells/common/fileArgument.ts'
import { repositoryFile } from '../../../support/nodeRuntime.ts'

describe('dataFolder', () => {
  it('is MEMWALL_HOME where it is set', () => {
    expect(dataFolder({ MEMWALL_HOME: '/somewhere' }, 'linux', '/home/a')).toBe(resolve('/somewhere'))
  })
  it('is the platform’s usual place otherwise', () => {
    expect(dataFolder({}, 'linux', '/home/a')).toBe(join('/home/a', '.local', 'share', 'memwall'))
    expect(dataFolder({ XDG_DATA_HOME: '/data' }, 'linux', '/home/a')).toBe(join('/data', 'memwall'))
    expect(dataFolder({ MEMWALL_HOME: '' }, 'darwin', '/Users/a')).toBe(
      join('/Users/a', 'Library', 'Application Support', 'Memwall'),
    )
    expect(dataFolder({ APPDATA: '/roaming' }, 'win32', '/Users/a')).toBe(join('/roaming', 'Memwall'))
  })
})

describe('packageRoot', () => {
  it('finds the package from any depth', () => {
    const root = resolve(repositoryFile('.'))
    expect(packageRoot()).toBe(root)
    expect(packageRoot(join(root, 'out', 'main', 'chunks'))).toBe(root)
  })
  it('says what is missing elsewhere', () => {
    expect(() => packageRoot('/')).toThrow('no resources folder')
  })
})

describe('fileArgument', () => {
  it('finds the document among the arguments', () => {
    expect(fileArgument(['--flag', '.', 'a/b.MEMWALL'], '/home/a')).toBe(resolve('/home/a', 'a/b.MEMWALL'))
    expect(fileArgument(['--open=x.memwall', 'notes.txt'], '/home/a')).toBeNull()
  })
})
