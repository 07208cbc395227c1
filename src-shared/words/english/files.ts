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
  'files.schema.summary': message('print the JSON Schema of the .memwall file'),
  'files.schema.usage': message('schema [-o FILE]'),
  'files.schema.about': message(
    'Prints the JSON Schema (draft 2020-12) of the .memwall file as this Memwall saves it: every field with what it is, its unit and its limits. Any validator of that draft checks a file with it. What refers to what, and what older and newer versions do, is in docs/file-format.md.',
  ),
  'files.schema.output': message('write it to a file, with the ending .json'),
  'files.schema.json': message('the schema itself, or an object with “path” and “id” of what was written.'),
  'files.schema.example.print': message('all of it'),
  'files.schema.example.file': message('keep it beside the files'),
  'files.schema.line.print': message('memwall schema'),
  'files.schema.line.file': message('memwall schema -o memwall.schema.json'),
  'files.schema.unreadable': message<{ why: string }>(
    'The schema that ships with Memwall could not be read: {why}. Install Memwall again.',
  ),
}
