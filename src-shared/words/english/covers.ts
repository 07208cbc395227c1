import type { CoveredUnit } from '../../domain/covers.ts'
import { message } from '../message.ts'

/** What prices and powers cover, and what stands around devices. */
export const covers = {
  /** Beside the name of a price or power: what it is of. */
  'cover.of': message<{ readonly of: CoveredUnit }>(
    '{of, select, chip {of the chip} board {of the board} node {of the server} rack {of the rack} other {of the system}}',
  ),
  'figure.covers': message('Covers'),
  /** What is in a price or power, and what is not. */
  'cover.all': message<{ readonly of: CoveredUnit }>(
    '{of, select, chip {chip} board {board} node {server} rack {rack} other {system}}, all in',
  ),
  'cover.some': message<{
    readonly of: CoveredUnit
    readonly held: readonly string[]
    readonly missing: readonly string[]
  }>('{of, select, chip {chip} board {board} node {server} rack {rack} other {system}} with {held}, without {missing}'),
  'cover.none': message<{ readonly of: CoveredUnit; readonly missing: readonly string[] }>(
    '{of, select, chip {chip} board {board} node {server} rack {rack} other {system}} alone, without {missing}',
  ),
  'cover.host': message('host'),
  'cover.network': message('network'),
  'cover.rack': message('rack'),
  /** Of a part nobody says anything of. */
  'cover.perhapsHost': message('perhaps host'),
  'cover.perhapsNetwork': message('perhaps network'),
  'cover.perhapsRack': message('perhaps rack'),
  'figure.boardPower': message('Board power, limit'),
  'figure.provisionedPower': message('Provisioned power'),
  'figure.idlePower': message('Idle power'),
  'figure.hostPower': message('Host power beside the boards'),
  'figure.networkPower': message('Network power beside the boards'),
  'figure.purchasePrice': message('Purchase price'),
  'figure.rentalPrice': message('Rental price'),
  'figure.hostPrice': message('Host beside the price'),
  'figure.networkPrice': message('Network beside the price'),
  'figure.rackPrice': message('Rack beside the price'),
  /** Why a figure that no source gives is what it is. */
  'figure.ofMachine': message(
    'between 15 % of the board power and the most the machine draws less its boards: as far from both',
  ),
  'figure.hostOfBoard': message('nobody says: between 15 and 45 % of the board power'),
  'figure.networkOfBoard': message('nobody says: between 3 and 12 % of the board power'),
  'figure.aroundWafer': message('a guess: what the price of a machine leaves out'),
  /** Rates that measurements reached. */
  'figure.measuredPrompt': message('Reached by a prompt, FP16'),
  'figure.measuredBf16Products': message('Reached by BF16 products'),
  'figure.measuredBandwidth': message('Reached by reading'),
  /** A line of the register and of the page: what the price of a scenario covers. */
  'register.priceCovers': message('Price covers'),
  'register.stackDocumentation': message<{ readonly stack: string }>('Documentation of {stack}'),
  'register.memoryReserve': message<{ readonly stack: string }>('Memory kept back by {stack}'),
  /** Bars of the energy of a token. */
  'energy.hosts': message('Hosts'),
  'energy.network': message('Network'),
  'energy.hostsDraw': message('Hosts, fans and what joins the devices'),
  'energy.networkDraw': message('Switches, network cards and optics between nodes'),
  'energy.surroundings': message('Hosts and network'),
  'energy.surroundingsWithin': message('hosts and network'),
  /** The bar of all that serves. */
  'energy.served': message('Serving'),
  'energy.whileServing': message('Devices, hosts and network while they serve'),
  'energy.servedBy': message<{ readonly letter: string }>('Devices, hosts and network of {letter} while they serve'),
  'energy.hoursAtRest': message('Hours that are not served'),
  'energy.shareWhileServing': message('Share while serving'),
  'energy.shareServed': message<{ readonly share: string }>('{share} of the energy while serving'),
  'energy.reading': message<{ readonly parts: string; readonly total: string }>(
    '{parts} of {total}, hosts and network included.',
  ),
}
