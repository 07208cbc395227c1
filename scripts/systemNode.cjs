'use strict'
// In words that Node 10 understands, for one too old for the rest reads this. Scripts run on the Node among the
// dependencies; what matters is the system's, with which npm chose what to install.
const manifest = require('../package.json')

/** Node that Memwall is made for, "22.12": the open end of `engines`, which is a list of `^a.b.c` and `>=a.b.c`. */
const wanted = />=(\d+\.\d+)/.exec(manifest.engines.node)[1]

/** Whether npm installs everything on this Node. */
function works(version) {
  const [major, minor] = version.split('.').map(Number)
  return manifest.engines.node.split('||').some((range) => {
    const [, sign, oldest, from] = /(\^|>=)(\d+)\.(\d+)/.exec(range)
    return major === Number(oldest) ? minor >= Number(from) : sign === '>=' && major > Number(oldest)
  })
}

/** One sentence about the system's Node, "20.20.2"; empty where there is nothing to say. */
function sentenceOn(version) {
  if (!works(version)) {
    return `Memwall needs Node ${wanted} or newer, and this is Node ${version}: install one, then run npm ci again.`
  }
  if (parseInt(version, 10) >= parseInt(wanted, 10)) return ''
  return `Memwall is made for Node ${wanted} or newer; on Node ${version} it runs on the Node ${manifest.devDependencies.node} it brings.`
}

const agent = / node\/v(\d+\.\d+\.\d+)/.exec(process.env.npm_config_user_agent || '')
const version = agent ? agent[1] : process.versions.node
const sentence = sentenceOn(version)
// Where it runs all the same, once is enough: when it is installed.
if (sentence && (!works(version) || process.env.npm_lifecycle_event === 'prepare')) console.log(sentence)
if (!works(version)) process.exitCode = 1
