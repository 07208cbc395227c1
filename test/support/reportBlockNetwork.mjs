// Preloaded into a process and its workers: any attempt to reach the net throws.
import { Socket } from 'node:net'

globalThis.fetch = () => {
  throw new Error('The report reached for the net with fetch.')
}
Socket.prototype.connect = () => {
  throw new Error('The report reached for the net with a socket.')
}
