import { message } from '../message.ts'

/** Data that moves: off the die, which is the memory wall, and on it, which is not. */
export const movement = {
  'movement.offDie': message('off the die'),
  'movement.onDie': message('on the die'),
  'cause.onDie': message<{ cause: string }>('{cause}, on die'),
  'movement.takes': message<{ offDie: string; whole: string }>('Moving data off the die takes {offDie} of {whole}.'),
  'movement.bothTake': message<{ offDie: string; onDie: string; whole: string }>(
    'Moving data off the die takes {offDie} of {whole}, moving it on the die {onDie}.',
  ),
  'movement.offDieTitle': message('Data movement off die'),
  'movement.offDieDetail': message('share of decode, mark at 50 %'),
  'movement.offDieShare': message('Data movement off die, share of decode'),
  'movement.onDieShare': message('Data movement on die, share of decode'),
  'movement.onDieTitle': message('Data movement on die'),
  'movement.onDieDetail': message('share of decode, no mark'),
} as const
