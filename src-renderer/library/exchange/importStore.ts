import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { ImportedProfile, ImportPreview } from '#shared/contract/imports.ts'
import { saysLibrary } from '#shared/contract/libraryExchange.ts'
import { base64Of } from '../../window/base64.ts'
import { useClient } from '../../window/client.ts'
import { say } from '#shared/words/say.ts'
import { useNotices } from '../../window/notices.ts'
import { useView } from '../../window/view.ts'
import { useLibraryBrowser } from '../browse/libraryBrowser.ts'
import { useLibraryExchange } from './libraryExchange.ts'

/** Bytes of a file that are sent: all of a text, of weights the header at their start. */
export const MOST_SENT = 32 * 2 ** 20
/** Files whose bytes are no text. */
export const BINARY = /\.(?:gguf|safetensors)$/i

/** A file as it is sent: all of its text, or the start of its bytes. */
type SentFile =
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly base64: string; readonly size: number }

/** What a file from elsewhere says, on its way into the library. Nothing enters until it is accepted. */
export const useImports = defineStore('imports', () => {
  const browser = useLibraryBrowser()
  const client = useClient()
  const notices = useNotices()
  const view = useView()
  const open = ref(false)
  const reading = ref(false)
  const preview = shallowRef<ImportPreview | null>(null)
  /** One sentence: why the file could not be read. */
  const failure = ref<string | null>(null)
  /** What the model is called, where its file does not say. */
  const name = ref('')
  /** The library's dense peaks are taken in place of sparse ones. */
  const dense = ref(false)
  let sent: SentFile | null = null
  /** Answers come in any order: only that of the last question counts. */
  let asked = 0

  function show(): void {
    preview.value = null
    failure.value = null
    open.value = true
  }

  async function look(file: SentFile): Promise<void> {
    open.value = true
    preview.value = null
    name.value = ''
    dense.value = false
    sent = file
    await again()
  }

  /** Reads the same file with the name and the peaks that are chosen now. */
  async function again(): Promise<void> {
    if (sent === null) return
    const question = ++asked
    reading.value = true
    failure.value = null
    const called = name.value.trim()
    const reply = await client.call('imports.preview', {
      file: sent,
      name: called === '' ? null : called,
      dense: dense.value,
    })
    if (question !== asked) return
    reading.value = false
    if (reply.ok) preview.value = reply.value
    else failure.value = reply.error.message
  }

  /** Reads what was chosen or dropped. */
  async function readFile(file: File): Promise<void> {
    if (BINARY.test(file.name)) {
      const head = await file.slice(0, MOST_SENT).arrayBuffer()
      await look({ name: file.name, base64: base64Of(new Uint8Array(head)), size: file.size })
      return
    }
    if (file.size > MOST_SENT) {
      open.value = true
      failure.value = `“${file.name}” is larger than the 32 MB a text may have: check that it is the file you meant.`
      return
    }
    const text = await file.text()
    // A library is merged entry by entry, in a dialog of its own.
    if (saysLibrary(text)) {
      open.value = false
      return useLibraryExchange().look({ name: file.name, text })
    }
    await look({ name: file.name, text })
  }

  /** Reads what was pasted. */
  async function readText(text: string): Promise<void> {
    if (saysLibrary(text)) {
      open.value = false
      return useLibraryExchange().look({ name: 'pasted library', text })
    }
    const name = text.trimStart().startsWith('{') ? 'config.json' : 'pasted.csv'
    await look({ name, text })
  }

  /** Enters what the preview shows. @param replace also what the library has under the same id */
  async function accept(replace: boolean): Promise<void> {
    const shown = preview.value
    if (!shown) return
    const entries = shown.entries.map(({ kind, profile }) => ({ kind, profile }) as ImportedProfile)
    const reply = await client.call('imports.accept', { entries, file: shown.file, replace })
    if (!reply.ok) {
      failure.value = reply.error.message
      return
    }
    open.value = false
    const names = reply.value.entered.map(({ id }) => id)
    notices.show({
      severity: 'note',
      ...(view.screen === 'library'
        ? {}
        : { actions: [{ label: say('page.showEntered'), run: () => view.show('library') }] }),
      text: `Entered into the library: ${names.slice(0, 5).join(', ')}${names.length > 5 ? ` and ${names.length - 5} more` : ''}.`,
    })
    browser.search('')
    await browser.refresh()
    const [first] = reply.value.entered
    if (first) browser.choose(first.id, first.kind === 'model' ? 'models' : 'devices')
  }

  return { open, reading, preview, failure, name, dense, show, again, readFile, readText, accept }
})
