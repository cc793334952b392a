import { spawnSync } from 'node:child_process'

/** `npm test`: every check in turn, cheapest first; each goes on to the next so that one run tells everything. */
const CHECKS = ['build', 'test:types', 'test:lint', 'test:architecture', 'test:unit', 'test:e2e']

const results = CHECKS.map((check) => {
  const begun = Date.now()
  const { status } = spawnSync('npm', ['run', '--silent', check], {
    stdio: 'inherit',
    shell: process.platform === 'win32'
  })
  return { check, passed: status === 0, seconds: Math.round((Date.now() - begun) / 1000) }
})

for (const { check, passed, seconds } of results)
  console.log(`${passed ? 'passed' : 'FAILED'}  ${check} (${seconds} s)`)
const failed = results.filter(({ passed }) => !passed).length
console.log(`${results.length - failed} passed, ${failed} failed`)
process.exit(failed ? 1 : 0)
