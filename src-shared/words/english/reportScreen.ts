import type { Alternatives } from '../../domain/wording.ts'
import type { Amount } from '../../units/amount.ts'
import { message } from '../message.ts'

/** The Report screen: what is in the report, whom it is for, and what is wrong with it. What is printed is elsewhere. */
export const reportScreen = {
  'reportScreen.title': message('Report'),
  'reportScreen.toolbar': message('Report'),
  'reportScreen.step': message<{ what: string }>('Report: {what}'),
  'reportScreen.empty.title': message('No workspace is open'),
  'reportScreen.empty.text': message('Open one, or begin one on the start page: its report is laid out here.'),

  'reportScreen.audience': message('Reader'),
  'reportScreen.audience.of': message<{ audience: string }>('{audience, select, board {Board} other {Full}}'),
  'reportScreen.audience.hint': message<{ audience: string }>(
    '{audience, select, board {Two pages: the decision, and its case with the signatures} other {Decision and case first, then the sections you choose}}',
  ),
  'reportScreen.language': message('Language of the report'),
  'reportScreen.language.of': message<{ language: string }>('{language, select, zh {中文} other {English}}'),
  'reportScreen.paper': message('Paper'),
  'reportScreen.paper.of': message<{ paper: string }>('{paper, select, letter {Letter} other {A4}}'),
  'reportScreen.zoom.out': message('Smaller'),
  'reportScreen.zoom.in': message('Larger'),
  'reportScreen.zoom.fit': message('Fit the page'),
  'reportScreen.zoom.true': message('True size'),
  'reportScreen.zoom.now': message<{ share: string }>('Zoom {share}: fit the page'),
  'reportScreen.export': message('Export PDF…'),
  'reportScreen.exporting': message('Exporting'),
  'reportScreen.exporting.computing': message<{ share: string }>(
    'Exporting the PDF: working out the analyses, {share}',
  ),
  'reportScreen.exporting.setting': message('Exporting the PDF'),
  'reportScreen.exporting.asked': message('It is of what was entered when it was asked for.'),
  'reportScreen.exporting.cancelled': message('The export was cancelled. No file was written.'),
  'reportScreen.exported': message<{ pages: number; where: string }>(
    'The report has {pages, plural, one {# page} other {# pages}}: {where}',
  ),
  'reportScreen.cancelled': message('The report was cancelled.'),
  'reportScreen.more': message('More'),
  'reportScreen.details': message('Details'),
  'reportScreen.details.count': message<{ count: number }>(
    'Details, {count, plural, =0 {no problems} one {# problem} other {# problems}}',
  ),
  'reportScreen.renew': message('Lay the pages out anew'),

  'reportScreen.sections': message('Sections'),
  'reportScreen.sections.count': message<{ shown: number; all: number; pages: number }>(
    '{shown} of {all}{pages, plural, =0 {} one {, # page} other {, # pages}}',
  ),
  'reportScreen.section': message<{ section: string }>(
    '{section, select, decision {Decision and why} case {Case and signatures} brief {Brief, demand and SLO} matrix {Matrix} inputs {Inputs} wall {Memory wall} time {Where the time goes} frontier {Frontier} costs {Cost parts} flips {What would flip it} risks {Risks} evidence {Predicted and measured} changes {Changes since approval} register {Assumption register} operators {Operators} other {Method and accuracy}}',
  ),
  'reportScreen.section.own': message('Own section'),
  'reportScreen.section.page': message<{ from: number; to: number }>(
    '{to, plural, =0 {page {from}} other {pages {from} to {to}}}',
  ),
  'reportScreen.section.fixed': message('always first'),
  'reportScreen.section.out': message('not in the board brief'),
  'reportScreen.section.warned': message<{ severity: string }>(
    '{severity, select, bad {has a problem} other {has a warning}}',
  ),
  'reportScreen.section.step': message<{ name: string; shown: string }>(
    '{shown, select, yes {{name} in} other {{name} out}}',
  ),
  'reportScreen.section.moved': message<{ name: string }>('move {name}'),
  'reportScreen.section.place': message<{ name: string; place: number; all: number }>('{name}: {place} of {all}'),
  'reportScreen.key': message<{ key: string }>('{key, select, space {Space} other {Alt ↑↓}}'),
  'reportScreen.keys.space': message('in or out'),
  'reportScreen.keys.move': message('move'),
  'reportScreen.board.note': message('The board brief is exactly the first two. The others are in the full report.'),
  'reportScreen.preset': message('Preset'),
  'reportScreen.preset.of': message<{ preset: string }>(
    '{preset, select, all {Everything} board {Decision and case alone} other {The usual order}}',
  ),
  'reportScreen.preset.now': message<{ preset: string }>(
    'Preset: {preset, select, all {all} board {board} other {own}}',
  ),
  'reportScreen.own.add': message('Own section'),
  'reportScreen.own.full': message<{ most: number }>('A report holds {most} sections of your own.'),
  'reportScreen.own.edit': message('Edit…'),
  'reportScreen.own.remove': message('Remove'),
  'reportScreen.own.untitled': message('Untitled section'),
  'reportScreen.own.dialog': message<{ new: string }>('{new, select, yes {Own section} other {Edit the section}}'),
  'reportScreen.own.title': message('Title'),
  'reportScreen.own.text': message('Text'),
  'reportScreen.own.text.hint': message('Printed as it is typed; an empty line begins a paragraph.'),
  'reportScreen.own.save': message<{ new: string }>('{new, select, yes {Add} other {Save}}'),
  'reportScreen.own.cancel': message('Cancel'),
  'reportScreen.own.step': message<{ what: string; name: string }>(
    '{what, select, add {add “{name}”} remove {remove “{name}”} other {“{name}”}}',
  ),

  'reportScreen.pages': message('Pages'),
  'reportScreen.page.thumbnail': message<{ page: number; severity: string }>(
    'Page {page}{severity, select, bad {, with a problem} warn {, with a warning} other {}}',
  ),
  'reportScreen.page': message<{ page: number; pages: number; title: string }>('Page {page} of {pages} of “{title}”'),
  'reportScreen.preview': message('Page'),
  'reportScreen.computing': message<{ share: string }>('Working out the analyses, {share}'),
  'reportScreen.setting': message('Laying the pages out'),
  'reportScreen.waiting.first': message('The pages come when they are whole.'),
  'reportScreen.waiting.before': message('The last whole pages stay until then.'),
  'reportScreen.cancel': message('Cancel'),
  'reportScreen.stopped': message<{ before: string }>(
    '{before, select, yes {Stopped. The pages are older than what is entered.} other {Stopped. There are no pages yet.}}',
  ),
  'reportScreen.failed': message<{ before: string; reason: string }>(
    '{before, select, yes {The pages are older than what is entered. } other {}}{reason}',
  ),
  'reportScreen.again': message('Try again'),

  'reportScreen.block': message<{ block: string }>(
    '{block, select, summary {Summary} ask {What is asked} notModelled {Not modelled} openPoints {Open points} recommendation {Recommendation} other {Text}}',
  ),
  'reportScreen.block.edit': message<{ block: string; text: string }>('Edit {block}: {text}'),
  'reportScreen.block.edited': message('edited by hand'),
  'reportScreen.block.computed': message('as computed'),
  'reportScreen.block.most': message<{ most: number }>('A report holds {most} edited texts. Put one back first.'),

  'reportScreen.first': message('Details, on the first page'),
  'reportScreen.field': message<{ field: string }>(
    '{field, select, title {Title} owner {Owner} date {Date} standing {Decision} addressee {For} company {Company} other {Logo}}',
  ),
  'reportScreen.field.hint': message<{ field: string }>(
    '{field, select, owner {Who stands for it} addressee {Board, 15 January 2027} company {Name on the first page} other {}}',
  ),
  'reportScreen.standing': message<{ standing: string }>(
    '{standing, select, draft {Draft} proposed {Proposed} approved {Approved} other {Declined}}',
  ),
  'reportScreen.logo': message('Logo'),
  'reportScreen.logo.choose': message<{ has: string }>('{has, select, yes {Replace…} other {Choose…}}'),
  'reportScreen.logo.remove': message('Remove'),
  'reportScreen.logo.instead': message('choose a PNG or SVG picture'),
  'reportScreen.logo.problem': message<{ name: string; problem: string }>(
    '{problem, select, tooLarge {“{name}” has more than 256 KiB. Choose a smaller picture.} otherKind {“{name}” is neither PNG nor SVG. Choose a picture of one of these kinds.} brokenPng {“{name}” is a broken PNG. Export it again, or choose another.} tooManyPixels {“{name}” has more than 4096 pixels a side. Choose a smaller picture.} brokenSvg {“{name}” cannot be read as SVG. Export it again as plain SVG, or choose a PNG.} doctype {“{name}” declares a document type of its own. Export it again as plain SVG, or choose a PNG.} script {“{name}” holds a script or an animation. Export it again as plain SVG, or choose a PNG.} foreignObject {“{name}” holds another document. Export it again as plain SVG, or choose a PNG.} event {“{name}” answers to events. Export it again as plain SVG, or choose a PNG.} other {“{name}” refers to something outside it. Export it again as plain SVG with all in it, or choose a PNG.}}',
  ),
  'reportScreen.question': message('Question and recommendation'),
  'reportScreen.question.of': message('Question'),
  'reportScreen.question.none': message('No question is written yet.'),
  'reportScreen.question.brief': message('In the brief'),
  'reportScreen.ask': message('Decision asked for'),
  'reportScreen.ask.hint': message('As the brief asks it'),
  'reportScreen.recommendation': message('Recommendation'),
  'reportScreen.recommendation.hint': message('Nothing yet. Add the verdict on Decide, or write it here.'),

  'reportScreen.approve': message('Approve'),
  'reportScreen.approve.again': message('Approve anew'),
  'reportScreen.approve.step': message('approve'),
  'reportScreen.approve.needs': message<{ why: string }>(
    '{why, select, computing {The verdict is being worked out: what is not whole cannot be approved.} owner {Say who approves: enter the owner.} other {Approving needs a whole verdict of what is entered now.}}',
  ),
  'reportScreen.approve.verdict': message('Work it out'),
  'reportScreen.approved': message<{ on: string; by: string }>('Approved on {on} by {by}.'),
  'reportScreen.approved.stale': message<{ on: string }>(
    'What was approved on {on} is no longer what is entered. Approve anew, or take it back.',
  ),

  'reportScreen.problems': message('Problems'),
  'reportScreen.problems.count': message<{ severity: string; count: number }>(
    '{severity, select, bad {{count, plural, one {# problem} other {# problems}}} other {{count, plural, one {# warning} other {# warnings}}}}',
  ),
  'reportScreen.problems.none': message('None. What is not known is printed as unknown.'),
  'reportScreen.problems.waiting': message('They are known with the pages.'),
  'reportScreen.problem.page': message<{ page: number }>('Page {page}.'),
  'reportScreen.verb': message<{ verb: string }>(
    '{verb, select, setPrice {Set price} show {Show} open {Open} sign {Enter} other {Recompute}}',
  ),

  'reportScreen.last': message('Last export'),
  'reportScreen.last.none': message('Not exported yet.'),
  'reportScreen.last.facts': message<{ time: string; pages: number; size: Amount; standard: string }>(
    '{time}, {pages, plural, one {# page} other {# pages}}, {size}{standard, select, none {} other {, {standard}}}',
  ),
  'reportScreen.last.made': message<{ seconds: Amount; compiler: string }>(
    'Made in {seconds} by the {compiler, select, native {native typesetter} other {typesetter in WASM}}',
  ),
  'reportScreen.last.older': message('Older than what is entered'),
  'reportScreen.last.downloaded': message('In the downloads of the browser.'),
  'reportScreen.last.open': message('Open'),
  'reportScreen.last.folder': message('Show in folder'),
  'reportScreen.last.copy': message('Copy the path'),
  'reportScreen.last.copied': message('The path is on the clipboard.'),

  'reportScreen.status.pages': message<{ pages: number; paper: string }>(
    '{pages, plural, =0 {No pages yet} one {# page, {paper}} other {# pages, {paper}}}',
  ),
  'reportScreen.status.preview': message<{ state: string }>(
    '{state, select, running {Laying the pages out} stale {Older than what is entered} fresh {Preview of what is entered} other {}}',
  ),
  'reportScreen.status.took': message<{ seconds: Amount }>('Laid out in {seconds}'),
  'reportScreen.command': message('Report'),
  'reportScreen.show': message('Show the report'),
  'reportScreen.write': message('Write it on the report'),

  'reportScreen.cli.audience': message('board (two pages) or full, instead of what the file says'),
  'reportScreen.cli.paper': message('a4 or letter, instead of what the file says'),
  'reportScreen.cli.language': message('en or zh, instead of what the file says'),
  'reportScreen.cli.sections': message(
    'sections after decision and case, in this order, with commas; a word there is not lists them all',
  ),
  'reportScreen.cli.unknown': message<{ option: string; word: string; known: Alternatives }>(
    '--{option} has no “{word}”; it may be {known}',
  ),
  'reportScreen.cli.twice': message<{ word: string }>('--sections names “{word}” twice'),
  'reportScreen.cli.boardSections': message(
    '--sections is for the full report; the board brief is exactly decision and case',
  ),
  'reportScreen.cli.problem': message<{ severity: string; page: number; text: string; detail: string }>(
    '{severity, select, bad {problem} other {warning}}{page, plural, =0 {} other {, page #}}: {text}{detail, select, none {} other { {detail}}}',
  ),
  'reportScreen.cli.made': message<{ path: string; pages: number; seconds: Amount; standard: string }>(
    '{path}: {pages, plural, one {# page} other {# pages}}{standard, select, none {} other {, {standard}}}, {seconds}',
  ),
  'reportScreen.cli.example': message('write plan.pdf'),
  'reportScreen.cli.example.board': message('two pages for the board on Letter paper'),
  'reportScreen.cli.summary': message('make the PDF report of a workspace'),
  'reportScreen.cli.about': message<{ sections: readonly string[] }>(
    'Makes the same PDF as the window does: the same file gives the same bytes, on every machine. Audience, paper, language and sections are the file’s own unless they are given. An existing OUT.pdf is replaced. Sections are {sections}. What a reader should know of is told on standard error, one a line, and stops nothing.',
  ),
  'reportScreen.cli.output': message('where to write; without it FILE with the ending .pdf, in the current folder'),
} as const
