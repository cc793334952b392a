import { spawn } from 'node:child_process'
import { stripVTControlCharacters } from 'node:util'

/**
 * `npm test`: every check, cheapest first; each goes on to the next so that one run tells everything. Those of a row run side
 * by side, a lane a core, and are shown one after another; the last lines of those that failed are shown again at the end.
 */
const ROWS = [
  [['build']],
  [['test:types'], ['test:eslint', 'test:format', 'test:architecture']],
  [['test:unit']],
  [['test:e2e']]
]
const LAST_LINES = 28

const results = []
for (const lanes of ROWS) {
  const alone = lanes.length === 1
  const ended = await Promise.all(lanes.map((lane) => runInTurn(lane, alone)))
  for (const result of ended.flat()) {
    if (!alone) process.stdout.write(result.output)
    results.push(result)
  }
}

const failed = results.filter(({ passed }) => !passed)
for (const { check, output } of failed)
  console.log(`\n${check}:\n${lastLines(output, Math.floor(LAST_LINES / failed.length))}`)
for (const { check, passed, seconds } of results)
  console.log(`${passed ? 'passed' : 'FAILED'}  ${check} (${seconds} s)`)
console.log(`${results.length - failed.length} passed, ${failed.length} failed`)
process.exit(failed.length ? 1 : 0)

async function runInTurn(checks, shown) {
  const done = []
  for (const check of checks) done.push(await run(check, shown))
  return done
}

/** Runs one script of package.json and keeps what it says, shown at once or not. */
function run(check, shown) {
  const begun = Date.now()
  const child = spawn('npm', ['run', '--silent', check], {
    stdio: ['inherit', 'pipe', 'pipe'],
    env: process.stdout.isTTY ? { FORCE_COLOR: '1', ...process.env } : process.env,
    shell: process.platform === 'win32'
  })
  let output = ''
  for (const [stream, out] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr]
  ])
    stream.setEncoding('utf8').on('data', (text) => {
      output += text
      if (shown) out.write(text)
    })
  return new Promise((resolve) =>
    child.once('close', (code) =>
      resolve({ check, output, passed: code === 0, seconds: Math.round((Date.now() - begun) / 1000) })
    )
  )
}

function lastLines(text, count) {
  return stripVTControlCharacters(text)
    .split(/\r?\n/)
    .filter((line) => line.trim())
    .slice(-count)
    .join('\n')
}
