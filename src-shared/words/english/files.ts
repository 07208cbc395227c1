import { message } from '../message.ts'

/** Why a file is not read or written, and what to do about it. */
export const files = {
  'files.isAFolder': message<{ name: string; instead: string }>('“{name}” is a folder; {instead}.'),
  'files.isNotAFile': message<{ name: string; instead: string }>('“{name}” is not a file; {instead}.'),
  'files.growing': message<{ name: string }>('“{name}” is being written just now; open it again in a moment.'),
  'files.notAnswering': message<{ name: string }>(
    '“{name}” cannot be read: its disk does not answer; check that it is connected.',
  ),
  'files.notSaved': message<{ name: string }>('“{name}” was not saved: its disk does not answer; save it elsewhere.'),
  'files.busy': message<{ name: string }>('“{name}” is being saved by somebody else just now; try again in a moment.'),
  'files.tooManyRequests': message<{ name: string }>('“{name}” is larger than 16 GiB; split it.'),
  'files.chooseAnotherName': message('choose another name'),
  'files.openDocument': message('open a file with the ending .memwall'),
  'files.documentOfReport': message<{ name: string }>(
    'This is the document that “{name}” was made from, as an unsaved copy; the report stays as it is.',
  ),
  'files.noDocumentInPdf': message<{ name: string; count: number }>(
    '{count, plural, =0 {“{name}” holds no Memwall document; open a PDF that Memwall has made.} other {“{name}” holds # Memwall documents, and a report has one; open a PDF that Memwall has made.}}',
  ),
  'files.unreadablePdf': message<{ name: string }>(
    '“{name}” cannot be read as a PDF; open the file as Memwall made it.',
  ),
  'files.pdfTooLarge': message<{ name: string }>(
    '“{name}” unpacks to more than a report can hold, and was not opened; open a PDF that Memwall has made.',
  ),
  'files.giveRequests': message('give a file of requests, or “-” to read standard input'),
  'files.kind.drawing': message('SVG drawing'),
  'files.kind.picture': message('PNG picture'),
  'files.kind.logo': message('PNG or SVG picture'),
  'files.kind.table': message('CSV table'),
  'files.notGranted': message('Memwall was not given this file, or has been started anew since: choose it again.'),
  'files.leadsElsewhere': message<{ name: string }>(
    '“{name}” now leads to another file than the one that was chosen: choose it again.',
  ),
  'files.otherKind': message<{ name: string; ending: string }>(
    '“{name}” is, or is a link to, a file of another kind: choose a name that ends in {ending}.',
  ),
}
