import type { Amount } from '../../units/amount.ts'
import { message } from '../message.ts'

/** Charts of what a token costs: in dollars, joules and carbon. */
export const chartsMoney = {
  'charts.carbon.part': message<{ part: 'use' | 'embodied' }>(
    '{part, select, use {Electricity} other {Making the devices}}',
  ),
  'charts.carbon.title': message('Carbon per million output tokens'),
  'charts.carbon.axis': message('CO2e per million output tokens'),
  'charts.carbon.alternative': message('Carbon dioxide equivalent per million output tokens by part'),
  'charts.carbon.empty': message('Add a scenario to see the carbon of a token.'),
  'charts.power.unknown': message('Enter the missing power in the inspector.'),
  'charts.carbon.none': message('No carbon is known.'),
  'charts.carbon.reading': message<{ letter: string; total: Amount; share: string }>(
    '{letter} emits least, {total} CO2e{share, select, none {} other {, {share} of it from making the devices}}.',
  ),
  'charts.carbon.unmade': message<{ letters: readonly string[] }>(
    'Making the devices is unknown and left out for {letters}.',
  ),
  'charts.cost.part': message<{ part: 'capital' | 'energy' | 'operations' | 'facility' | 'migration' }>(
    '{part, select, capital {Machine} energy {Electricity} operations {Operations} facility {Space and cooling} other {Migration}}',
  ),
  'charts.cost.title': message('Cost per million output tokens'),
  'charts.cost.y': message('Cost, USD per million output tokens'),
  'charts.cost.x': message('per million output tokens'),
  'charts.cost.alternative': message('Cost per million output tokens by part'),
  'charts.cost.empty': message('Add a scenario to see the cost of a token.'),
  'charts.cost.unknown': message('Enter the missing price in the inspector.'),
  'charts.cost.none': message('No cost is known.'),
  'charts.cost.reading': message<{ letter: string; total: Amount; share: string }>(
    '{letter} is cheapest at {total}; the machine is {share} of it.',
  ),
  'charts.cost.notKnown': message<{ letters: readonly string[] }>('Not known for {letters}.'),
  'charts.energy.title': message('Energy per output token, per system'),
  'charts.energy.y': message('Energy, J per output token'),
  'charts.energy.x': message('per output token'),
  'charts.energy.alternative': message('Energy per output token by what it is spent on'),
  'charts.energy.empty': message('Add a scenario to see the energy of a token.'),
  'charts.energy.share': message<{ share: string; letter: string }>('{share} on {letter}'),
  'charts.energy.takes': message<{ name: string; many: string; shares: readonly string[] }>(
    '{name} {many, select, yes {take} other {takes}} {shares}',
  ),
  'charts.stacked.unitFirst': message<{ unit: string; name: string }>('{unit} {name}'),
} as const
