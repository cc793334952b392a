import {
  ArrowDownToLine,
  ArrowLeftRight,
  Binary,
  ChartColumnBig,
  Columns3,
  CalendarSync,
  CopyMinus,
  Eraser,
  Filter,
  FoldVertical,
  Group,
  PaintBucket,
  Phone,
  Plus,
  Replace,
  Rows3,
  Ruler,
  ScanText,
  Scissors,
  SearchX,
  Sigma,
  TableColumnsSplit,
  UnfoldVertical,
  UsersRound,
  VenetianMask,
  Waypoints,
  type LucideIcon
} from 'lucide-react'
import { useProject } from '../../app/project'
import { Button, IconButton, Menu, useText } from '../../parts'
import type { FormKind } from './editor/form'
import { formText, type FormKey } from './editor/text'
import { text } from './text'

const ICONS: Record<FormKind, LucideIcon> = {
  cast: ScanText,
  missing: SearchX,
  trim: Eraser,
  replace: Replace,
  merge: Group,
  recode: Binary,
  rescale: ArrowLeftRight,
  convert: Ruler,
  dates: CalendarSync,
  phone: Phone,
  follow: UsersRound,
  fill: PaintBucket,
  split: Scissors,
  unfold: UnfoldVertical,
  derive: Sigma,
  bin: ChartColumnBig,
  filter: Filter,
  deduplicate: CopyMinus,
  join: Waypoints,
  append: ArrowDownToLine,
  pivot: Columns3,
  unpivot: Rows3,
  pseudonymise: VenetianMask,
  drop: TableColumnsSplit
}
const KINDS = Object.keys(ICONS) as FormKind[]

/** The menu of steps; `before` names, in words, the step that the new one is put before. */
export function AddStep({ before, onChoose }: { before?: string; onChoose: (kind: FormKind) => void }) {
  const t = useText(text)
  const f = useText(formText)
  const isDisabled = useProject()?.readOnly ?? true
  const label = before === undefined ? t('add') : t('insert', { step: before })
  return (
    <Menu
      label={label}
      trigger={
        before === undefined ? (
          <Button variant="primary" icon={Plus} isDisabled={isDisabled}>
            {t('add')}
          </Button>
        ) : (
          <IconButton label={label} icon={FoldVertical} isDisabled={isDisabled} />
        )
      }
      entries={KINDS.map((kind) => ({
        id: kind,
        label: f(`kind_${kind}` as FormKey),
        description: f(`note_${kind}` as FormKey),
        icon: ICONS[kind],
        onAction: () => onChoose(kind)
      }))}
    />
  )
}
