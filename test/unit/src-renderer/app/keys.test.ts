// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { CommandEntry } from '../../../../src-renderer/app/command.ts'
import { commandKeys } from '../../../../src-renderer/app/keys.ts'
import { keyText } from '../../../../src-renderer/ui/keyText.ts'

const run = vi.fn()
let entry: CommandEntry

function press(key: string, options: KeyboardEventInit = {}, target: EventTarget = window): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...options })
  target.dispatchEvent(event)
  return event
}

describe('command keys', () => {
  beforeEach(() => {
    run.mockReset()
    entry = { id: 'workspace.save', group: 'File', label: 'Save', keys: '$mod+s', enabled: true, inFields: true, run }
  })

  test('run the command and keep the browser from its own', () => {
    const listener = commandKeys(() => [entry])
    window.addEventListener('keydown', listener)
    const event = press('s', { ctrlKey: true })
    window.removeEventListener('keydown', listener)
    expect(run).toHaveBeenCalledOnce()
    expect(event.defaultPrevented).toBe(true)
  })

  test('a disabled command does nothing, nor does the browser', () => {
    const listener = commandKeys(() => [{ ...entry, enabled: false }])
    window.addEventListener('keydown', listener)
    const event = press('s', { ctrlKey: true })
    window.removeEventListener('keydown', listener)
    expect(run).not.toHaveBeenCalled()
    expect(event.defaultPrevented).toBe(true)
  })

  test('typing in a field runs no plain key', () => {
    const listener = commandKeys(() => [{ ...entry, keys: '[', inFields: false }])
    const input = document.body.appendChild(document.createElement('input'))
    window.addEventListener('keydown', listener)
    press('[', {}, input)
    expect(run).not.toHaveBeenCalled()
    press('[')
    expect(run).toHaveBeenCalledOnce()
    window.removeEventListener('keydown', listener)
    input.remove()
  })
})

test('keys are written as the platform does', () => {
  expect(keyText('$mod+Shift+s', false)).toBe('Ctrl Shift S')
  expect(keyText('$mod+Shift+s', true)).toBe('⌘⇧S')
  expect(keyText('Shift+?', false)).toBe('?')
  expect(keyText('F6', false)).toBe('F6')
})
