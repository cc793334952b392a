import type { LocalizedText } from '../../../../contract'
import { readXmlToEnd, type XmlOptions } from '../xml/readXml'
import type { Zip } from '../zip/openZip'
import { relationsOf } from './parts'

/** What a workbook may hold beside cells, by the names of its members. None of it is opened, followed or run. */
const EXTRAS: readonly [pattern: RegExp, fr: string, en: string][] = [
  [/\/vbaProject\.bin$/i, 'des macros', 'macros'],
  [/\/macrosheets\//i, 'des macros Excel 4', 'Excel 4 macros'],
  [/\/externalLinks\/[^/]+\.xml$/i, 'des liens vers d’autres classeurs', 'links to other workbooks'],
  [/\/embeddings\//i, 'des objets incorporés (OLE)', 'embedded objects (OLE)'],
  [/\/(?:activeX|ctrlProps)\//i, 'des contrôles', 'controls'],
  [/\/(?:connections\.xml|queryTables\/)/i, 'des connexions à des données externes', 'connections to external data'],
  [/\/(?:comments\d*|threadedComments\/[^/]+)\.xml$/i, 'des commentaires de cellules', 'cell comments'],
  [/\/media\//i, 'des images', 'pictures'],
  [/\/charts\/chart[^/]*\.xml$/i, 'des graphiques', 'charts'],
  [
    /\/pivotTables\//i,
    'des tableaux croisés (leurs cellules affichées sont lues)',
    'pivot tables (their shown cells are read)'
  ]
]
const MAX_LOOKED_AT = 50
const MAX_BYTES = 1024 * 1024

/** One note that lists what was left aside; none where there is nothing. */
export async function listExtras(zip: Zip, options: XmlOptions): Promise<LocalizedText[]> {
  const found: LocalizedText[] = []
  for (const [pattern, fr, en] of EXTRAS) {
    const count = zip.members.filter((member) => pattern.test(`/${member.name}`)).length
    if (count) found.push({ fr: `${fr} (${count})`, en: `${en} (${count})` })
  }
  if (await hasDde(zip, options)) found.push({ fr: 'des liens DDE', en: 'DDE links' })
  if (await hasRemotePictures(zip, options)) found.push({ fr: 'des images distantes', en: 'remote pictures' })
  if (zip.unsafe.length)
    found.push({
      fr: `des éléments d’archive au nom dangereux (${zip.unsafe.length})`,
      en: `archive members with unsafe names (${zip.unsafe.length})`
    })
  if (!found.length) return []
  return [
    {
      fr: `Laissé de côté, jamais ouvert ni suivi : ${found.map(({ fr }) => fr).join(', ')}.`,
      en: `Left aside, never opened or followed: ${found.map(({ en }) => en).join(', ')}.`
    }
  ]
}

async function hasDde(zip: Zip, options: XmlOptions): Promise<boolean> {
  const links = zip.members.filter((member) => /externalLinks\/[^/]+\.xml$/i.test(member.name))
  for (const member of links.slice(0, MAX_LOOKED_AT)) {
    if (member.compressed > MAX_BYTES) continue
    let found = false
    const open = (name: string): void => {
      found ||= name === 'ddeLink'
    }
    await readXmlToEnd(zip, member, { open, close: () => undefined, text: () => undefined }, options)
    if (found) return true
  }
  return false
}

async function hasRemotePictures(zip: Zip, options: XmlOptions): Promise<boolean> {
  const drawings = zip.members.filter((member) => /drawings\/[^/]+\.xml$/i.test(member.name))
  for (const member of drawings.slice(0, MAX_LOOKED_AT)) {
    const relations = await relationsOf(zip, member.name, options)
    if (relations.some(({ type, part }) => type === 'image' && part === null)) return true
  }
  return false
}
