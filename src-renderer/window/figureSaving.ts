import { say } from '#shared/words/say.ts'
import { saveFile, type FigureFile } from '../ui/saveFile.ts'
import { base64Of } from './base64.ts'
import { useClient } from './client.ts'
import { madeFileActions } from './madeFile.ts'
import { useNotices } from './notices.ts'
import { useShell } from './shell.ts'

const TOPIC = 'figure'

/**
 * What a chart's card does with a file it made: the native dialog asks where to keep it, or it is a download in a browser.
 * Either way a notice says what it is called.
 */
export function useFigureSaving(): (file: FigureFile) => Promise<void> {
  const client = useClient()
  const notices = useNotices()
  const shell = useShell()

  return async ({ kind, name, content }) => {
    const told = (shown: string) =>
      ({ severity: 'note', text: say('page.chart.saved', { name: shown }), topic: TOPIC }) as const
    if (!shell.nativeDialogs) {
      saveFile(name, content, content.type)
      notices.show(told(name))
      return
    }
    const bytes = base64Of(new Uint8Array(await content.arrayBuffer()))
    const reply = await client.call('app.saveFigure', { kind, suggestedName: name, bytes })
    if (!reply.ok) notices.fail(reply.error, TOPIC)
    else if (reply.value !== null) {
      notices.show({ ...told(reply.value.name), ...madeFileActions(reply.value, kind) })
    }
  }
}
