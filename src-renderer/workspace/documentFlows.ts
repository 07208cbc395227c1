import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { OpenDocument, RecentEntry } from '#shared/contract/documents.ts'
import type { Brief } from '#shared/domain/brief/brief.ts'
import type { Reply } from '#shared/contract/errors.ts'
import { openingScreen } from '#shared/domain/openingScreen.ts'
import { useClient } from '../window/client.ts'
import { useNotices } from '../window/notices.ts'
import { useQuestions } from '../window/questions.ts'
import { useShell } from '../window/shell.ts'
import { grantFile } from '../window/transport.ts'
import type { ScreenId } from '../window/screenId.ts'
import { useView } from '../window/view.ts'
import { fileNameOf, saveFile } from '../ui/saveFile.ts'
import { chooseFile, readFile } from './browserFiles.ts'
import { useWorkspace } from './workspaceStore.ts'

/** New, open, save and close, with the questions they have to ask. Each resolves to whether it was done. */
export const useDocuments = defineStore('documents', () => {
  const client = useClient()
  const notices = useNotices()
  const questions = useQuestions()
  const shell = useShell()
  const store = useWorkspace()
  const view = useView()
  const recent = shallowRef<readonly RecentEntry[]>([])

  async function refreshRecent(): Promise<void> {
    const reply = await client.call('documents.recent')
    if (reply.ok) recent.value = reply.value
  }

  /** Shows an opened document. @param screen where it begins; left out: where it says @returns false when there is none */
  function adopt(reply: Reply<OpenDocument | null>, unsaved = false, screen?: ScreenId): boolean {
    if (!reply.ok) {
      notices.fail(reply.error)
      return false
    }
    if (!reply.value) return false
    store.load(reply.value, unsaved)
    view.show(screen ?? openingScreen(reply.value.workspace))
    if (reply.value.notice) notices.show({ severity: 'note', text: reply.value.notice })
    void refreshRecent()
    return true
  }

  /** Lets the user save what would be lost. @returns false: stay where we are */
  async function settleUnsaved(): Promise<boolean> {
    if (!store.edited) return true
    const answer = await questions.ask({
      title: `Save changes to ${store.file?.name ?? 'this workspace'}?`,
      text: 'Changes that are not saved are lost when the workspace is closed.',
      answers: [
        { id: 'discard', label: 'Don’t save', danger: true },
        { id: 'cancel', label: 'Cancel' },
        { id: 'save', label: 'Save' },
      ],
    })
    if (answer === 'save') return save()
    return answer === 'discard'
  }

  /** Puts what was read in place of what is open. What cannot be read takes nothing's place, and nothing is asked. */
  async function replace(reply: Reply<OpenDocument | null>, unsaved = false): Promise<boolean> {
    if (!reply.ok || reply.value === null) return adopt(reply, unsaved)
    if (!(await settleUnsaved())) return false
    const { file, diskHash } = reply.value
    // The answer may have been to save to that very file: it is read as it is now.
    const savedSince = file !== null && file === store.file?.id && diskHash !== store.file.diskHash
    return adopt(savedSince ? await client.call('documents.open', { file }) : reply, unsaved)
  }

  /**
   * Begins a new workspace with its brief: what must be served comes before what could serve it.
   * @param asked what the brief says already; left out: nothing
   */
  async function create(asked?: (brief: Brief) => Brief): Promise<boolean> {
    if (!(await settleUnsaved())) return false
    const reply = await client.call('documents.create')
    if (!reply.ok || asked === undefined) return adopt(reply, false, 'brief')
    const { workspace } = reply.value
    return adopt(
      { ok: true, value: { ...reply.value, workspace: { ...workspace, brief: asked(workspace.brief) } } },
      true,
      'brief',
    )
  }

  /** Opens a file. @param file null: ask for one */
  async function open(file: string | null = null): Promise<boolean> {
    if (file === null && !shell.nativeDialogs) return openUpload(chooseFile())
    const opened = await replace(await client.call('documents.open', { file }))
    if (!opened && file !== null) void refreshRecent()
    return opened
  }

  async function openSample(id: string): Promise<boolean> {
    return (await settleUnsaved()) && adopt(await client.call('documents.openSample', { id }))
  }

  /** Opens what was dropped on the window. */
  async function openDropped(file: File): Promise<boolean> {
    const granted = await grantFile(file)
    return granted === null
      ? openUpload(readFile(file))
      : replace(await client.call('documents.open', { file: granted }))
  }

  async function openUpload(chosen: ReturnType<typeof chooseFile>): Promise<boolean> {
    try {
      const file = await chosen
      if (file === null) return false
      const read = 'bytes' in file ? client.call('documents.parseReport', file) : client.call('documents.parse', file)
      return await replace(await read)
    } catch (thrown) {
      notices.show({ severity: 'problem', text: thrown instanceof Error ? thrown.message : String(thrown) })
      return false
    }
  }

  /** Opens the journal of a document that a crash interrupted. */
  async function recover(session: string): Promise<boolean> {
    return replace(await client.call('documents.recover', { session }), true)
  }

  /** The name of the file, or the one a file of the open document would have. */
  function suggestedName(): string {
    const name = store.file?.name
    return name?.endsWith('.memwall') ? name : `${fileNameOf(store.workspace?.title ?? 'workspace')}.memwall`
  }

  async function save(): Promise<boolean> {
    return write(store.file?.id ?? null, false)
  }

  async function saveAs(): Promise<boolean> {
    return write(null, false)
  }

  async function write(id: string | null, overwrite: boolean): Promise<boolean> {
    store.commitPreview()
    const { workspace, file, lastStep } = store
    if (!workspace || !file) return false
    if (id === null && !shell.nativeDialogs) return download()
    const expectedHash = id !== null && id === file.id ? file.diskHash : null
    const reply = await client.call('documents.save', {
      file: id,
      suggestedName: suggestedName(),
      workspace,
      expectedHash,
      overwrite,
    })
    if (reply.ok) {
      if (!reply.value) return false
      const { file: saved, name, diskHash } = reply.value
      store.markSaved(lastStep, { id: saved, name, diskHash })
      void refreshRecent()
      return true
    }
    if (reply.error.code === 'document-changed-outside' && id !== null) return settleOutsideChange(id)
    notices.fail(reply.error)
    return false
  }

  /** The file is not what was opened: overwrite it, keep both, or take the other. */
  async function settleOutsideChange(id: string): Promise<boolean> {
    const answer = await questions.ask({
      title: `${store.file?.name ?? 'The file'} changed on disk`,
      text: 'Another program saved this file after it was opened here. Reload drops the changes made here.',
      answers: [
        { id: 'reload', label: 'Reload', danger: true },
        { id: 'overwrite', label: 'Overwrite', danger: true },
        { id: 'copy', label: 'Save as…' },
      ],
    })
    if (answer === 'reload') return reread(id)
    if (answer === 'overwrite') return write(id, true)
    return answer === 'copy' ? saveAs() : false
  }

  /** Reads the open file anew, on the screen that is shown. */
  async function reread(id: string): Promise<boolean> {
    return adopt(await client.call('documents.open', { file: id }), false, view.screen)
  }

  /** Where there are no native dialogs, saving is a download. */
  async function download(): Promise<boolean> {
    const { workspace, lastStep } = store
    if (!workspace) return false
    const reply = await client.call('documents.serialize', { workspace })
    if (!reply.ok) {
      notices.fail(reply.error)
      return false
    }
    const name = suggestedName()
    saveFile(name, reply.value.text, 'application/json')
    store.markSaved(lastStep, { id: null, name, diskHash: null })
    return true
  }

  async function close(): Promise<boolean> {
    if (!(await settleUnsaved())) return false
    store.unload()
    view.show('start')
    return true
  }

  /** Does what the user chose in the window's own question before closing, then lets it close. */
  async function confirmClose(choice: 'save' | 'discard'): Promise<void> {
    const session = store.file?.session
    const settled = choice === 'discard' || (await save())
    if (settled && session !== undefined) {
      // The window is gone before a watcher could forget what nobody wants back.
      store.unload()
      await client.call('documents.clearJournal', { session })
    }
    await client.call('app.confirmClose', { close: settled })
  }

  /** The open file changed on disk: take it when nothing would be lost, ask otherwise. */
  async function changedOutside(id: string): Promise<void> {
    if (id !== store.file?.id) return
    if (store.edited) {
      await settleOutsideChange(id)
      return
    }
    if (await reread(id)) {
      notices.show({ severity: 'note', text: `${store.file?.name ?? 'The file'} changed on disk and was read again.` })
    }
  }

  return {
    recent,
    refreshRecent,
    create,
    open,
    openSample,
    openDropped,
    recover,
    save,
    saveAs,
    close,
    confirmClose,
    changedOutside,
    suggestedName,
  }
})
