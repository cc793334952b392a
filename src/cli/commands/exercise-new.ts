import { counted } from '../counted'
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fail } from '../../engine/errors'
import { generateCase, listBundledCases, loadBundledSpec } from '../../engine/exercises'
import { printJson, say } from '../output'
import { writeWhole } from '../write-file'

export interface ExerciseNewOptions {
  to: string
  case: string
  scale: number
  seed?: number
  key?: boolean
  json?: boolean
}

/** Writes the files of a bundled case into a folder; with `--key` also its answers, `corrige.json`. */
export async function exerciseNew(options: ExerciseNewOptions): Promise<void> {
  const slugs = listBundledCases().map(({ slug }) => slug)
  if (!slugs.includes(options.case))
    throw fail(
      'not_found',
      { fr: `Aucun cas fourni ne s’appelle « ${options.case} ».`, en: `There is no bundled case “${options.case}”.` },
      { hint: { fr: `Cas fournis : ${slugs.join(', ')}.`, en: `Bundled cases: ${slugs.join(', ')}.` } }
    )
  const { files, truth } = generateCase(loadBundledSpec(options.case), { scale: options.scale, seed: options.seed })
  const folder = resolve(options.to)
  await mkdir(folder, { recursive: true })
  const all = options.key
    ? [...files, { name: 'corrige.json', bytes: Buffer.from(JSON.stringify(truth, null, 2) + '\n') }]
    : files
  for (const { name, bytes } of all) await writeWhole(join(folder, name), (part) => writeFile(part, bytes))
  if (options.json)
    printJson({ case: options.case, folder, files: all.map(({ name, bytes }) => ({ name, bytes: bytes.byteLength })) })
  const written = counted(all.length, ['fichier écrit', 'fichiers écrits'], ['file written', 'files written'])
  say(`${written.fr} dans ${folder}`, `${written.en} to ${folder}`)
}
