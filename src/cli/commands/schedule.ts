import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { PlanFile } from '../../contract'
import { ChantierError, createEngine } from '../../engine'
import { printJson } from '../output'

const MOST_BYTES = 64 * 1024 * 1024

/** Schedules a plan file; stdout has the schedule as JSON or as a table of tasks. */
export async function schedule(path: string, options: { seconds: number; json?: boolean }): Promise<void> {
  const plan = readPlan(await readText(path), path)
  const engine = createEngine()
  try {
    const result = await engine.client.plan.schedule({ plan, seconds: options.seconds })
    if (options.json) return printJson(result)
    process.stdout.write(`makespan\t${result.makespan}\ncritical_path_length\t${result.critical_path_length}\n`)
    process.stdout.write('id\tstart\tfinish\tslack\tcritical\n')
    for (const { id, start, finish, slack, critical } of result.tasks)
      process.stdout.write(`${id}\t${start}\t${finish}\t${slack}\t${critical}\n`)
  } finally {
    await engine.close()
  }
}

async function readText(path: string): Promise<string> {
  const file = await open(path).catch(() => {
    throw problem(path, 'Ce fichier n’existe pas ou ne se lit pas.', 'This file does not exist or cannot be read.')
  })
  try {
    const found = await file.stat()
    if (!found.isFile()) throw problem(path, 'Ce n’est pas un fichier.', 'This is not a file.')
    if (found.size > MOST_BYTES) throw problem(path, 'Ce plan dépasse 64 Mo.', 'This plan is larger than 64 MB.')
    return await file.readFile('utf8')
  } finally {
    await file.close()
  }
}

function readPlan(text: string, path: string): PlanFile {
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    const detail = error instanceof Error ? error.message.slice(0, 200) : ''
    throw problem(path, `Ce plan n’est pas du JSON (${detail}).`, `This plan is not JSON (${detail}).`)
  }
  const parsed = PlanFile.safeParse(json)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const where = issue?.path.join('.') || 'PLAN'
  throw problem(
    path,
    `Ce plan n’a pas la forme attendue : ${where} (${issue?.message ?? ''}).`,
    `This plan does not have the expected shape: ${where} (${issue?.message ?? ''}).`
  )
}

function problem(path: string, fr: string, en: string): ChantierError {
  return new ChantierError({ kind: 'input', message: { fr, en }, place: { file: basename(path) } })
}
