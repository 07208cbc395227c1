import { describe, expect, it } from 'vitest'
import { openCommand } from '../../../../../src-main/shells/browser/openAddress.ts'

const address = 'http://127.0.0.1:4000/open?token=a'

describe('openCommand', () => {
  it('uses the platform’s own opener where somebody can see it', () => {
    expect(openCommand(address, { DISPLAY: ':0' }, 'linux')?.program).toBe('xdg-open')
    expect(openCommand(address, { WAYLAND_DISPLAY: 'wayland-0' }, 'linux')?.program).toBe('xdg-open')
    expect(openCommand(address, {}, 'darwin')?.program).toBe('open')
    expect(openCommand(address, {}, 'win32')?.arguments).toContain(address)
  })

  it('opens nothing without a display, over a remote shell, or in automation', () => {
    expect(openCommand(address, {}, 'linux')).toBeNull()
    expect(openCommand(address, { DISPLAY: ':0', SSH_CONNECTION: 'a b' }, 'linux')).toBeNull()
    expect(openCommand(address, { CI: 'true' }, 'darwin')).toBeNull()
  })
})
