import { writeFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { fail } from '../../engine/errors'
import { printJson, say } from '../output'
import { withProject } from '../project-of'
import { writeWhole } from '../write-file'

/** Writes the report of a project as one self-contained HTML file. */
export async function report(
  project: string,
  options: { to: string; language: 'fr' | 'en'; json?: boolean }
): Promise<void> {
  if (!/^\.html?$/i.test(extname(options.to)))
    throw fail(
      'input',
      {
        fr: `Le rapport s’écrit en .html, pas en « ${extname(options.to)} ».`,
        en: `The report is written as .html, not “${extname(options.to)}”.`
      },
      {
        hint: {
          fr: 'Ouvrez-le dans un navigateur pour l’imprimer en PDF.',
          en: 'Open it in a browser to print it as PDF.'
        }
      }
    )
  await withProject(project, async ({ client }) => {
    const { html } = await client.report.html({ language: options.language })
    await writeWhole(options.to, (part) => writeFile(part, html))
    if (options.json) printJson({ file: options.to, bytes: Buffer.byteLength(html) })
    say(`Rapport écrit : ${options.to}`, `Report written: ${options.to}`)
  })
}
