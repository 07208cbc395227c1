import type { AuditFileWords } from '../../domain/auditFileWords.ts'
import type { MessagesOf } from '../message.ts'

/** Why a file given to an audit was not read, or in part. */
export const auditFiles: MessagesOf<AuditFileWords> = {
  'nsys.refused.notSqlite':
    'The file is no SQLite database that can be opened: export the recording again with nsys export --type sqlite.',
  'nsys.refused.notNsys':
    'The database is no export of Nsight Systems: give what nsys export --type sqlite made of the recording.',
  'nsys.refused.damaged':
    'The database is damaged before the first event of a GPU: export the recording again with nsys export --type sqlite.',
  'nsys.partial.damaged':
    'The database is damaged, and what came before the damage is read: export the recording again with nsys export --type sqlite.',
  'auditFile.rocpd':
    'The file is a database of rocprofv3 (rocpd), which is not read yet: record with --output-format csv or json, or convert it with rocpd convert.',
  'kernelSums.refused.noTable':
    'The file has no table of kernels: give what nsys stats --report cuda_gpu_kern_sum --format csv prints.',
  'kernelSums.refused.noKernels': 'The table has no kernel with a time: record again while requests are served.',
  'ncu.refused.noTable': 'The file has no table of Nsight Compute: give what ncu --csv --page details prints.',
  'ncu.refused.noLaunches':
    'The table of Nsight Compute has no launch of a kernel: profile again with kernels that the filter lets through.',
  'ncu.refused.failed': 'Nsight Compute failed and wrote no table: “{error}” Profile again without that mistake.',
  'ncu.refused.summary':
    'The table of Nsight Compute sums launches up by kernel, which hides what each waits for: print it again with --page details and without --print-summary.',
  'ncu.partial.rows':
    '{count, plural, one {# line} other {# lines}} of the table could not be read and {count, plural, one {is} other {are}} left out.',
  'ncu.unknownBound':
    'Of {count, plural, one {# launch} other {# launches}} nothing tells what {count, plural, one {it waits} other {they wait}} for, as throughputs of computing or memory were not counted: profile with --set detailed, or at least --section SpeedOfLight.',
  'ncu.wideByDocumentation':
    'The wide table of Nsight Compute (--page raw) is read by its documentation; no sample was tried, so compare a figure or two with the file.',
  'arrivals.refused.notKnown':
    'The file is no trace of arrivals that is read: give one of Azure, Mooncake or BurstGPT, with its line of titles.',
  'arrivals.refused.noRequests': 'The trace holds no request with a time and its tokens: give the whole file.',
  'arrivals.partial.malformed':
    '{count, plural, one {# line} other {# lines}} of the trace could not be read and {count, plural, one {is} other {are}} left out.',
  'arrivals.partial.beyond':
    '{count, plural, one {# request is} other {# requests are}} beyond what is read of one trace: give a part of it.',
  'arrivals.byDocumentation':
    'Traces of BurstGPT are read by their documentation; no sample was tried, so compare a figure or two with the file.',
}
