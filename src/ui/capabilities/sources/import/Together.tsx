import { Checkbox, TextField, useText, visibleText } from '../../../parts'
import { quoted } from '../quoted'
import type { ImportDraft } from './draft'
import { nameTogether } from './name-together'
import { tableLabel } from './plan'
import { type Apart, shapesOf } from './shapes'
import { changeDraft } from './store'
import { text } from './text'

const MOST_APART = 8
const MOST_NAMES = 4

/** Offered where several ticked tables have the same columns: one table of them, and in what the others differ. */
export function Together({ draft, isDisabled }: { draft: ImportDraft; isDisabled: boolean }) {
  const t = useText(text)
  const shapes = shapesOf(draft)
  if (!shapes) return null
  const { alike, reordered, apart } = shapes
  const seen = apart.filter(({ unseen }) => !unseen)
  const unseen = apart.length - seen.length
  // Files of quite another kind are told once the others are to be one.
  const told = draft.together ? seen : seen.filter(({ isNear }) => isNear)
  return (
    <div className="import-together">
      <Checkbox
        isSelected={draft.together}
        isDisabled={isDisabled}
        onChange={(together) => changeDraft((before) => ({ ...before, together }))}
      >
        {apart.length ? t('togetherSome', { count: alike.length, total: alike.length + apart.length }) : t('together')}
      </Checkbox>
      {reordered.length > 0 && <p className="muted">{t('togetherByName', { count: reordered.length })}</p>}
      {draft.together && (
        <>
          <Checkbox
            isSelected={draft.fileColumn}
            isDisabled={isDisabled}
            onChange={(fileColumn) => changeDraft((before) => ({ ...before, fileColumn }))}
          >
            {t('fileColumn')}
          </Checkbox>
          <TextField
            label={t('togetherName')}
            value={nameTogether(draft, alike)}
            onChange={(togetherName) => changeDraft((before) => ({ ...before, togetherName }))}
            maxLength={200}
            isDisabled={isDisabled}
          />
        </>
      )}
      {(told.length > 0 || (draft.together && unseen > 0)) && (
        <ul className="together-apart" aria-label={t('apart')}>
          {told.slice(0, MOST_APART).map((one) => (
            <li key={one.table.key} className="isolate">
              <strong>{visibleText(tableLabel(draft, one.table), 80)}</strong> <span>{differenceOf(one, t)}</span>
            </li>
          ))}
          {told.length > MOST_APART && <li>{t('apartMore', { count: told.length - MOST_APART })}</li>}
          {draft.together && unseen > 0 && <li>{t('apartUnseen', { count: unseen })}</li>}
        </ul>
      )}
    </div>
  )
}

function differenceOf({ missing, extra }: Apart, t: ReturnType<typeof useText<keyof typeof text.keys>>): string {
  const list = (names: readonly string[]): string =>
    names
      .slice(0, MOST_NAMES)
      .map((name) => quoted(name))
      .join(', ') + (names.length > MOST_NAMES ? ', …' : '')
  const parts = [
    missing.length ? t('apartMissing', { count: missing.length, names: list(missing) }) : '',
    extra.length ? t('apartExtra', { count: extra.length, names: list(extra) }) : ''
  ].filter(Boolean)
  return t('apartWhy', { why: parts.join(', ') })
}
