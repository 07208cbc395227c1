import { CodedError } from '#shared/contract/errors.ts'
import type { Handlers } from '#shared/contract/index.ts'
import { logoOf } from '../../report/logo.ts'
import { MOST_LOGO_BYTES } from '#shared/domain/report.ts'
import { say } from '#shared/words/say.ts'
import { readRegularFile } from '../../documents/regularFile.ts'
import { READ_KINDS } from '../grants/fileKinds.ts'
import type { Grants } from '../grants/grants.ts'
import type { Ports } from '../ports.ts'

/** The choice of a picture for the head of the report. */
export function reportLogoHandlers(ports: Ports, grants: Grants) {
  async function chosen(): Promise<{ readonly name: string; readonly bytes: Uint8Array } | null> {
    const path = (await ports.dialogs?.chooseFileToOpen(READ_KINDS.logo)) ?? null
    if (path === null) return null
    const { id } = await grants.give(path, 'foreign')
    const { real, name } = await grants.readable(id, 'foreign')
    const bytes = await readRegularFile(real, {
      instead: say('reportScreen.logo.instead'),
      most: MOST_LOGO_BYTES,
      tooLarge: () => refused(name, 'tooLarge'),
    })
    return { name, bytes }
  }
  return {
    'report.chooseLogo': async ({ file }) => {
      const given = file === null ? await chosen() : { name: file.name, bytes: Buffer.from(file.base64, 'base64') }
      if (given === null) return null
      const seen = logoOf(given.bytes)
      if ('problem' in seen) throw refused(given.name, seen.problem)
      return { mediaType: seen.type, data: Buffer.from(given.bytes).toString('base64') }
    },
  } satisfies Partial<Handlers>
}

function refused(name: string, problem: string): CodedError {
  return new CodedError(
    problem === 'tooLarge' ? 'document-too-large' : 'document-foreign',
    say('reportScreen.logo.problem', { name, problem }),
  )
}
