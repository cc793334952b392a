import { useText } from '../../../parts'
import type { FoundTable } from './draft'
import { EncodingField } from './EncodingField'
import { EscapeField, QuoteField } from './QuoteFields'
import { SeparatorField } from './SeparatorField'
import { CommentField, FooterField, HeaderField, SkipField, UnfoldField } from './StructureFields'
import { text } from './text'

/** Every choice about how a table is read, each with where it comes from; those of its format only. */
export function ChoicesBar({ table }: { table: FoundTable | null }) {
  const t = useText(text)
  return (
    <section className="import-choices" aria-label={t('choices')}>
      <div className="choice-fields">{table?.sniff && <Fields table={table} />}</div>
    </section>
  )
}

function Fields({ table }: { table: FoundTable }) {
  if (table.part.format === 'json') return <UnfoldField table={table} />
  if (table.part.format === 'workbook')
    return (
      <>
        <SkipField table={table} />
        <FooterField table={table} />
        <HeaderField table={table} />
      </>
    )
  if (!table.sniff?.dialect) return null
  return (
    <>
      <EncodingField table={table} />
      <SeparatorField table={table} />
      <QuoteField table={table} />
      <EscapeField table={table} />
      <SkipField table={table} />
      <FooterField table={table} />
      <HeaderField table={table} />
      <CommentField table={table} />
    </>
  )
}
