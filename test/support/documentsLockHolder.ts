/** Has its turn at a file and keeps it: `node documentsLockHolder.ts FILE`. Prints a line once it has it. */
import { soleWriter } from '#main/documents/soleWriter.ts'

const file = process.argv[2]
if (file === undefined) throw new Error('usage: documentsLockHolder FILE')
await soleWriter(file, () => {
  process.stdout.write('held\n')
  return new Promise(() => {
    setInterval(() => {}, 1000)
  })
})
