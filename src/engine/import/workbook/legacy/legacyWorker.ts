import { readFile, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import { cancelled, throwIfCancelled } from '../../../errors'
import type { ReadOptions } from '../../reader'
import { corrupt, encrypted, tooMuch } from '../refusals'
import { WORKER_SCRIPT, type WorkerReply, type WorkerRequest } from './workerScript'

const MAX_FILE = 300 * 1024 ** 2
/** Seconds that one answer may take: some, more for each MiB, and never more than the last. Damage can make the library loop. */
const SECONDS = { least: 8, eachMiB: 2, most: 180 }
const HEAP_MIB = 3_072

/**
 * The library for `.xls` and `.xlsb` in a thread of its own. It reads a workbook in one go: here it can be stopped at
 * any moment, is bounded in memory and time, and its objects, keyed by names of the file, never meet ours.
 */
export class LegacyWorker {
  private failure: Error | null = null

  private constructor(
    private readonly worker: Worker,
    private readonly file: string,
    private readonly seconds: number,
    private readonly signal: AbortSignal | undefined
  ) {
    // An error between two questions, or while it is being ended, must not bring down the process.
    worker.on('error', (error) => (this.failure ??= error))
  }

  static async start(file: string, { signal, onProgress }: ReadOptions): Promise<LegacyWorker> {
    const { size } = await stat(file)
    if (size > MAX_FILE)
      throw tooMuch(
        file,
        'un classeur .xls ou .xlsb se lit jusqu’à 300 Mio',
        '.xls and .xlsb workbooks are read up to 300 MiB'
      )
    const bytes = new Uint8Array(await readFile(file, { signal })).buffer
    throwIfCancelled(signal)
    onProgress?.(size, size)
    const library = createRequire(import.meta.url).resolve('@e965/xlsx')
    const worker = new Worker(WORKER_SCRIPT, {
      eval: true,
      workerData: { library, bytes },
      transferList: [bytes],
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB },
      env: {},
      execArgv: [],
      stdout: true,
      stderr: true
    })
    worker.unref()
    const seconds = Math.min(SECONDS.most, Math.ceil(SECONDS.least + (SECONDS.eachMiB * size) / 1024 ** 2))
    return new LegacyWorker(worker, file, seconds, signal)
  }

  /** Asks for one thing and waits for its answer; a failure ends the worker. */
  async ask(request: WorkerRequest): Promise<Exclude<WorkerReply, { kind: 'failed' }>> {
    throwIfCancelled(this.signal)
    if (this.failure) throw refusalOf(this.file, this.failure.message, this.failure)
    try {
      const reply = await this.answer(request)
      if (reply.kind === 'failed') throw refusalOf(this.file, reply.message)
      return reply
    } catch (error) {
      await this.close()
      throw error
    }
  }

  async close(): Promise<void> {
    await this.worker.terminate()
  }

  private answer(request: WorkerRequest): Promise<WorkerReply> {
    return new Promise((resolve, reject) => {
      const { worker, file, seconds, signal } = this
      const timer = setTimeout(() => settle(() => reject(tooSlow(file, seconds))), seconds * 1_000)
      const onMessage = (reply: WorkerReply): void => settle(() => resolve(reply))
      const onError = (error: Error): void => settle(() => reject(refusalOf(file, error.message, error)))
      const onExit = (): void => onError(new Error('the worker stopped'))
      const onAbort = (): void => settle(() => reject(cancelled()))
      const settle = (finish: () => void): void => {
        clearTimeout(timer)
        worker.off('message', onMessage)
        worker.off('error', onError)
        worker.off('exit', onExit)
        signal?.removeEventListener('abort', onAbort)
        worker.unref()
        finish()
      }
      worker.ref()
      worker.once('message', onMessage)
      worker.once('error', onError)
      worker.once('exit', onExit)
      signal?.addEventListener('abort', onAbort, { once: true })
      worker.postMessage(request)
    })
  }
}

function refusalOf(file: string, message: string, cause?: Error): Error {
  // What the library misses of an encrypted file is no sign that there is one: those were told apart by their names before.
  if (/password|encrypt/i.test(message) && !/encrypted file (?:missing|bad)/i.test(message)) return encrypted(file)
  if (/memory|Invalid array length|Array buffer allocation/i.test(message))
    return tooMuch(file, 'il ne tient pas en mémoire', 'it does not fit in memory')
  return corrupt(file, 'son contenu est illisible', 'its content is unreadable', cause ?? new Error(message))
}

function tooSlow(file: string, seconds: number): Error {
  return corrupt(
    file,
    `sa lecture n’aboutit pas en ${seconds} secondes`,
    `reading it does not come to an end in ${seconds} seconds`
  )
}
