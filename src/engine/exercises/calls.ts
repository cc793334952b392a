import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImportResult, Progress } from '../../contract'
import { calls, job } from '../call'
import { fail } from '../errors'
import type { Session } from '../session'
import { importFiles } from '../sources'
import { listBundledCases, loadBundledSpec } from './bundled'
import { generateCase } from './generate/generate-case'

/** The cases that come with the application, as the contract says it. */
export const exercises = calls.exercises.router({
  cases: calls.exercises.cases.handler(() => listBundledCases()),
  openCase: calls.exercises.openCase.handler(async function* ({ input, context, signal }) {
    yield* job((report, stop) => openCase(context.session, input.slug, report, stop), signal)
  })
})

/** Makes a new project of a bundled case, or none: its files are generated, then loaded blind as a user's own would be. */
async function openCase(
  session: Session,
  slug: string,
  report: (progress: Progress) => void,
  signal: AbortSignal
): Promise<ImportResult> {
  if (!listBundledCases().some((known) => known.slug === slug))
    throw fail('not_found', {
      fr: `Aucun cas fourni ne s’appelle « ${slug} ».`,
      en: `There is no bundled case “${slug}”.`
    })
  report({
    step: { fr: 'Préparation des fichiers du cas', en: 'Preparing the files of the case' },
    done: 0,
    total: null
  })
  const { files } = generateCase(loadBundledSpec(slug))
  return session.make(
    slug,
    async (project, stop) => {
      const chosen = []
      for (const { name, bytes } of files) {
        const id = randomUUID()
        await writeFile(join(project.staging, `upload-${id}`), bytes)
        chosen.push({ origin: { kind: 'upload' as const, id }, name })
      }
      return importFiles(project, chosen, report, stop)
    },
    signal
  )
}
