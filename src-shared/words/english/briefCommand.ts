import { message } from '../message.ts'

type Typed = { readonly typed: string }

/** The command that prints and changes a brief, in a terminal. */
export const briefCommand = {
  'briefCommand.summary': message(
    'print or change what a workspace is to decide: demand, promise, money, alternatives',
  ),
  'briefCommand.usage': message('brief FILE [--set PATH=VALUE]… [--add DEVICE:KIND]… [--remove ID]… [-o OUT]'),
  'briefCommand.about': message<{ readonly kinds: string }>(
    'Prints the brief of a .memwall file: every input under the path it is set by, with its range and grade, and what nobody has said yet. With --set, --add or --remove the file is changed first: alternatives are removed, then added, then fields are set, and only if all of it holds is anything written. Without -o the file itself is written, unless somebody else has changed it in the meantime.\nA value is typed with its unit: “500M”, “30 ms”, “36 months”, “9 %”; a figure with its 10th and 90th percentile as “2 (1.5..3)”. “none” clears a field. What is set counts as your own figure. demand.outputTokensPerDay, demand.requestsPerSecond and demand.users set the demand in that unit. Alternatives go by id or letter: alternatives.b200.offer.price, alternatives.A.offer.price.\nAn alternative is a device of the library, or one the file holds, and one of {kinds}. DEVICE:add:KEPT keeps the device KEPT beside it; hosted and statusQuo need no device. What nobody said of it is proposed with the grade guess. Keeping what is owned stays among the alternatives: a device that is owned is also kept with each that is bought, and one that is kept beside another is also kept alone; those rows are added with it and follow what is set for it.',
  ),
  'briefCommand.set': message('set a field; may be given more than once'),
  'briefCommand.add': message('add an alternative; may be given more than once'),
  'briefCommand.remove': message('remove an alternative, by id or letter; may be given more than once'),
  'briefCommand.output': message('write there and leave FILE as it is'),
  'briefCommand.json': message(
    '\'{\'"path" of what was written or null, "brief" as in the file, "rates":\'{\'"meanRequestsPerSecond", "peakRequestsPerSecond", "outputTokensPerDay", "outputTokensPerMonth"\'}\', "unknown":[paths]\'}\'; SI values and USD, null where unknown.',
  ),
  'briefCommand.print': message('what is to be decided, and what is still unknown'),
  'briefCommand.say': message('say how much is to be served, and how fast'),
  'briefCommand.rent': message('add a rented machine at a price'),
  'briefCommand.written': message<{ readonly path: string }>('{path}: written'),
  'briefCommand.complete': message('Nothing a decision needs is unknown.'),
  'briefCommand.unknown': message('Still unknown:'),
  'briefCommand.notThere': message<{ readonly named: string; readonly known: string }>(
    '--remove “{named}”: the alternatives are {known}.',
  ),
  'briefCommand.noValue': message<Typed>('--set “{typed}”: write PATH=VALUE, such as demand.outputTokensPerDay=500M.'),
  'briefCommand.notSet': message<{ readonly why: string }>('--set {why}'),
  'briefCommand.noKind': message<Typed & { readonly kinds: string }>(
    '--add “{typed}”: write DEVICE:KIND, where KIND is one of {kinds}.',
  ),
  'briefCommand.noDevice': message<Typed & { readonly kind: string }>(
    '--add “{typed}”: “{kind}” needs a device, as in b200-sxm:{kind}.',
  ),
  'briefCommand.noKept': message<Typed>(
    '--add “{typed}”: what is kept is named with add alone, as in b200-sxm:add:h100-sxm.',
  ),
  'briefCommand.full': message<Typed>(
    '--add “{typed}”: the brief has as many alternatives as it can hold; remove one with --remove.',
  ),
  'briefCommand.range': message<{ readonly low: string; readonly high: string }>('{low} to {high}'),
  'briefCommand.noMachine': message('no machine'),
  'briefCommand.keeps': message<{ readonly device: string }>('keeps {device}'),
  'briefCommand.perDevice': message<{ readonly price: string }>('{price} a device'),
  'briefCommand.perSystem': message<{ readonly price: string; readonly devices: number }>(
    '{price} for {devices, plural, one {# device} other {# devices}}',
  ),
  'briefCommand.profile': message('the device’s profile'),
}
