import type { LocalizedText } from '../../../../contract'
import type { ReadOptions } from '../../reader'
import { followSheet, listSheets, type Follow } from '../followSheets'
import { corrupt, encrypted } from '../refusals'
import type { Workbook } from '../sheet'
import { readXml, readXmlToEnd, type XmlOptions } from '../xml/readXml'
import { countRead } from '../zip/countRead'
import { openZip, type Zip } from '../zip/openZip'
import { OdsHandler } from './odsHandler'

/** Opens an OpenDocument spreadsheet. It has no catalogue: its sheets are found by going once through its content. */
export async function openOds(file: string, options: ReadOptions): Promise<Workbook> {
  const { signal } = options
  const zip = await openZip(file, options)
  try {
    await checkPlain(zip, { signal })
    const content = zip.find('content.xml')
    if (!content) throw corrupt(file, 'il n’a pas de contenu', 'it has no content')
    const follow =
      (reading: XmlOptions): Follow =>
      (taker) =>
        readXml(zip, content, new OdsHandler(file, taker), reading)
    const { sheets, sizes } = await listSheets(follow({ signal }))
    const onRead = countRead(zip.size, options)
    return {
      sheets,
      size: (place) => Promise.resolve(sizes[place] ?? { rows: 0, columns: 0 }),
      open: (place) => followSheet(follow({ signal, onRead }), place, () => onRead(zip.size)),
      notes: () => Promise.resolve(listExtras(zip)),
      close: async () => zip.close()
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

/** A document under a password says so in its manifest, and its content is no XML then. */
async function checkPlain(zip: Zip, options: XmlOptions): Promise<void> {
  const manifest = zip.find('META-INF/manifest.xml')
  if (!manifest) return
  const open = (name: string): void => {
    if (name === 'encryption-data') throw encrypted(zip.file)
  }
  await readXmlToEnd(zip, manifest, { open, close: () => undefined, text: () => undefined }, options)
}

function listExtras(zip: Zip): LocalizedText[] {
  const count = (pattern: RegExp): number => zip.members.filter(({ name }) => pattern.test(name)).length
  const found: LocalizedText[] = []
  const add = (number: number, fr: string, en: string): void => {
    if (number) found.push({ fr: `${fr} (${number})`, en: `${en} (${number})` })
  }
  add(count(/^(?:Basic|Scripts)\/.+\.(?:xml|py|js)$/i), 'des macros', 'macros')
  add(
    count(/^Object [^/]*\/content\.xml$/i),
    'des objets incorporés (graphiques compris)',
    'embedded objects (charts included)'
  )
  add(count(/^Pictures\//i), 'des images', 'pictures')
  add(zip.unsafe.length, 'des éléments d’archive au nom dangereux', 'archive members with unsafe names')
  if (!found.length) return []
  return [
    {
      fr: `Laissé de côté, jamais ouvert ni suivi : ${found.map(({ fr }) => fr).join(', ')}.`,
      en: `Left aside, never opened or followed: ${found.map(({ en }) => en).join(', ')}.`
    }
  ]
}
