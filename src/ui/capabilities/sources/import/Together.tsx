import { Checkbox, TextField, useText } from '../../../parts'
import type { ImportDraft } from './draft'
import { haveOneShape } from './plan'
import { changeDraft } from './store'
import { text } from './text'

type TogetherProps = { draft: ImportDraft; name: string; onName: (name: string) => void; isDisabled: boolean }

/** Offered where all ticked tables have the same columns: one table of them all. */
export function Together({ draft, name, onName, isDisabled }: TogetherProps) {
  const t = useText(text)
  if (!haveOneShape(draft)) return null
  return (
    <div className="import-together">
      <Checkbox
        isSelected={draft.together}
        isDisabled={isDisabled}
        onChange={(together) => changeDraft((before) => ({ ...before, together }))}
      >
        {t('together')}
      </Checkbox>
      {draft.together && (
        <>
          <Checkbox
            isSelected={draft.fileColumn}
            isDisabled={isDisabled}
            onChange={(fileColumn) => changeDraft((before) => ({ ...before, fileColumn }))}
          >
            {t('fileColumn')}
          </Checkbox>
          <TextField label={t('togetherName')} value={name} onChange={onName} maxLength={200} isDisabled={isDisabled} />
        </>
      )}
    </div>
  )
}
