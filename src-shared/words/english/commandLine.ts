import { message } from '../message.ts'

type Named = { readonly name: string }
type At = { readonly path: string }

/** What the command line says beyond what each command is about: standard streams, guesses, and the small commands. */
export const commandLine = {
  'cli.files.nothingPiped': message(
    '“-” is standard input, and nothing is piped into it: write “cat plan.memwall | memwall COMMAND -”, or name the file.',
  ),
  'cli.files.whereTo': message(
    'What comes from standard input has no file to be written to; say where with -o OUT, or print it with -o -.',
  ),
  'cli.files.severalToOne': message(
    'Several files cannot be one on standard output; name a folder with -o FOLDER, or give one FILE.',
  ),
  'cli.files.noFolder': message<Named>('“{name}” cannot be a folder for the reports; name another with -o FOLDER.'),
  'cli.guess.ran': message<{ readonly word: string; readonly meant: string }>(
    '“{word}” is taken as “memwall {meant}”.',
  ),
  'cli.guess.see': message<{ readonly word: string; readonly meant: string }>(
    'there is no command “{word}”; what comes near is “memwall {meant}”. “memwall --help” lists all commands.',
  ),
  'cli.guess.unknown': message<{ readonly word: string; readonly meant: string }>(
    'there is no command “{word}”; did you mean “{meant}”? “memwall --help” lists them all.',
  ),
  'cli.guess.openFile': message<{ readonly word: string; readonly file: string }>(
    '“{word}” changes nothing by itself: “memwall set {file} PATH VALUE” changes a field, “memwall open {file}” opens the window.',
  ),
  'cli.baseline': message('the scenario the others are compared with, by id or letter, for this run alone'),
  'cli.progress': message<{ readonly what: string; readonly share: string }>('{what} … {share}'),
  'cli.progress.waiting': message<{ readonly what: string }>('{what} …'),
  'cli.progress.decide': message('Deciding'),
  'cli.progress.report': message('Making the report'),
  'cli.progress.best': message('Looking for the best configurations'),
  'cli.progress.effect': message('Working out what each change does'),
  'cli.progress.calibrate': message('Fitting to the measurements'),

  'cli.version.summary': message('print the version, and with --all what Memwall runs on'),
  'cli.version.about': message(
    'Prints the version. With --all also the Node it runs on, the folder of the library and what is in it, and whether a window can open here: what to send along with a question.',
  ),
  'cli.version.all': message('also Node, platform, library, and whether a window can open'),
  'cli.version.example': message('the version alone'),
  'cli.version.exampleAll': message('what this installation is, and what it lacks'),
  'cli.version.line': message<{ readonly version: string }>('memwall {version}'),
  'cli.version.runsOn': message<{ readonly node: string; readonly platform: string }>('Node {node} on {platform}'),
  'cli.version.library': message<{ readonly folder: string; readonly counts: string }>('Library in {folder}: {counts}'),
  'cli.version.window': message('A window can open: “memwall open FILE”.'),

  'cli.open.summary': message('open a file in the window'),
  'cli.open.about': message(
    'Starts the desktop window with FILE, or without one on its start page, and returns at once. A window that is open already shows the file. A report in PDF opens the document it was made from.',
  ),
  'cli.open.example': message('look at it in the window'),
  'cli.open.exampleEmpty': message('the start page'),
  'cli.open.opening': message<At>('{path}: opening in the window'),
  'cli.open.openingEmpty': message('Opening the window'),
  'cli.open.piped': message(
    'The window opens a file, not standard input: write it to a file first, such as “memwall new plan.memwall”.',
  ),
  'cli.open.noDisplay': message(
    'There is no display here, so no window can open; “npm start -- --browser” serves the same workbench to a browser, and every other command works without a window.',
  ),
  'cli.open.notBuilt': message('The window’s program is not here; “npm run build” makes it.'),
  'cli.open.noRuntime': message('The window’s Electron runtime is not here; “npm start” gets it once.'),
  'cli.open.notStarted': message<{ readonly reason: string }>(
    'The window did not start ({reason}); “npm start” says more.',
  ),

  'cli.new.summary': message('write a new workspace file, empty or from a sample'),
  'cli.new.about': message(
    'Writes the workspace that the window makes with New: eight B200 against four WSE-3. With --sample it is one of the worked samples, which --samples lists. The ending .memwall is added where it is missing, without FILE the name is the sample’s or “Untitled”, and “-” prints the file. A file that exists is not replaced without --force.',
  ),
  'cli.new.sample': message('start from a sample'),
  'cli.new.samples': message('list the samples'),
  'cli.new.title': message('the title of the workspace'),
  'cli.new.force': message('replace a file that exists'),
  'cli.new.example': message('a workspace to begin with'),
  'cli.new.exampleSample': message('one of the samples, under a title of your own'),
  'cli.new.exampleSamples': message('the samples, by the id that --sample takes'),
  'cli.new.made': message<At & { readonly title: string }>('{path}: “{title}”'),
  'cli.new.next': message<At>(
    'Next: “memwall compare {path}”, “memwall brief {path}”, “memwall set {path} PATH VALUE”, “memwall open {path}”.',
  ),
  'cli.new.exists': message<Named>('“{name}” already exists; choose another name, or replace it with --force.'),
  'cli.new.noSample': message<Named & { readonly nearest: string }>(
    'there is no sample “{name}”; did you mean “{nearest}”? “memwall new --samples” lists them.',
  ),
  'cli.new.tooLong': message('--title: a title has at most 200 characters; shorten it.'),
  'cli.new.titleTitle': message('Title'),

  'cli.check.summary': message('say whether workspace files are sound, and what a decision still lacks'),
  'cli.check.about': message(
    'Opens each FILE as every command does: fields, limits, references and the hashes of its profiles. Says what is in it and what of its brief is still unknown. “memwall validate” is something else: it holds predictions against measurements.',
  ),
  'cli.check.example': message('is it sound, and what is missing?'),
  'cli.check.exampleAll': message('all of a folder, for a script'),
  'cli.check.sound': message<Named & { readonly scenarios: number; readonly alternatives: number }>(
    '{name}: sound, {scenarios, plural, one {# scenario} other {# scenarios}} and {alternatives, plural, one {# alternative} other {# alternatives}}',
  ),
  'cli.check.unknown': message<{ readonly paths: readonly string[] }>('Still unknown: {paths}.'),

  'cli.set.summary': message('change one field of a workspace'),
  'cli.set.about': message(
    'Sets the field at PATH, as “memwall diff” and “memwall merge” name it with --json, to VALUE and writes the file, unless somebody else has changed it in the meantime. “memwall get FILE” lists every PATH with its value. A path may leave out what is unmistakable: scenarios/a/concurrency, scenarios/A/devices, promise/timePerToken; scenarios and alternatives go by id or letter, and dots do for slashes.\nNumbers are typed with their units: 64, 30k, “30 ms”, “4.8 TB/s”, “9 %”; figures of the brief with their range, “2 (1.5..3)”. “null”, “none” and “unknown” clear a field where it may be empty. Lists and objects are typed as JSON. A device or model that the file lacks is taken from the library.',
  ),
  'cli.set.output': message('write there and leave FILE as it is; - prints the document'),
  'cli.set.json': message(
    '\'{\'"path" of what was written or null, "differences":[\'{\'"kind", "path", "label", "before", "after"\'}\']\'}\'',
  ),
  'cli.set.example': message('requests in flight of A'),
  'cli.set.exampleBrief': message('what is promised, in a copy'),
  'cli.set.examplePipe': message('change it on its way, and write nothing'),
  'cli.set.unchanged': message<At>('{path}: that is its value already'),
  'cli.set.noPlace': message<At & { readonly nearest: readonly string[] }>(
    'there is no field “{path}”; the nearest are {nearest}. “memwall get FILE” lists all.',
  ),
  'cli.set.ambiguous': message<At & { readonly nearest: readonly string[] }>('“{path}” could be {nearest}; say which.'),
  'cli.set.part': message<At & { readonly nearest: readonly string[] }>(
    '“{path}” has parts; set one of them, such as {nearest}.',
  ),
  'cli.set.profile': message<At>(
    '“{path}” is a figure of an embedded profile; override it for a scenario at scenarios/ID/machine/hardwareOverrides/FIGURE, or change the profile in the library.',
  ),
  'cli.set.fixed': message<At>('“{path}” is what names it in the file and stays as it is.'),
  'cli.set.wrong': message<At & { readonly value: string; readonly why: string }>('{path} “{value}”: {why}'),
  'cli.set.expected': message<{ readonly expected: string }>('it takes {expected}.'),
  'cli.set.refused': message<At & { readonly why: string }>('{path}: {why}.'),

  'cli.get.summary': message('print one field of a workspace, or list all with their paths'),
  'cli.get.about': message(
    'Prints the value at PATH, or without PATH every field with the path that “memwall set” takes. A path that names a part lists what is in it.',
  ),
  'cli.get.json': message('the value as it stands in the file; a part, or the whole, as objects by id. SI values.'),
  'cli.get.example': message('every field of it'),
  'cli.get.exampleOne': message('one value, for a script'),

  'cli.completion.usage': message<{ readonly shells: string }>('completion {shells}'),
  'cli.completion.summary': message('print what completes commands in bash, zsh or fish'),
  'cli.completion.about': message(
    'Prints a script for the shell that completes commands, their options and words, and .memwall files. In bash: put source <(memwall completion bash) into ~/.bashrc; in zsh the same with zsh into ~/.zshrc, after compinit; in fish: memwall completion fish > ~/.config/fish/completions/memwall.fish.',
  ),
  'cli.completion.json': message('\'{\'"shell", "script"\'}\''),
  'cli.completion.example': message('complete in this bash from now on'),
  'cli.completion.exampleFish': message('in every fish'),
  'cli.completion.noShell': message<Named>('there is no completion for “{name}”; choose bash, zsh or fish.'),
  'cli.library.only': message('list devices or models alone'),
  'cli.library.noKind': message<Named>('--only takes devices or models, not “{name}”.'),

  'cli.check.usage': message('check FILE…'),
  'cli.get.usage': message('get FILE [PATH]'),
  'cli.open.usage': message('open [FILE]'),
  'cli.set.usage': message('set FILE PATH VALUE [-o OUT]'),
  'cli.version.usage': message('version [--all]'),
  'cli.new.usage': message('new [FILE] [--sample ID] [--title TEXT] [--force]'),
  'cli.new.usageSamples': message('new --samples'),
  'cli.check.json': message(
    '\'{\'"file", "title", "scenarios", "alternatives", "notice", "unknown":[paths]\'}\'; of several files a list.',
  ),
  'cli.new.json': message(
    '\'{\'"path", "title"\'}\', or with --samples [\'{\'"id", "title", "description", "opens", "slots"\'}\']',
  ),
  'cli.open.json': message("'{'\"path\"'}' of the file, or null"),
  'cli.version.json': message(
    '\'{\'"version", "node", "platform", "library", "devices", "systems", "models", "window"\'}\'',
  ),
  'cli.evaluate.summary': message(
    'say how fast, how full, how dear each scenario of a workspace is, and what binds it',
  ),
  'cli.evaluate.about': message(
    'Evaluates the scenarios of a .memwall file one after the other: fit, binding resource, headline numbers with their 80 % intervals and grades, and findings. A scenario that does not fit is an answer, not a failure.',
  ),
  'cli.compare.summary': message('put the scenarios of a workspace side by side against the baseline'),
  'cli.compare.about': message(
    'Prints the comparison that the window shows first: questions by scenarios, with the difference from the baseline. The order of better and worse is marked by the arrow behind each question.',
  ),
  'cli.diff.summary': message('list what differs between two workspaces, in words'),
  'cli.best.summary': message('find each machine’s best configuration within the objective of a file'),
  'cli.best.about': message(
    'Weighs precisions, splits over devices, requests in flight, and prompts on pools of their own, for every scenario’s machine under the file’s objective: each machine at its best is the fair comparison. Cost and energy count the prompts. One copy has up to --devices devices; --traffic says how many copies a number of requests per second takes.',
  ),
  'cli.merge.summary': message('merge two changed copies of a workspace'),

  // What is typed, as an example.
  'cli.get.line': message('memwall get plan.memwall'),
  'cli.get.line2': message('memwall get plan.memwall scenarios/a/layout/devices'),
  'cli.check.line': message('memwall check plan.memwall'),
  'cli.check.line2': message('memwall check plans/*.memwall --json'),
  'cli.open.line': message('memwall open plan.memwall'),
  'cli.open.line2': message('memwall open'),
  'cli.version.typed': message('memwall version'),
  'cli.version.line2': message('memwall version --all'),
  'cli.completion.line': message('source <(memwall completion bash)'),
  'cli.completion.line2': message('memwall completion fish > ~/.config/fish/completions/memwall.fish'),
  'cli.set.line': message('memwall set plan.memwall scenarios/a/workloadOverrides/concurrency 64'),
  'cli.set.line2': message('memwall set plan.memwall brief/promise/timePerToken 30ms -o faster.memwall'),
  'cli.set.line3': message('memwall set plan.memwall A/devices 16 -o - | memwall compare -'),
  'cli.export.usage': message(
    'export FILE --as FORMAT [--what WHAT] [--chart CHART] [--scenario LETTER] [-o OUT] [--force]',
  ),
  'cli.export.line2': message('memwall export plan.memwall --as csv'),
  'cli.export.line3': message("memwall export plan.memwall --as json --what cost -o - | jq ''.rows[].total''"),
  'cli.export.line4': message('memwall export plan.memwall --as xlsx -o plan.xlsx'),
  'cli.export.line5': message('memwall export plan.memwall --as png --chart roofline --scenario B'),
  'cli.new.line': message('memwall new plan.memwall'),
  'cli.new.line2': message('memwall new plan.memwall --sample b200-against-wse3 --title Ours'),
  'cli.new.line3': message('memwall new --samples'),

  'cli.diff.git': message(
    'For git, which then compares what the files say: git config diff.memwall.textconv "memwall diff --textconv", with “*.memwall diff=memwall” in .gitattributes. As a driver that prints differences alone: git config diff.memwall.command "memwall diff --git".',
  ),
  'cli.diff.textconv': message('print every field of one file in words, a line each, for git to compare'),
  'cli.diff.textconvTooMuch': message<{ readonly word: string }>(
    '“{word}” is too much; usage: memwall diff --textconv FILE',
  ),
  'cli.diff.missing': message('something is missing; usage: memwall diff A B'),
  'cli.diff.effect': message(
    'Each difference is followed by what it alone does to the decision: the cost of the alternative that leads, how often it is first, and whether the choice becomes another. Each is decided as “memwall decide” does.',
  ),
  'cli.diff.noEffect': message('leave out what each difference does to the decision, which takes a moment'),
  'cli.diff.json': message(
    '[\'{\'"kind":"added", "removed" or "changed", "path", "label", "before", "after", "effect":\'{\'"cost","first","choice","state"\'}\' or null\'}\']; cost: USD per million output tokens more of what leads; first: share of draws more in which it is first; choice and state: with this difference alone, null where as before; without effect with --no-effect; with --textconv [\'{\'"path", "label", "value"\'}\']',
  ),
  'cli.diff.example.since': message('what changed since the approval, and what it does to the decision'),
  'cli.diff.example.fast': message('the differences alone, at once'),
  'cli.diff.line.fast': message('memwall diff a.memwall b.memwall --no-effect'),
  'cli.diff.before': message<{ readonly headline: string }>('Before: {headline}'),
  'cli.diff.after': message<{ readonly headline: string }>('After: {headline}'),
  'cli.diff.choice': message<{ readonly changed: string }>(
    '{changed, select, yes {Choice changed.} no {Choice unchanged.} other {Choice unchanged: nothing that differs enters the decision.}}',
  ),
  'cli.diff.notDecided': message<{ readonly why: string }>('cannot be decided: {why}'),
  'cli.diff.alone': message<{ readonly why: string }>('alone it cannot be decided: {why}'),
  'cli.diff.rest': message<{ readonly most: number }>('effect not worked out: only the first {most, number} are'),
  'cli.value.none': message('none'),
  'cli.value.notGiven': message('not given'),
  'cli.merge.name': message('what to call the file: git merges copies with names of its own'),

  'cli.schema.summary': message('print the JSON Schema of the .memwall file'),
  'cli.schema.usage': message('schema [-o FILE]'),
  'cli.schema.about': message(
    'Prints the JSON Schema (draft 2020-12) of the .memwall file as this Memwall saves it: every field with what it is, its unit and its limits. Any validator of that draft checks a file with it. What refers to what, and what older and newer versions do, is in docs/file-format.md.',
  ),
  'cli.schema.output': message('write it to a file, with the ending .json'),
  'cli.schema.json': message('the schema itself, or an object with “path” and “id” of what was written.'),
  'cli.schema.example.print': message('all of it'),
  'cli.schema.example.file': message('keep it beside the files'),
  'cli.schema.line.print': message('memwall schema'),
  'cli.schema.line.file': message('memwall schema -o memwall.schema.json'),
  'cli.schema.unreadable': message<{ why: string }>(
    'The schema that ships with Memwall could not be read: {why}. Install Memwall again.',
  ),
}
