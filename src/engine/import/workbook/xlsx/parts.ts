import { corrupt } from '../refusals'
import { attributesOf } from '../xml/attributes'
import { readXmlToEnd, type XmlOptions } from '../xml/readXml'
import type { Zip, ZipMember } from '../zip/openZip'

/** Where one part of a package points to; `type` is the last word of its address (`worksheet`, `chartsheet`, …). */
export interface Relation {
  id: string
  type: string
  /** Name of the part in the archive; null for a target outside the file. */
  part: string | null
}

/** The member that holds the workbook itself, by the package's own relations, else where it usually stands. */
export async function findWorkbookPart(zip: Zip, options: XmlOptions): Promise<ZipMember> {
  const root = zip.find('_rels/.rels')
  const relations = root ? await readRelations(zip, root, '', options) : []
  const named = relations.find((relation) => relation.type === 'officedocument')?.part
  const member = (named && zip.find(named)) || zip.find('xl/workbook.xml')
  if (!member) throw corrupt(zip.file, 'il ne contient pas de classeur', 'it holds no workbook part')
  return member
}

/** The relations of a part, by its own `_rels` member; none where it has none. */
export async function relationsOf(zip: Zip, part: string, options: XmlOptions): Promise<Relation[]> {
  const slash = part.lastIndexOf('/') + 1
  const member = zip.find(`${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`)
  return member ? readRelations(zip, member, part.slice(0, slash), options) : []
}

const MAX_RELATIONS = 100_000

async function readRelations(zip: Zip, member: ZipMember, folder: string, options: XmlOptions): Promise<Relation[]> {
  const found: Relation[] = []
  const handler = {
    open(name: string, raw: string): void {
      if (name !== 'Relationship' || found.length >= MAX_RELATIONS) return
      const attributes = attributesOf(raw)
      const outside = attributes.get('TargetMode') === 'External'
      found.push({
        id: attributes.get('Id') ?? '',
        type: (attributes.get('Type') ?? '').split('/').pop()?.toLowerCase() ?? '',
        part: outside ? null : resolvePart(folder, attributes.get('Target') ?? '')
      })
    },
    close: () => undefined,
    text: () => undefined
  }
  await readXmlToEnd(zip, member, handler, options)
  return found
}

/** A name inside the archive; `..` climbs no higher than its top. */
function resolvePart(folder: string, target: string): string {
  const slashed = target.replaceAll('\\', '/')
  const path = slashed.startsWith('/') ? [] : folder.split('/').filter((name) => name !== '')
  for (const name of slashed.split('/')) {
    if (name === '..') path.pop()
    else if (name !== '' && name !== '.') path.push(name)
  }
  return path.join('/')
}
