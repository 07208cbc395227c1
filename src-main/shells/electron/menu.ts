import type { MenuItemConstructorOptions } from 'electron'
import type { Command } from '#shared/contract/events.ts'
import { say } from '#shared/words/say.ts'

/** What the menu does. */
export interface MenuActions {
  /** Sends the command to the page. */
  command(command: Command): void
}

/**
 * The native menu: on macOS the one on screen; elsewhere, where the page draws its own, it carries the accelerators.
 * Both send the same commands.
 */
export function menuTemplate(
  platform: NodeJS.Platform,
  development: boolean,
  actions: MenuActions,
): MenuItemConstructorOptions[] {
  const item = (label: string, command: Command, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    id: command,
    ...(accelerator === undefined ? {} : { accelerator }),
    click: () => actions.command(command),
  })
  const line: MenuItemConstructorOptions = { type: 'separator' }
  const mac = platform === 'darwin'
  return [
    ...(mac ? [{ role: 'appMenu' as const }] : []),
    {
      label: '&File',
      submenu: [
        item('New workspace', 'workspace.new', 'CmdOrCtrl+N'),
        item('Open…', 'workspace.open', 'CmdOrCtrl+O'),
        line,
        item('Save', 'workspace.save', 'CmdOrCtrl+S'),
        item('Save as…', 'workspace.saveAs', 'CmdOrCtrl+Shift+S'),
        item('Export report…', 'report.export', 'CmdOrCtrl+E'),
        line,
        item('Close workspace', 'workspace.close', 'CmdOrCtrl+W'),
        ...(mac ? [] : [line, { label: 'Quit', role: 'quit' as const }]),
      ],
    },
    {
      label: '&Edit',
      submenu: [
        item('Undo', 'edit.undo', 'CmdOrCtrl+Z'),
        item('Redo', 'edit.redo', mac ? 'Cmd+Shift+Z' : 'Ctrl+Y'),
        line,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    {
      label: '&View',
      submenu: [
        item('Start page', 'view.start'),
        item('Brief', 'view.brief'),
        item('Compare', 'view.compare'),
        item('Decide', 'view.decide'),
        item('Library', 'view.library'),
        item('Accuracy', 'view.accuracy'),
        item(say('reportScreen.command'), 'view.report'),
        item('Settings', 'view.settings', 'CmdOrCtrl+,'),
        line,
        item('Inspector', 'view.inspector'),
        item('Differences only', 'view.differences'),
        item('Present', 'view.present'),
        item('Light or dark', 'view.theme'),
        item('Go to or run…', 'view.palette', 'CmdOrCtrl+K'),
        line,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        ...(development ? [line, { role: 'reload' as const }, { role: 'toggleDevTools' as const }] : []),
      ],
    },
    {
      label: '&Scenario',
      submenu: [
        item('Add', 'scenario.add'),
        item('Duplicate', 'scenario.duplicate', 'CmdOrCtrl+D'),
        item('Remove', 'scenario.remove'),
        line,
        item('Make baseline', 'scenario.baseline', 'CmdOrCtrl+B'),
        line,
        item('Calibrate from measurements…', 'scenario.calibrate'),
      ],
    },
    ...(mac ? [{ role: 'windowMenu' as const }] : []),
    {
      label: '&Help',
      role: 'help',
      submenu: [
        item('Tour of the memory wall', 'help.tour'),
        item('Keyboard shortcuts', 'help.shortcuts', mac ? 'Cmd+/' : 'Ctrl+/'),
        item('About Memwall', 'help.about'),
      ],
    },
  ]
}
