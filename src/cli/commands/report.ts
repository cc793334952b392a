import { open, rename, rm } from 'node:fs/promises'
import { extname, resolve } from 'node:path'
import { ChantierError } from '../../engine'
import { say } from '../output'
import { withProject } from '../project-of'

/** Writes a project's report to one file; whole or not at all. */
export async function report(project: string, options: { to: string; language: 'fr' | 'en' }): Promise<void> {
  const target = resolve(options.to)
  if (!/^\.html?$/i.test(extname(target))) throw otherFormat(options.to)
  await withProject(project, async (engine) => {
    const { html } = await engine.client.report.html({ language: options.language })
    await writeWhole(target, html)
  })
  say(`Rapport écrit\u00a0: ${target}`, `Report written: ${target}`)
}

async function writeWhole(target: string, content: string): Promise<void> {
  const temporary = `${target}.${process.pid}.tmp`
  try {
    const file = await open(temporary, 'wx')
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, target)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

function otherFormat(name: string): Error {
  return new ChantierError({
    kind: 'input',
    message: { fr: `Ce format n’est pas encore écrit\u00a0: ${name}`, en: `This format is not written yet: ${name}` },
    hint: { fr: 'Nommez un fichier .html.', en: 'Name an .html file.' }
  })
}
