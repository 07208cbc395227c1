import { join } from 'node:path'
import { app } from 'electron'
import { appPaths } from '../../app/paths.ts'
import { fileArgument } from '../common/fileArgument.ts'
import { startElectronShell } from './shell.ts'
import { declareScheme } from './scheme.ts'

/**
 * The Electron shell as a program. What Electron wants before it is ready happens here at once; the rest waits for it.
 * Nothing here awaits: ready waits for this module.
 */
const paths = appPaths()
app.setName('Memwall')
// Chromium's own files lie apart from ours, and each data folder is an instance of its own.
app.setPath('userData', join(paths.dataFolder, 'electron'))
declareScheme()

if (app.requestSingleInstanceLock({ file: fileArgument(process.argv.slice(1), process.cwd()) })) {
  startElectronShell(app, paths)
} else {
  // The first instance has been told which file to open. To whoever started this one, that is success.
  process.send?.('ready')
  app.quit()
}
