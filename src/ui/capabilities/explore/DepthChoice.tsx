import type { Depth } from '../../../contract'
import { Select, useText } from '../../parts'
import { text } from './facts-text'

type Props = { depth: Depth; onChange: (depth: Depth) => void }

/** How far the profile goes. */
export function DepthChoice({ depth, onChange }: Props) {
  const t = useText(text)
  return (
    <div className="profile-depth">
      <Select<Depth>
        label={t('depth')}
        value={depth}
        onChange={onChange}
        options={[
          { value: 'instant', label: t('instant'), description: t('instantNote') },
          { value: 'balanced', label: t('balanced'), description: t('balancedNote') },
          { value: 'full', label: t('full'), description: t('fullNote') }
        ]}
      />
    </div>
  )
}
