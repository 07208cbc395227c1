import type { movement as english } from '../english/movement.ts'
import type { Translation } from '../translation.ts'

/** Data that moves: off the die, which is the memory wall, and on it, which is not. */
export const movement: Translation<typeof english> = {
  'movement.offDie': '片外',
  'movement.onDie': '片上',
  'cause.onDie': '{cause}，片上',
  'movement.takes': '片外数据搬运占{whole}中的{offDie}。',
  'movement.bothTake': '片外数据搬运占{whole}中的{offDie}，片上搬运占{onDie}。',
  'movement.offDieTitle': '片外数据搬运',
  'movement.offDieDetail': '解码占比，50 % 处为标线',
  'movement.offDieShare': '片外数据搬运，解码占比',
  'movement.onDieShare': '片上数据搬运，解码占比',
  'movement.onDieTitle': '片上数据搬运',
  'movement.onDieDetail': '解码占比，无标线',
}
