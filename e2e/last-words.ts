import type { FullResult, Reporter, TestCase, TestError, TestResult } from '@playwright/test/reporter'
import { lastWords, type Failure } from '../test/failures'

/** Ends the output of the flows by what failed and why, in few lines: of a long run only the end may be kept. */
export default class LastWords implements Reporter {
  private readonly failures: Failure[] = []

  onTestEnd(test: TestCase, { status, errors }: TestResult): void {
    if (status !== test.expectedStatus && status !== 'skipped')
      this.tell(test.titlePath().filter(Boolean).join(' > '), errors, status)
  }

  onError(error: TestError): void {
    this.tell('beside the flows', [error], 'error')
  }

  onEnd({ status }: FullResult): void {
    if (status !== 'passed') process.stdout.write(lastWords(this.failures))
  }

  printsToStdio(): boolean {
    return false
  }

  private tell(title: string, errors: TestError[], status: string): void {
    const words = errors.map(({ message, value, snippet = '' }) => `${message ?? value ?? status}\n${snippet}`)
    this.failures.push({ title, words: words.join('\n') || status })
  }
}
