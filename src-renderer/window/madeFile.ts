import type { Output } from '#shared/contract/index.ts'
import { say } from '#shared/words/say.ts'
import type { FigureFile } from '../ui/saveFile.ts'
import { useClient } from './client.ts'
import { useNotices, type NoticeAction } from './notices.ts'

/** A file that was made: what names it, and for display its name and folder. */
export type MadeFile = NonNullable<NonNullable<Output<'report.export'>>['saved']>

/**
 * What a notice offers of a file that was made: a report is opened, any is shown in its folder. What is in the others comes
 * from the page, so that no program is handed them.
 * @param saved null: it was downloaded, and the browser has it
 */
export function madeFileActions(
  saved: MadeFile | null,
  kind: 'report' | 'library' | FigureFile['kind'],
): { readonly actions?: readonly NoticeAction[] } {
  if (saved === null) return {}
  const folder = { label: say('page.showInFolder'), run: () => void showMadeFile(saved, kind, 'folder') }
  const open = { label: say('page.openFile'), run: () => void showMadeFile(saved, 'report', 'open') }
  return { actions: kind === 'report' ? [open, folder] : [folder] }
}

/**
 * Shows a file that was made, or puts its path on the clipboard; what cannot be shown is told.
 * @param how only a report is opened, and only its path is copied @returns whether it was done
 */
export async function showMadeFile(
  { file, name }: MadeFile,
  kind: 'report' | 'library' | FigureFile['kind'],
  how: 'open' | 'folder' | 'path',
): Promise<boolean> {
  const notices = useNotices()
  const asked = how === 'folder' ? { how, kind, file } : { how, kind: 'report' as const, file }
  const reply = await useClient().call('app.showFile', asked)
  if (!reply.ok) notices.fail(reply.error)
  else if (!reply.value.shown) notices.show({ severity: 'problem', text: say('page.notShown', { name }) })
  return reply.ok && reply.value.shown
}
