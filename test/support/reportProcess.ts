/** Makes the sample report in a process of its own and prints its hash: for comparing bytes across processes. */
import { createHash } from 'node:crypto'
import { createReports } from '#main/report/makeReport.ts'
import { RESOURCES, sampleRequest } from './reportSample.ts'

const reports = createReports({ resourcesFolder: RESOURCES })
const { bytes } = await reports.make(sampleRequest())
process.stdout.write(createHash('sha256').update(bytes).digest('hex'))
await reports.close()
