import type { Output } from '#shared/contract/index.ts'
import { say } from '#shared/words/say.ts'
import type { FigureFile } from '../ui/saveFile.ts'
import { useClient } from './client.ts'
import { useNotices, type NoticeAction } from './notices.ts'

type MadeFile = NonNullable<NonNullable<Output<'report.export'>>['saved']>

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
  const { file } = saved
  const client = useClient()
  const notices = useNotices()

  const show = async (how: 'open' | 'folder'): Promise<void> => {
    const asked = how === 'open' ? { how, kind: 'report' as const, file } : { how, kind, file }
    const reply = await client.call('app.showFile', asked)
    if (!reply.ok) notices.fail(reply.error)
    else if (!reply.value.shown) notices.show({ severity: 'problem', text: say('page.notShown', { name: saved.name }) })
  }
  const folder = { label: say('page.showInFolder'), run: () => void show('folder') }
  const open = { label: say('page.openFile'), run: () => void show('open') }
  return { actions: kind === 'report' ? [open, folder] : [folder] }
}
