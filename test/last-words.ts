import type { Reporter, TestCase, TestModule } from 'vitest/node'
import { lastWords, type Failure } from './failures'

/** Ends the output of `vitest run` by what failed and why, in few lines: of a long run only the end may be kept. */
export default class LastWords implements Reporter {
  private readonly failures: Failure[] = []

  onTestCaseResult(test: TestCase): void {
    const { state, errors } = test.result()
    if (state === 'failed') this.tell(`${test.module.relativeModuleId} > ${test.fullName}`, errors)
  }

  onTestModuleEnd(module: TestModule): void {
    const errors = module.errors()
    if (errors.length) this.tell(module.relativeModuleId, errors)
  }

  onTestRunEnd(_modules: unknown, errors: readonly { message: string }[]): void {
    for (const { message } of errors) this.tell('beside the tests', [{ message }])
    process.stdout.write(lastWords(this.failures))
  }

  private tell(title: string, errors: readonly { message: string; diff?: string }[]): void {
    this.failures.push({ title, words: errors.map(({ message, diff = '' }) => `${message}\n${diff}`).join('\n') })
  }
}
