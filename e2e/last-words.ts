import type { FullResult, Reporter, TestCase, TestError, TestResult } from '@playwright/test/reporter'
import { lastWords, type Failure } from '../test/failures'

/** Ends the output of the flows by what failed and why, in few lines: of a long run only the end may be kept. */
export default class LastWords implements Reporter {
  private readonly beside: Failure[] = []
  /** The last failure of each flow. */
  private readonly flows = new Map<TestCase, Failure>()

  onTestEnd(test: TestCase, { status, errors }: TestResult): void {
    if (status === test.expectedStatus || status === 'skipped') return
    this.flows.set(test, failureOf(test.titlePath().filter(Boolean).join(' > '), errors, status))
  }

  onError(error: TestError): void {
    this.beside.push(failureOf('beside the flows', [error], 'error'))
  }

  onEnd({ status }: FullResult): void {
    const flows = [...this.flows]
    const flaky = flows.filter(([test]) => test.outcome() === 'flaky').map(([, failure]) => failure)
    process.stdout.write(lastWords(flaky, 'passed at the second try only'))
    const failed = flows.filter(([test]) => test.outcome() !== 'flaky').map(([, failure]) => failure)
    if (status !== 'passed') process.stdout.write(lastWords([...this.beside, ...failed]))
  }

  printsToStdio(): boolean {
    return false
  }
}

function failureOf(title: string, errors: TestError[], status: string): Failure {
  const words = errors.map(({ message, value, snippet = '' }) => `${message ?? value ?? status}\n${snippet}`)
  return { title, words: words.join('\n') || status }
}
