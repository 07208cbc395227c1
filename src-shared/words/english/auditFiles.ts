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
  'rocprof.refused.noRecords':
    'The file has no records of rocprofv3: give what it wrote with --kernel-trace --output-format json.',
  'rocprof.refused.noTable': 'The file is no table of rocprofv3: give its kernel_trace.csv.',
  'rocprof.refused.callsAlone':
    'The table lists calls of the host alone: give the kernel_trace.csv that lies beside it as well.',
  'rocprof.refused.countersAlone':
    'The table lists counters without times: give the kernel_trace.csv of a run with --kernel-trace.',
  'rocprof.refused.sumsAlone':
    'The table sums calls up, without times of any: give the kernel_trace.csv of a run with --kernel-trace.',
  'rocprof.partial.cut':
    'The file breaks off, and what came before is read: end rocprofv3 with SIGINT so that it can finish writing.',
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
  'auditFile.packed': 'The file is packed in a way that is not read (gzip is): unpack it and give what is in it.',
  'auditFile.pointer':
    'The file is only a pointer of Git LFS to the one you mean: fetch it with git lfs pull, and give that.',
  'auditFile.utf16':
    'The file is text in UTF-16, as some shells write what programs print: save it as UTF-8 and give that.',
  'auditFile.parquet': 'The file is in Parquet, which is not read: give it as CSV, or an export as SQLite.',
  'auditFile.binary':
    'The file is in a format that is not read: of Nsight Systems give what nsys export --type sqlite makes of the report, of Nsight Compute what ncu --import REPORT --csv --page details prints, and of others their JSON or CSV.',
  'auditFile.webPage': 'The file is a web page: download the file itself, not the page that shows it.',
  'auditFile.nsysTable':
    'The table is one of nsys stats that does not tell where time went: give the SQLite export, or the table of --report cuda_gpu_kern_sum.',
  'auditFile.foreignJson':
    'The JSON is no trace, benchmark result or trace of arrivals that is read: give what the profiler or the benchmark wrote.',
  'auditFile.foreignText':
    'The text is no table of a profiler, benchmark result or trace of arrivals that is read: give the file as the program wrote it, with its line of titles.',
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
