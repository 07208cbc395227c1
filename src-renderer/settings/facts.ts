import type { Output } from '#shared/contract/index.ts'
import { libraryCountsText } from '#shared/domain/libraryCounts.ts'

const SHELLS: Readonly<Record<Output<'app.info'>['shell'], string>> = {
  electron: 'In its own window',
  browser: 'In a browser',
  process: 'Within a process',
}

/** How Memwall is shown, in words. */
export function shellName(shell: Output<'app.info'>['shell']): string {
  return SHELLS[shell]
}

/** The facts to put into a question or a fault report, one a line. The data folder is left out: it names a person. */
export function factsText(info: Output<'app.info'>, library: Output<'library.summary'> | null): string {
  return [
    `Memwall ${info.version}`,
    `${shellName(info.shell)}, ${info.runtime}, ${info.platform}`,
    ...(library ? [`Library revision ${library.revision}: ${libraryCountsText(library)}`] : []),
  ].join('\n')
}
