import { execFile } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { repositoryFile, typeScriptNode } from '../../../support/nodeRuntime.ts'

const address = (file: string) => JSON.stringify(pathToFileURL(repositoryFile(file)).href)

/** Says a plural and a number in disguise, once in the process and once in a thread that speaks for itself. */
const PROGRAM = `
  import { isMainThread, parentPort, Worker } from 'node:worker_threads'
  const { speakIfAsked } = await import(${address('src-shared/words/askedLanguage.ts')})
  const { wordingText } = await import(${address('src-shared/words/say.ts')})
  const finding = { code: 'movement-share', parameters: { share: 0.724, onDie: 0, wall: 'yes', within: 'no' } }
  const plain = wordingText(finding)
  speakIfAsked('pseudo')
  const said = [plain, wordingText(finding)]
  if (isMainThread) {
    let compiles = true
    try { new Function('') } catch { compiles = false }
    const thread = new Worker(new URL('data:text/javascript,' + encodeURIComponent(process.env.PROGRAM)))
    thread.once('message', (there) => console.log(JSON.stringify({ compiles, said, there })))
  } else parentPort.postMessage(said)
`

it('words are said in Node and in its threads where code may not be made of strings', { timeout: 60_000 }, async () => {
  const { stdout } = await promisify(execFile)(
    typeScriptNode(),
    ['--disallow-code-generation-from-strings', '--input-type=module', '--eval', PROGRAM],
    { env: { ...process.env, PROGRAM } },
  )
  const said = [
    '72 % of the time per token is spent moving data off the die: this scenario stands at the memory wall.',
    '⟦72 % öf ťĥé ťîmé péř ťökéñ îš špéñť mövîñğ ďåťå öff ťĥé ďîé: ťĥîš šçéñåřîö šťåñďš åť ťĥé mémöřý wåľľ.⟧',
  ]
  expect(JSON.parse(stdout)).toEqual({ compiles: false, said, there: said })
})
