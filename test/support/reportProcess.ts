/** Makes the sample report in a process of its own and prints its hash: for comparing bytes across processes. */
import { createHash } from 'node:crypto'
import { closeReportCompilers, makeReport } from '#main/report/makeReport.ts'
import { sampleRequest } from './reportSample.ts'

const { bytes } = await makeReport(sampleRequest())
process.stdout.write(createHash('sha256').update(bytes).digest('hex'))
await closeReportCompilers()
