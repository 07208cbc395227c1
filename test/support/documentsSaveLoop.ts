/**
 * Saves a document of 2 MB over and over until it is killed: `node documentsSaveLoop.ts FILE`. Every generation has its
 * number in the title and in each of its parts, so that a mixture of two would be seen. Prints a line after each save.
 */
import { saveDocument } from '#main/documents/save.ts'
import { testWorkspace } from './documents.ts'

const file = process.argv[2]
const [example] = testWorkspace().scenarios
if (file === undefined || example === undefined) throw new Error('usage: documentsSaveLoop FILE')

for (let generation = Date.now(); ; generation += 1) {
  const scenarios = Array.from({ length: 8 }, (_, slot) => ({
    ...example,
    id: `s${slot}`,
    slot,
    note: `generation ${generation} `.repeat(150),
    // The ballast: overrides of figures that the device does not have.
    hardwareOverrides: Object.fromEntries(
      Array.from({ length: 2500 }, (_, index) => [`ballast ${generation} ${index} `.padEnd(80, 'x'), index]),
    ),
  }))
  const workspace = { ...testWorkspace(), title: `generation ${generation}`, baseline: 's0', scenarios }
  await saveDocument({ path: file, workspace, expectedHash: null, overwrite: true })
  process.stdout.write('saved\n')
}
