import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Failure } from '#shared/contract/errors.ts'
import type { FigureEdit } from '#shared/domain/figureEdit.ts'
import { hardwareFigures, modelFigures, type NamedFigure } from '#shared/domain/figures.ts'
import { useClient } from '../../window/client.ts'
import { useNotices } from '../../window/notices.ts'
import { useQuestions } from '../../window/questions.ts'
import { freeId } from './freeId.ts'
import { useLibraryBrowser } from '../browse/libraryBrowser.ts'

const TOPIC = 'profile'

/** What is being edited of the shown profile. */
export type OpenEditor =
  | { readonly part: 'copy' }
  | { readonly part: 'description' }
  | { readonly part: 'figure'; readonly label: string; readonly named: NamedFigure }

/** Copies of profiles, and changes of the user's own ones. The back end keeps every state in the history. */
export const useProfileEditor = defineStore('profileEditor', () => {
  const client = useClient()
  const browser = useLibraryBrowser()
  const notices = useNotices()
  const questions = useQuestions()
  const open = shallowRef<OpenEditor | null>(null)
  const saving = ref(false)
  /** One sentence: why the last change could not be made. */
  const failure = ref<string | null>(null)

  /** The shown profile, by the names of the back end. */
  const subject = computed(() => {
    const profile = browser.kind === 'devices' ? browser.device : browser.model
    return profile ? { kind: browser.kind === 'devices' ? ('hardware' as const) : ('models' as const), profile } : null
  })
  /** Figures that can be edited, by path. Empty where the profile is a shipped one. */
  const figures = computed<ReadonlyMap<string, NamedFigure>>(() => {
    if (!browser.isOwn) return new Map()
    const { device, model } = browser
    const list = browser.kind === 'devices' ? device && hardwareFigures(device) : model && modelFigures(model)
    return new Map((list ?? []).map((named) => [named.path, named]))
  })

  function show(next: OpenEditor): void {
    failure.value = null
    open.value = next
  }
  function close(): void {
    open.value = null
  }

  /** Makes a change, then reads what it changed. @returns false: it failed, and the open dialog says why */
  async function change(call: () => Promise<{ ok: true } | { ok: false; error: Failure }>): Promise<boolean> {
    saving.value = true
    failure.value = null
    const reply = await call()
    saving.value = false
    // Also after a refusal: another process may have changed what is shown.
    await browser.refresh()
    if (reply.ok) {
      open.value = null
      return true
    }
    if (open.value) failure.value = reply.error.message
    else notices.fail(reply.error, TOPIC)
    return false
  }

  /** Copies the shown profile and shows the copy. */
  async function copy(name: string): Promise<void> {
    const from = subject.value
    if (!from) return
    const newId = freeId(name, browser.ids)
    const { kind } = from
    const made = await change(() =>
      client.call('library.copy', { kind, id: from.profile.id, newId, name: name.trim() }),
    )
    if (!made) return
    browser.search('')
    browser.choose(newId)
  }

  /** Puts a figure, as typed, in place of the one that the form was opened on. */
  async function save(path: string, edit: FigureEdit, seen: string | null): Promise<void> {
    const from = subject.value
    if (!from) return
    const { kind, profile } = from
    await change(() =>
      client.call('library.edit', { kind, id: profile.id, path, edit, ...(seen === null ? {} : { seen }) }),
    )
  }

  /** Puts a figure back as it was before the user changed it. */
  async function revert(path: string): Promise<void> {
    const from = subject.value
    if (!from) return
    await change(() => client.call('library.revert', { kind: from.kind, id: from.profile.id, path }))
  }

  async function describe(name: string, notes: readonly string[], seen: string | null): Promise<void> {
    const from = subject.value
    if (!from) return
    const { kind, profile } = from
    await change(() =>
      client.call('library.describe', {
        kind,
        id: profile.id,
        name: name.trim(),
        notes: [...notes],
        ...(seen === null ? {} : { seen }),
      }),
    )
  }

  async function restore(revision: number): Promise<void> {
    const from = subject.value
    if (!from) return
    await change(() => client.call('library.restore', { kind: from.kind, id: from.profile.id, revision }))
  }

  /** Removes the shown profile after a question; the notice that says so can bring it back. */
  async function remove(): Promise<void> {
    const from = subject.value
    if (!from) return
    const { kind } = from
    const { id, name } = from.profile
    const answer = await questions.ask({
      title: `Remove “${name}” from the library?`,
      text: 'Scenarios that use it keep its figures in their own file.',
      answers: [
        { id: 'remove', label: 'Remove', danger: true },
        { id: 'keep', label: 'Keep it' },
      ],
    })
    if (answer !== 'remove') return
    const history = await client.call('library.history', { kind, id })
    const last = history.ok ? history.value.revisions[0]?.revision : undefined
    browser.forget(id)
    const removed = await change(() => client.call('library.remove', { kind, id }))
    if (!removed) return
    notices.show({
      severity: 'note',
      topic: TOPIC,
      text: `“${name}” is removed from the library.`,
      ...(last === undefined
        ? {}
        : {
            actions: [
              {
                label: 'Undo',
                run: () =>
                  void change(() => client.call('library.restore', { kind, id, revision: last })).then((back) => {
                    if (back) browser.choose(id, kind === 'hardware' ? 'devices' : 'models')
                  }),
              },
            ],
          }),
    })
  }

  return { open, saving, failure, subject, figures, show, close, copy, save, revert, describe, restore, remove }
})
