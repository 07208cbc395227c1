import type { Reply } from '#shared/contract/errors.ts'
import type { Output } from '#shared/contract/index.ts'
import { MOST_LOGO_BYTES } from '#shared/domain/report.ts'
import { say } from '#shared/words/say.ts'
import { base64Of } from '../window/base64.ts'
import { useClient } from '../window/client.ts'
import { useShell } from '../window/shell.ts'
import { uploadedFile } from '../workspace/browserFiles.ts'

type Chosen = Output<'report.chooseLogo'>

/** Asks for a picture, in the shell's own dialog or the browser's; the core looks at it in both. Null: nothing was chosen. */
export async function chooseLogo(): Promise<Reply<Chosen>> {
  const client = useClient()
  if (useShell().nativeDialogs) return client.call('report.chooseLogo', { file: null })
  const file = await uploadedFile('.png,.svg,image/png,image/svg+xml')
  if (!file) return { ok: true, value: null }
  const { name } = file
  // What is far too large is not even sent.
  if (file.size > MOST_LOGO_BYTES) {
    const message = say('reportScreen.logo.problem', { name, problem: 'tooLarge' })
    return { ok: false, error: { code: 'document-too-large', message } }
  }
  const base64 = base64Of(new Uint8Array(await file.arrayBuffer()))
  return client.call('report.chooseLogo', { file: { name, base64 } })
}
