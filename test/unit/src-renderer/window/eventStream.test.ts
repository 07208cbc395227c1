import { expect, it } from 'vitest'
import { readEvents } from '../../../../src-renderer/window/eventStream.ts'

/** A stream that arrives in pieces of so many bytes. */
function arriving(text: string, size: number): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text)
  return new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size))
      controller.close()
    },
  })
}

const SENT = [
  ': open\n\n',
  'data: {"name":"app.notice","payload":{"text":"Ünïcode “quoted”\\n\\nlines"}}\n\n',
  ': still here\n\n',
  'data: {"name":"app.command","payload":{"command":"edit.undo"}}\n\n',
  'data: {"name":"cut',
].join('')

it.each([1, 2, 3, 7, 64, 10_000])('events are told in order, however they arrive: %i bytes at a time', async (size) => {
  const heard: unknown[] = []
  await readEvents(arriving(SENT, size), (name, payload) => heard.push([name, payload]))
  expect(heard).toEqual([
    ['app.notice', { text: 'Ünïcode “quoted”\n\nlines' }],
    ['app.command', { command: 'edit.undo' }],
  ])
})
