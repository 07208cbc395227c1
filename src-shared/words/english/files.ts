import { message } from '../message.ts'

/** What is said where a file may not be read or written. */
export const files = {
  'file.notGranted': message('Memwall was not given this file, or has been started anew since: choose it again.'),
  'file.leadsElsewhere': message<{ name: string }>(
    '“{name}” now leads to another file than the one that was chosen: choose it again.',
  ),
  'file.otherKind': message<{ name: string; ending: string }>(
    '“{name}” is, or is a link to, a file of another kind: choose a name that ends in {ending}.',
  ),
}
