'use strict'
// In words that any Node understands, for one too old for the rest reads this. Scripts run on the Node among the
// dependencies; what matters is the system's, with which npm chose what to install.
var manifest = require('../package.json')

/** Whether npm installs everything on this Node: `engines` is a list of `^a.b.c` and `>=a.b.c`. */
function works(version) {
  var own = version.split('.').map(Number)
  return manifest.engines.node.split('||').some(function (range) {
    var parts = /(\^|>=)(\d+)\.(\d+)/.exec(range)
    var major = Number(parts[2])
    if (own[0] !== major) return parts[1] === '>=' && own[0] > major
    return own[1] >= Number(parts[3])
  })
}

/**
 * What to say of the system's Node.
 * @param version "20.20.2"
 * @returns one sentence and whether Memwall runs all the same; null where there is nothing to say
 */
exports.aboutNode = function (version) {
  var newest = />=(\d+)\.(\d+)/.exec(manifest.engines.node)
  var wanted = 'Node ' + newest[1] + '.' + newest[2] + ' or newer'
  if (!works(version)) {
    return {
      runs: false,
      sentence: 'Memwall needs ' + wanted + ', and this is Node ' + version + ': install one, then run npm ci again.',
    }
  }
  if (Number(version.split('.')[0]) >= Number(newest[1])) return null
  return {
    runs: true,
    sentence:
      'Memwall is made for ' +
      wanted +
      '; on Node ' +
      version +
      ' it runs on the Node ' +
      manifest.devDependencies.node +
      ' it brings.',
  }
}

if (require.main === module) {
  var agent = / node\/v(\d+\.\d+\.\d+)/.exec(process.env.npm_config_user_agent || '')
  var about = exports.aboutNode(agent ? agent[1] : process.versions.node)
  // Where all the same it runs, once is enough: when it is installed.
  if (about && (!about.runs || process.env.npm_lifecycle_event === 'prepare')) console.log(about.sentence)
  if (about && !about.runs) process.exitCode = 1
}
