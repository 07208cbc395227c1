import { beforeEach, expect, it, vi } from 'vitest'
import { CALL_CHANNEL, EVENT_CHANNEL, GRANT_CHANNEL } from '#shared/contract/channels.ts'
import { createGrants } from '#main/app/grants/grants.ts'
import { answerCalls } from '#main/shells/electron/ipc.ts'

/** What the window's process would run for a message. */
const answers = vi.hoisted(() => new Map<string, (...message: unknown[]) => unknown>())
vi.mock('electron', () => ({
  ipcMain: {
    handle: (channel: string, answer: () => unknown) => answers.set(channel, answer),
    on: (channel: string, answer: () => unknown) => answers.set(channel, answer),
  },
}))

const OWN = { url: 'app://memwall/index.html', parent: null }
const FOREIGN = [
  null,
  { url: 'app://memwall/index.html', parent: {} },
  { url: 'https://example.org/', parent: null },
  { url: 'app://other/', parent: null },
]

const dispatch = vi.fn(async () => ({ ok: true as const, value: 'answered' }))
const grants = createGrants()
const give = vi.spyOn(grants, 'give')
const listening = vi.fn()
beforeEach(() => {
  vi.clearAllMocks()
  answerCalls(async () => ({ dispatch, grants }), 'app://memwall', listening)
})

const send = (channel: string, senderFrame: object | null, ...rest: unknown[]) =>
  answers.get(channel)?.({ senderFrame, sender: 'page' }, ...rest)

it('answers the main frame of our own page', async () => {
  expect(await send(CALL_CHANNEL, OWN, 'app.info', undefined)).toEqual({ ok: true, value: 'answered' })
  expect(dispatch).toHaveBeenCalledWith('app.info', undefined)
  expect(await send(GRANT_CHANNEL, OWN, '/plans/chat.memwall')).toMatch(/^[\w-]{22}$/)
  await send(EVENT_CHANNEL, OWN)
  expect(listening).toHaveBeenCalledWith('page')
})

it.each(FOREIGN)('nothing is done for another: %j', async (frame) => {
  expect(await send(CALL_CHANNEL, frame, 'app.info', undefined)).toMatchObject({
    ok: false,
    error: { code: 'not-allowed' },
  })
  expect(await send(GRANT_CHANNEL, frame, '/plans/chat.memwall')).toBeNull()
  await send(EVENT_CHANNEL, frame)
  for (const reached of [dispatch, give, listening]) expect(reached).not.toHaveBeenCalled()
})

it.each([undefined, null, '', 7, {}, ['/plans/chat.memwall']])(
  'a file that lies nowhere is not granted: %j',
  async (path) => {
    expect(await send(GRANT_CHANNEL, OWN, path)).toBeNull()
    expect(give).not.toHaveBeenCalled()
  },
)
