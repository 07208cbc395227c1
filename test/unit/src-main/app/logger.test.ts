import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createLogger } from '../../../../src-main/app/logger.ts'
import { temporaryFolder } from '../../../support/folders.ts'

describe('createLogger', () => {
  it('writes at once and keeps what earlier runs wrote', () => {
    const folder = temporaryFolder()
    for (const text of ['first', 'second']) {
      const { logger, close } = createLogger(folder)
      logger.info(text)
      close()
    }
    const lines = readFileSync(join(folder, 'logs', 'memwall.log'), 'utf8')
      .trim()
      .split('\n')
    expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(['first', 'second'])
  })

  it('rotates, and never keeps more than a few megabytes', () => {
    const folder = temporaryFolder()
    const { logger, close } = createLogger(folder)
    for (let line = 0; line < 6_000; line += 1) logger.info('x'.repeat(1000))
    close()
    const logs = join(folder, 'logs')
    expect(readdirSync(logs).toSorted()).toEqual(['memwall.1.log', 'memwall.2.log', 'memwall.3.log', 'memwall.log'])
    for (const name of readdirSync(logs)) expect(statSync(join(logs, name)).size).toBeLessThan(1_010_000)
  })

  it('drops its lines where it cannot write', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'logs'), 'a file where the folder should be')
    chmodSync(join(folder, 'logs'), 0o400)
    const { logger, close } = createLogger(folder)
    expect(() => logger.error('lost')).not.toThrow()
    close()
  })
})
