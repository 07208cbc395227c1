import { message } from '../message.ts'

/** What a page in a browser says that may not come in. */
export const session = {
  'session.none': message('Open the address that Memwall printed when it started. It works once.'),
  'session.used': message('This address was used before. Start Memwall again to get a new one.'),
}
