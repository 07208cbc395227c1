import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { runCommand } from '../../../../support/commandLine.ts'
import { temporaryFolder } from '../../../../support/folders.ts'
import { repositoryFile } from '../../../../support/nodeRuntime.ts'

const published = readFileSync(repositoryFile('resources/schema/memwall-workspace.schema.json'), 'utf8')

describe('memwall schema', () => {
  it('prints the published schema, with --json too', async () => {
    const home = temporaryFolder()
    expect(await runCommand(['schema'], home)).toEqual({ code: 0, output: published, errors: '' })
    expect(await runCommand(['schema', '--json'], home)).toEqual({ code: 0, output: published, errors: '' })
  })

  it('writes it to a file with the ending of its kind, and says where', async () => {
    const folder = temporaryFolder()
    const target = path.join(folder, 'shape.json')
    const { code, output } = await runCommand(['schema', '-o', 'shape', '--json'], temporaryFolder(), { folder })
    expect(code).toBe(0)
    const { path: written, id } = JSON.parse(output) as { path: string; id: string }
    expect([path.basename(written), id]).toEqual(['shape.json', (JSON.parse(published) as { $id: string }).$id])
    expect(readFileSync(target, 'utf8') === published).toBe(true)
  })

  it('says in one sentence where it cannot be written', async () => {
    const target = path.join(temporaryFolder(), 'missing', 'shape.json')
    const { code, output, errors } = await runCommand(['schema', '-o', target], temporaryFolder())
    expect({ code, output }).toEqual({ code: 1, output: '' })
    expect(errors).toMatch(/^memwall: The folder of “shape\.json” is not there.*\n$/)
    expect(existsSync(target)).toBe(false)
  })
})
