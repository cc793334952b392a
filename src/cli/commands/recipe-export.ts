import { writeFile } from 'node:fs/promises'
import type { ScriptLanguage } from '../../contract'
import { language, printJson, say } from '../output'
import { chooseTable, withProject } from '../project-of'
import { writeWhole } from '../write-file'

/** Writes the script that makes a prepared table again, to a file or on stdout; what it needs beside it goes to stderr. */
export async function recipeExport(
  project: string,
  options: { table?: string; as: ScriptLanguage; to?: string; json?: boolean }
): Promise<void> {
  await withProject(project, async (engine) => {
    const { name } = await chooseTable(engine, options.table, null)
    const { text, notes } = await engine.client.recipe.script({ table: name, language: options.as, words: language })
    for (const note of notes) say(note.fr, note.en)
    if (options.to === undefined) {
      if (options.json) return printJson({ table: name, language: options.as, script: text })
      return void process.stdout.write(text)
    }
    await writeWhole(options.to, (part) => writeFile(part, text))
    if (options.json) printJson({ file: options.to, bytes: Buffer.byteLength(text) })
    say(`Script écrit : ${options.to}`, `Script written: ${options.to}`)
  })
}
