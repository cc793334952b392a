import { CopyCheck } from 'lucide-react'
import { Button, formatDate, useText, visibleText } from '../../../parts'
import { alikeTables, chooseForAlike, type FoundTable, forgetChoices, type ImportDraft } from './draft'
import { EncodingField } from './EncodingField'
import { SeparatorField } from './SeparatorField'
import { lookAtTables } from './sniffing'
import { changeDraft } from './store'
import { CommentField, HeaderField, SkipField, UnfoldField } from './StructureFields'
import { EscapeField, QuoteField } from './QuoteFields'
import { text } from './text'

/** Every choice about how a table is read, each with where it comes from; those of its format only. */
export function ChoicesBar({ table, draft }: { table: FoundTable | null; draft: ImportDraft }) {
  const t = useText(text)
  const isText = table?.sniff?.dialect != null
  const hasHeader = isText || table?.part.format === 'workbook'
  const alike = table && Object.keys(table.choices).length ? alikeTables(draft, table.key).length : 0
  return (
    <section className="import-choices" aria-label={t('choices')}>
      <div className="choice-fields">
        {table?.sniff && isText && <EncodingField table={table} />}
        {table?.sniff && isText && <SeparatorField table={table} />}
        {table?.sniff && isText && <QuoteField table={table} />}
        {table?.sniff && isText && <EscapeField table={table} />}
        {table?.sniff && hasHeader && <SkipField table={table} />}
        {table?.sniff && hasHeader && <HeaderField table={table} />}
        {table?.sniff && isText && <CommentField table={table} />}
        {table?.part.format === 'json' && <UnfoldField table={table} />}
      </div>
      {table && (table.recalled || alike > 0) && (
        <p className="choice-remembered">
          {table.recalled && (
            <>
              <span className="isolate">
                {t('remembered', {
                  file: visibleText(table.recalled.file, 60),
                  date: formatDate(table.recalled.at)
                })}
              </span>
              <Button
                variant="quiet"
                size="small"
                onPress={() => {
                  changeDraft((before) => forgetChoices(before, table.key))
                  lookAtTables()
                }}
              >
                {t('forget')}
              </Button>
            </>
          )}
          {alike > 0 && (
            <Button
              variant="quiet"
              size="small"
              icon={CopyCheck}
              onPress={() => {
                changeDraft((before) => chooseForAlike(before, table.key))
                lookAtTables()
              }}
            >
              {t('alike', { count: alike })}
            </Button>
          )}
        </p>
      )}
    </section>
  )
}

