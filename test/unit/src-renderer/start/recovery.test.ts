// @vitest-environment happy-dom
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { OpenDocument } from '../../../../src-shared/contract/documents.ts'
import type { Reply } from '../../../../src-shared/contract/errors.ts'
import { createJournals } from '../../../../src-main/documents/recovery.ts'
import { useQuestions } from '../../../../src-renderer/window/questions.ts'
import { useRecovery } from '../../../../src-renderer/start/recovery.ts'
import { useWorkspace } from '../../../../src-renderer/workspace/workspaceStore.ts'
import type { TestApp } from '../../../support/app.ts'
import { startCoreWithStores } from '../coreClient.ts'

let core: TestApp
let refused: string | null

beforeEach(async () => {
  core = startCoreWithStores((name) =>
    name === refused
      ? Promise.resolve({ ok: false, error: { code: 'disk-full', message: 'The disk is full.' } })
      : undefined,
  )
  refused = null
  const created = (await core.app.dispatch('documents.create', undefined)) as Reply<OpenDocument>
  if (!created.ok) throw new Error(created.error.message)
  // What another process would have left: the core itself does not know the session.
  await createJournals(join(core.dataFolder, 'journals')).write('lost', '/tmp/chat.memwall', {
    ...created.value.workspace,
    title: 'Chat in 2027',
  })
})
afterEach(() => core.close())

test('opens what was kept as unsaved work, and forgets the old journal only for a new one', async () => {
  const recovery = useRecovery()
  await recovery.load()
  expect(recovery.offers).toMatchObject([{ session: 'lost', title: 'Chat in 2027' }])
  expect(await recovery.open('lost')).toBe(true)
  const store = useWorkspace()
  expect(store.workspace?.title).toBe('Chat in 2027')
  expect(store.edited).toBe(true)
  expect(recovery.offers).toEqual([])
  // A second crash: what is offered then is the new document's own journal.
  core.app.abandonSessions()
  await recovery.load()
  expect(recovery.offers.map((offer) => offer.session)).toEqual([store.file?.session])
})

test('keeps the old journal while the new one cannot be written', async () => {
  const recovery = useRecovery()
  await recovery.load()
  refused = 'documents.journal'
  await recovery.open('lost')
  await recovery.load()
  expect(recovery.offers.map((offer) => offer.session)).toEqual(['lost'])
})

test('discards only when asked and answered', async () => {
  const recovery = useRecovery()
  const questions = useQuestions()
  await recovery.load()
  const [offer] = recovery.offers
  if (!offer) throw new Error('no offer')

  const kept = recovery.discard(offer)
  await vi.waitFor(() => expect(questions.current?.title).toContain('Chat in 2027'))
  questions.answer('keep')
  expect(await kept).toBe(false)
  expect(recovery.offers).toHaveLength(1)

  const gone = recovery.discard(offer)
  await vi.waitFor(() => expect(questions.current).not.toBeNull())
  questions.answer('discard')
  expect(await gone).toBe(true)
  expect(recovery.offers).toEqual([])
  await recovery.load()
  expect(recovery.offers).toEqual([])
})
