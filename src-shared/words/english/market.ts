import type { FactGroup, SoftwareCriterion, Standing } from '../../domain/market/software.ts'
import type { Platform } from '../../domain/market/platform.ts'
import { message, type Message } from '../message.ts'

type Platforms = { readonly [Name in Platform as `market.platform.${Name}`]: Message }
const platforms: Platforms = {
  'market.platform.cuda': 'NVIDIA CUDA',
  'market.platform.rocm': 'AMD ROCm',
  'market.platform.x86': 'x86 CPU',
  'market.platform.xpu': 'Intel XPU',
  'market.platform.tpu': 'Google TPU',
  'market.platform.metal': 'Apple Metal',
  'market.platform.ascend': 'Huawei Ascend',
  'market.platform.gaudi': 'Intel Gaudi',
  'market.platform.neuron': 'AWS Neuron',
  'market.platform.arm': 'ARM CPU',
  'market.platform.ibmZ': 'IBM Z',
  'market.platform.spyre': 'IBM Spyre',
  'market.platform.cambricon': 'Cambricon',
  'market.platform.metax': 'MetaX',
  'market.platform.rebellions': 'Rebellions',
  'market.platform.cerebras': 'Cerebras',
  'market.platform.groq': 'Groq',
  'market.platform.sambanova': 'SambaNova',
  'market.platform.tenstorrent': 'Tenstorrent',
  'market.platform.dmatrix': 'd-Matrix',
  'market.platform.qualcomm': 'Qualcomm',
}

type Criteria = { readonly [Name in SoftwareCriterion as `market.criterion.${Name}`]: Message }
/** Heads of columns: as short as they can be. */
const criteria: Criteria = {
  'market.criterion.vllm': 'vLLM',
  'market.criterion.sglang': 'SGLang',
  'market.criterion.pytorch': 'PyTorch',
  'market.criterion.jax': 'JAX',
  'market.criterion.tensorflow': 'TensorFlow',
  'market.criterion.awq': 'AWQ',
  'market.criterion.gptq': 'GPTQ',
  'market.criterion.marlin': 'Marlin',
  'market.criterion.int8': 'INT8',
  'market.criterion.fp8': 'FP8',
  'market.criterion.mlperf': 'MLPerf',
  'market.criterion.releases': 'Releases',
  'market.criterion.frameworks': 'Maker says',
}

type Meanings = { readonly [Name in SoftwareCriterion as `market.meaning.${Name}`]: Message }
/** What a column asks. */
const meanings: Meanings = {
  'market.meaning.vllm': 'Whether vLLM serves on it, by itself or by a plug-in',
  'market.meaning.sglang': 'Whether SGLang serves on it',
  'market.meaning.pytorch': 'Whether PyTorch has stable builds for it',
  'market.meaning.jax': 'Whether JAX runs on it',
  'market.meaning.tensorflow': 'Whether TensorFlow runs on it',
  'market.meaning.awq': 'AWQ, 4-bit weights, in vLLM',
  'market.meaning.gptq': 'GPTQ, 4-bit weights, in vLLM',
  'market.meaning.marlin': 'Marlin kernels for quantised weights, in vLLM',
  'market.meaning.int8': 'INT8 weights and activations, in vLLM',
  'market.meaning.fp8': 'FP8 weights and activations, in vLLM',
  'market.meaning.mlperf':
    'Results with language models in MLPerf Inference v6.1, closed division, and who handed them in',
  'market.meaning.releases': 'Versions of vLLM that its software serves',
  'market.meaning.frameworks': 'Frameworks its maker names',
}

type Standings = { readonly [Name in Standing as `market.standing.${Name}`]: Message }
const standings: Standings = {
  'market.standing.stable': 'Stable',
  'market.standing.listed': 'Yes',
  'market.standing.experimental': 'Experimental',
  'market.standing.plugin': 'Plug-in',
  'market.standing.formerly': 'Formerly',
  'market.standing.no': 'No',
  'market.standing.unlisted': 'Not listed',
}

type Groups = { readonly [Name in FactGroup as `market.group.${Name}`]: Message }
const groups: Groups = {
  'market.group.availability': 'Availability',
  'market.group.supply': 'Supply',
  'market.group.export': 'Export',
  'market.group.maker': 'Makers',
}

