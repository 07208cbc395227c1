/** The report of a request as the page check wants it: with everything, and without some or all words in its figures. */
import { createReportCompiler, type CompileInput } from '#main/report/compile.ts'
import { composeReport, type ReportRequest } from '#main/report/makeReport.ts'
import { RESOURCES } from '../support/reportSample.ts'
import type { CheckedPages } from './check.ts'

/** Makes reports for the check. */
export interface CasePages {
  pages(request: ReportRequest): Promise<CheckedPages>
  close(): Promise<void>
}

/** One compiler for all of them. */
export function createCasePages(): CasePages {
  const compiler = createReportCompiler({ resourcesFolder: RESOURCES })
  return {
    async pages(request) {
      const { input } = await composeReport(request, RESOURCES)
      const { bytes: pdf } = await compiler.compile(input)
      const { bytes: bare } = await compiler.compile(without(input, ANY_TEXT))
      const isSlanted = Object.entries(input.files).some(
        ([path, bytes]) => path.endsWith('.svg') && new TextDecoder().decode(bytes).search(SLANTED_TEXT) >= 0,
      )
      const upright = isSlanted ? (await compiler.compile(without(input, SLANTED_TEXT))).bytes : pdf
      return { pdf, upright, bare }
    },
    close: () => compiler.close(),
  }
}

const ANY_TEXT = /<text[\s\S]*?<\/text>/g
const SLANTED_TEXT = /<text[^>]*transform="(?:matrix|rotate)[\s\S]*?<\/text>/g

/** The same figures without some of their words. */
function without(input: CompileInput, words: RegExp): CompileInput {
  const files = Object.entries(input.files).map(([path, bytes]) => {
    if (!path.endsWith('.svg')) return [path, bytes] as const
    const bare = new TextDecoder().decode(bytes).replace(words, '')
    return [path, new TextEncoder().encode(bare)] as const
  })
  return { ...input, files: Object.fromEntries(files) }
}
