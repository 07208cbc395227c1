import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import { COMMANDS, type Command } from '../../../../../src-shared/contract/events.ts'
import { menuTemplate } from '../../../../../src-main/shells/electron/menu.ts'

function items(template: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? items(item.submenu) : [])])
}

describe('menuTemplate', () => {
  it.each(['linux', 'darwin', 'win32'] as const)('offers every command once on %s, each sending itself', (platform) => {
    const sent: Command[] = []
    const all = items(menuTemplate(platform, false, { command: (command) => sent.push(command) }))
    for (const item of all) (item.click as (() => void) | undefined)?.()
    expect(sent.toSorted()).toEqual([...COMMANDS].toSorted())
  })

  it('gives no two items the same accelerator', () => {
    for (const platform of ['linux', 'darwin'] as const) {
      const accelerators = items(menuTemplate(platform, true, { command: () => {} })).flatMap(
        (item) => item.accelerator?.toString() ?? [],
      )
      expect(new Set(accelerators).size).toBe(accelerators.length)
    }
  })

  it('has the developer tools only while developing', () => {
    const roles = (development: boolean) =>
      items(menuTemplate('linux', development, { command: () => {} })).map((item) => item.role)
    expect(roles(true)).toContain('toggleDevTools')
    expect(roles(false)).not.toContain('toggleDevTools')
    expect(roles(false)).not.toContain('reload')
  })
})
