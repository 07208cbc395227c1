import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { associate } from './associate.ts'

/** `npm run associate`: a double click on a `.memwall` file opens this Memwall, for whoever runs it from its folder. */
process.exitCode = associate(process.argv.slice(2), {
  root: resolve(import.meta.dirname, '..', '..'),
  platform: process.platform,
  environment: process.env,
  home: homedir(),
  say: (line) => console.log(line),
  complain: (sentence) => console.error(sentence),
})