/** What is said of the market and its software. */
export const market = {
  ...platforms,
  ...criteria,
  ...meanings,
  ...standings,
  ...groups,
  'market.title': message('Market and software'),
  'market.about': message(
    'What was read about the software of platforms, supply, prices of hosted tokens and spending, each with its date, grade and source. None of it enters a choice by itself.',
  ),
  'market.show': message('What is shown'),
  'market.part': message<{ readonly part: string }>(
    '{part, select, software {Software support} supply {Supply and export} hosted {Hosted prices} other {Spending}}',
  ),
  'market.reading': message('Reading what is known of the market.'),
  'market.unreadable': message<{ readonly file: string; readonly why: string }>(
    'What is known of the market in “{file}” could not be read: {why}. Install Memwall again.',
  ),
  'market.otherShape': message('it is not what this version reads'),
  'market.column': message<{ readonly column: string }>(
    '{column, select, platform {Platform} score {Maturity} model {Model} provider {Provider} input {Input} cached {Cached} output {Output} date {Date} grade {Grade} source {Source} subject {About} what {What} value {Value} year {Year} who {Who says so} quantity {Quantity} share {Share} other {}}',
  ),
  'market.scoreMeaning': message(
    'Proposed score for the risk of immature software, 1 worst to 5 best: a guess from the lists in this row',
  ),
  'market.score': message<{ readonly score: number }>('{score} of 5'),
  'market.scoreUnknown': message('No list that was read speaks of it'),
  'market.unknown': message('Unknown'),
  'market.cell': message<{ readonly platform: string; readonly criterion: string; readonly standing: string }>(
    '{platform}, {criterion}: {standing}',
  ),
  'market.counts': message<{ readonly results: number; readonly submitters: number }>(
    '{results, plural, =0 {none} other {{results, number} by {submitters, number}}}',
  ),
  'market.details': message('What was read'),
  'market.asRead': message('As read'),
  /** "v0.15.1, 2026", "April to July"; dates stay as they were told. */
  'market.dated': message<{ readonly edition: string; readonly from: string; readonly date: string }>(
    '{from, select, none {{date}} other {{from} to {date}}}{edition, select, none {} other {, {edition}}}',
  ),
  'market.perMillion': message('USD per million tokens, as the provider’s list or a page that repeats it says.'),
  'market.cacheShares': message('What cached input costs, as a share of other input'),
  'market.shareRange': message<{ readonly low: number; readonly high: number; readonly one: 'yes' | 'no' }>(
    '{one, select, yes {{low, number, ::scale/100 precision-integer} %} other {{low, number, ::scale/100 precision-integer} % to {high, number, ::scale/100 precision-integer} %}}',
  ),
  'market.percent': message<{ readonly share: number }>('{share, number, ::scale/100 precision-integer} %'),
  'market.billions': message<{ readonly billions: number }>('{billions, number} B USD'),
  'market.price': message<{ readonly price: number }>('{price, number, ::.00##}'),
  'market.amount': message<{ readonly amount: string; readonly atLeast: 'yes' | 'no' }>(
    '{atLeast, select, yes {more than {amount}} other {{amount}}}',
  ),
  'market.year': message<{ readonly year: string; readonly kind: string; readonly forecast: 'yes' | 'no' }>(
    '{kind, select, onwards {from {year}} until {to {year}} other {{year}}}{forecast, select, yes {, forecast} other {}}',
  ),
  'market.share.title': message('Inference share of AI compute'),
  'market.share.axis': message('Share of AI compute'),
  'market.share.years': message('Year'),
  'market.share.none': message('No share known'),
  'market.share.noneReason': message('No source gives the share of inference for any year.'),
  'market.share.sentence': message<{
    readonly first: string
    readonly from: number
    readonly last: string
    readonly to: number
    readonly forecast: 'yes' | 'no'
  }>(
    '{from, number, ::scale/100 precision-integer} % in {first}, {forecast, select, yes {{to, number, ::scale/100 precision-integer} % forecast for {last}} other {{to, number, ::scale/100 precision-integer} % in {last}}}; sourced points, joined and not fitted.',
  ),
  'market.share.one': message<{ readonly year: string; readonly value: number }>(
    '{value, number, ::scale/100 precision-integer} % in {year}: the one sourced point.',
  ),
  'market.share.alt': message<{ readonly points: readonly string[]; readonly sentence: string }>(
    'Inference share of AI compute by year, from 0 to 100 %: {points}. {sentence}',
  ),
  'market.share.point': message<{
    readonly year: string
    readonly value: number
    readonly who: string
    readonly forecast: 'yes' | 'no'
  }>('{year}: {value, number, ::scale/100 precision-integer} %{forecast, select, yes {, forecast} other {}} ({who})'),
  'market.share.kind': message<{ readonly forecast: 'yes' | 'no' }>(
    '{forecast, select, yes {forecast} other {said afterwards}}',
  ),
  'market.share.basis': message('Basis'),
  'market.share.dashed': message('Forecast or later than today'),
  'market.command': message('Market and software: support, supply, hosted prices, spending'),
  'market.cli.summary': message('show software support by platform, supply, hosted prices and spending, with sources'),
  'market.cli.about': message(
    'Shows what was read about the market: which projects support which platform, what is told of supply and export, what hosted tokens cost, and what is spent. Every entry has a date, a grade and a source; numbers in brackets name the source under its table. Without a word everything is shown.',
  ),
  'market.cli.score': message(
    'The maturity of a platform’s software is proposed from the lists in its row, 1 worst to 5 best: a guess.',
  ),
  'market.cli.json': message(
    'An object with “software”, “hosted” and “spending”, or the one part that was asked for: its “sources” with “support” and “facts”, with “prices” and “cacheShares”, or with “series”. Dollars per million tokens, dollars, shares of 1; null where unknown.',
  ),
  'market.cli.example.all': message('everything'),
  'market.cli.example.hosted': message('what hosted tokens cost, for a script'),
  'market.cli.unknownPart': message<{ readonly word: string }>(
    'market knows “software”, “hosted” and “spending”, not “{word}”.',
  ),
}
