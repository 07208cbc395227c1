import { defineStore } from 'pinia'
import { computed, ref, shallowReactive, shallowRef } from 'vue'
import {
  exchangedText,
  type ExchangeKind,
  type ImportPreview,
  type MergeChoice,
  type MergeOutcome,
} from '#shared/contract/libraryExchange.ts'
import { useClient } from '../../window/client.ts'
import { madeFileActions } from '../../window/madeFile.ts'
import { useNotices } from '../../window/notices.ts'
import { useStackLists } from '../../workspace/stackLists.ts'
import { saveFile } from '../../ui/saveFile.ts'
import { useLibraryBrowser } from '../browse/libraryBrowser.ts'

const TOPIC = 'library-file'

/** One entry of a file, as decisions name it. */
export function entryKey({ kind, id }: { readonly kind: ExchangeKind; readonly id: string }): string {
  return `${kind}/${id}`
}

/** The user's part of the library as one file: written out, and taken in by id with every conflict decided. */
export const useLibraryExchange = defineStore('libraryExchange', () => {
  const client = useClient()
  const notices = useNotices()
  const browser = useLibraryBrowser()
  const file = shallowRef<{ readonly name: string; readonly text: string } | null>(null)
  const preview = shallowRef<ImportPreview | null>(null)
  /** What is kept of each conflict, by `entryKey`. */
  const choices = shallowReactive(new Map<string, MergeChoice>())
  const busy = ref(false)
  /** One sentence: why the file cannot be taken in. */
  const failure = ref<string | null>(null)

  const conflicts = computed(() => (preview.value?.entries ?? []).filter(({ state }) => state === 'conflict'))
  const undecided = computed(() => conflicts.value.filter((entry) => !choices.has(entryKey(entry))).length)

  /** Says what a file would bring; nothing enters. */
  async function look(next: { readonly name: string; readonly text: string }): Promise<void> {
    file.value = next
    preview.value = null
    failure.value = null
    choices.clear()
    busy.value = true
    const reply = await client.call('library.previewImport', next)
    busy.value = false
    if (file.value !== next) return
    if (reply.ok) preview.value = reply.value
    else failure.value = reply.error.message
  }

  function decide(entry: { readonly kind: ExchangeKind; readonly id: string }, choice: MergeChoice): void {
    choices.set(entryKey(entry), choice)
  }

  function decideAll(choice: MergeChoice): void {
    for (const entry of conflicts.value) decide(entry, choice)
  }

  function close(): void {
    file.value = null
  }

  /** Takes the file in, all or nothing. Where the library has changed since, the file is looked at anew. */
  async function accept(): Promise<void> {
    const [taken, shown] = [file.value, preview.value]
    if (!taken || !shown) return
    const decisions = conflicts.value.flatMap(({ kind, id }) => {
      const choice = choices.get(entryKey({ kind, id }))
      return choice ? [{ kind, id, choice }] : []
    })
    busy.value = true
    const reply = await client.call('library.merge', { ...taken, mark: shown.mark, decisions })
    busy.value = false
    if (!reply.ok) {
      failure.value = reply.error.message
      return
    }
    close()
    // Said once the lists show it: who reads it looks there next.
    await Promise.all([browser.refresh(), useStackLists().reload()])
    notices.show({ severity: 'note', topic: TOPIC, text: outcomeText(taken.name, reply.value) })
  }

  /** Writes what is the user's own to a file: asked for with the native dialog, or a download in a browser. */
  async function exportOwn(): Promise<void> {
    const request = { file: null, suggestedName: 'memwall-library.json', all: false }
    const reply = await client.call('library.export', request)
    if (!reply.ok) return notices.fail(reply.error, TOPIC)
    if (reply.value === null) return
    const { saved, text, ...counts } = reply.value
    if (text !== null) saveFile(request.suggestedName, text, 'application/json')
    notices.show({
      severity: 'note',
      topic: TOPIC,
      text: `Your own ${exchangedText(counts)} are in “${saved?.name ?? request.suggestedName}”.`,
      ...madeFileActions(saved, 'library'),
    })
  }

  return {
    file,
    preview,
    choices,
    busy,
    failure,
    conflicts,
    undecided,
    look,
    decide,
    decideAll,
    close,
    accept,
    exportOwn,
  }
})

/** "From “team.json”: 3 added, 1 replaced, 2 already here." */
function outcomeText(name: string, { added, replaced, beside, kept, same }: MergeOutcome): string {
  const parts = [
    [added, 'added'],
    [replaced, 'replaced'],
    [beside, 'entered beside yours'],
    [kept, 'kept as yours'],
    [same, 'already here'],
  ] as const
  const said = parts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`)
  return `From “${name}”: ${said.length > 0 ? said.join(', ') : 'nothing, the file is empty'}.`
}
