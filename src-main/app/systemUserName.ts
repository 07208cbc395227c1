import { userInfo } from 'node:os'

/** Name of the operating system's user; empty where the system knows none, as in some containers. */
export function systemUserName(): string {
  try {
    return userInfo().username
  } catch {
    return ''
  }
}
