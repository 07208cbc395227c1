import { message } from '../message.ts'

/** What the page asks and tells beside the results. */
export const page = {
  'page.dropped.unknown': message<{ name: string }>(
    '“{name}” is nothing Memwall reads. Drop a workspace (.memwall), a model (config.json, GGUF, safetensors), a table of devices or models, measurements of a serving stack, or a library.',
  ),
  'page.dropped.measurements': message<{ name: string }>(
    '“{name}” holds measurements of a serving stack. Open a workspace, show the inputs of the scenario they are of, and drop it again.',
  ),
  'page.showEntered': message('Show it'),
  'page.rename': message('Rename'),
  'page.rename.command': message<{ what: string }>(
    '{what, select, workspace {Rename workspace} other {Rename scenario}}',
  ),
  'page.rename.workspace': message('Title of the workspace'),
  'page.rename.profile': message('Name of the profile'),
  'page.chart.table': message('As a table'),
  'page.removeStack': message<{ name: string }>('Remove the calibration “{name}”?'),
  'page.removeStack.text': message(
    'Its measurements are not kept elsewhere. Scenarios that use it keep it in their own file.',
  ),
  'page.remove': message('Remove'),
  'page.keep': message('Keep it'),
}
