/** The parts that screens are made of. See each file for its props. */
export { announce } from './announce'
export { booleanTyped, booleanWord, booleanWords, valueWord } from './boolean-word'
export { writeClipboard } from './clipboard'
export { Badge, type Tone } from './Badge'
export { Button, type ButtonProps } from './Button'
export { Checkbox } from './Checkbox'
export { CopyButton } from './CopyButton'
export { type DataColumn, DataTable, type DataTableProps } from './DataTable'
export { DayField } from './DayField'
export { Dialog, type DialogProps } from './Dialog'
export { EmptyState, type EmptyStateProps } from './EmptyState'
export { ErrorState } from './ErrorState'
export { closeEvidence, type EvidenceAction, openEvidence, registerEvidenceAction, useEvidence } from './evidence'
export { EvidenceFacts, EvidenceRows } from './EvidenceBody'
export { EvidencePanel } from './EvidencePanel'
export { Figure, type FigureProps, IntervalMark } from './Figure'
export * from './format'
export { type CellMark, DataGrid, type DataGridProps, type MarkSource } from './grid'
export {
  changeLanguage,
  currentLanguage,
  defineText,
  type Language,
  locale,
  localize,
  translate,
  type Translate,
  useLocalize,
  useText
} from './i18n'
export { IconButton, type IconButtonProps } from './IconButton'
export { JobProgress } from './JobProgress'
export { Loading } from './Loading'
export { Menu, type MenuEntry } from './Menu'
export { middleCut } from './middle-cut'
export { namedMessage } from './named-message'
export { NumberField } from './NumberField'
export { PageTurner } from './PageTurner'
export { ProgressBar } from './ProgressBar'
export { progressInWords, progressSaid } from './progress-words'
export { SearchField } from './SearchField'
export { type Option, Select } from './Select'
export { SplitView } from './SplitView'
export { type TabEntry, Tabs } from './Tabs'
export { TextField } from './TextField'
export { ScreenHeader, Toolbar } from './Toolbar'
export { isoDay } from './typed-day'
export { tellingText, visibleLines, visibleText } from './visible-text'
