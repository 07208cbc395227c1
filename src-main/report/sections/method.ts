import { formatNumber } from '#shared/units/format.ts'
import { say } from '#shared/words/say.ts'
import type { ReportContext } from './context.ts'

/** How it is worked out, what the words mean, and with which version. */
export interface MethodSection {
  readonly title: string
  readonly parts: readonly {
    readonly title: string
    readonly entries: readonly { readonly term: string; readonly text: string }[]
  }[]
}

/** Method, glossary and versions. */
export function methodSection({ decided, program, documentHash }: ReportContext): MethodSection {
  const basis = decided?.verdict.basis
  const sentence = (text: string) => ({ term: '', text })
  return {
    title: say('pages.section', { section: 'method' }),
    parts: [
      {
        title: say('pages.method.words'),
        entries: [
          { term: say('pages.method.basis'), text: say('pages.method.basis.text') },
          { term: say('pages.method.ttft'), text: say('pages.method.ttft.text') },
          { term: say('pages.method.tpot'), text: say('pages.method.tpot.text') },
          { term: say('pages.method.range'), text: say('pages.method.range.text') },
          { term: say('pages.method.first'), text: say('pages.method.first.text') },
          { term: say('pages.method.never'), text: say('pages.method.never.text') },
          { term: say('pages.method.grade'), text: say('pages.method.grade.text') },
        ],
      },
      {
        title: say('pages.method.method'),
        entries: [
          sentence(say('pages.method.time')),
          sentence(say('pages.method.size')),
          sentence(say('pages.method.money')),
          ...(basis === undefined
            ? []
            : [
                sentence(
                  say('pages.method.draws', {
                    draws: basis.draws,
                    seed: formatNumber(basis.seed, { digits: 15, trim: true }),
                  }),
                ),
              ]),
        ],
      },
      {
        title: say('pages.method.versions'),
        entries: [sentence(say('pages.method.program', { program, hash: basis?.hash ?? documentHash.slice(0, 12) }))],
      },
    ],
  }
}
