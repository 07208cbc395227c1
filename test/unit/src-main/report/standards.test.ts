/**
 * The native build of the same typesetter can be asked to check a standard, which the WASM build cannot. It is not a
 * dependency (linux-x64 only): MEMWALL_TEST_NATIVE=1 installs it into a temporary folder for this test.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { loadFaces } from '#main/report/fonts.ts'
import { composeReport, createReports } from '#main/report/makeReport.ts'
import { RESOURCES, sampleRequest } from '../../../support/reportSample.ts'

const PACKAGE = '@myriaddreamin/typst-ts-node-compiler'
const folder = join(tmpdir(), 'memwall-native-typst')

interface NativeCompiler {
  addSource(path: string, source: string): void
  mapShadow(path: string, content: Buffer): void
  pdf(what: { mainFilePath: string }, options: { pdfStandard?: string }): Buffer
}
interface NativePackage {
  readonly NodeCompiler: {
    create(options: { workspace: string; fontArgs: { fontBlobs: Buffer[] }[] }): NativeCompiler
  }
}

/** The native package; null, with a printed line, where it was not asked for or cannot be had. */
function nativePackage(): NativePackage | null {
  if (process.env['MEMWALL_TEST_NATIVE'] !== '1') {
    process.stdout.write('Skipped: checking PDF/UA-1 and PDF/A-3a needs MEMWALL_TEST_NATIVE=1 (linux-x64).\n')
    return null
  }
  try {
    mkdirSync(folder, { recursive: true })
    if (!existsSync(join(folder, 'node_modules', PACKAGE))) {
      execFileSync('npm', ['install', '--no-save', '--prefix', folder, `${PACKAGE}@0.7.0`], {
        stdio: 'ignore',
        timeout: 120_000,
      })
    }
    return createRequire(join(folder, 'here.js'))(PACKAGE) as NativePackage
  } catch {
    process.stdout.write('Skipped: the native typesetter could not be installed.\n')
    return null
  }
}

const native = nativePackage()

const reports = createReports({ resourcesFolder: RESOURCES })

afterAll(() => reports.close())

describe.runIf(native !== null)('standards', () => {
  it('passes PDF/UA-1 and PDF/A-3a, and both builds write the same bytes', { timeout: 120_000 }, async () => {
    const request = sampleRequest()
    const { data, files } = await composeReport(request, RESOURCES)
    const faces = await loadFaces(join(RESOURCES, 'fonts'))
    const compiler = native?.NodeCompiler.create({
      workspace: '/',
      fontArgs: [{ fontBlobs: faces.map((face) => Buffer.from(face.bytes)) }],
    })
    compiler?.addSource('/report.typ', readFileSync(join(RESOURCES, 'report', 'report.typ'), 'utf8'))
    for (const [path, bytes] of Object.entries(files)) compiler?.mapShadow(path, Buffer.from(bytes))
    compiler?.mapShadow('/in/report.json', Buffer.from(JSON.stringify(data)))
    const pdf = (options: { pdfStandard?: string }) => compiler?.pdf({ mainFilePath: '/report.typ' }, options)

    expect(pdf({ pdfStandard: 'ua-1' })?.length).toBeGreaterThan(100_000)
    expect(pdf({ pdfStandard: 'a-3a' })?.length).toBeGreaterThan(100_000)
    const { bytes } = await reports.make(request)
    expect(Buffer.compare(bytes, pdf({}) ?? Buffer.alloc(0))).toBe(0)
  })
})
