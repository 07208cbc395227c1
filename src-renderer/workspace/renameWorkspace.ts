import { say } from '#shared/words/say.ts'
import { useWorkspace } from './workspaceStore.ts'

/** Most characters a file keeps of it. */
const MOST_TITLE = 200

/** Gives the document another title, as one step of undo; without any letter it keeps the one it has. */
export function renameWorkspace(typed: string): void {
  const title = typed.trim().slice(0, MOST_TITLE)
  if (title === '') return
  useWorkspace().edit(say('page.rename'), (draft) => {
    draft.title = title
  })
}
