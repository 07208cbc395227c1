/** "1 device", "10,000 devices". @param noun one of it, whose plural ends in s */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`
}
