import { ArrowDown, ArrowUp, X } from 'lucide-react'
import type { ReportSection } from '../../../contract'
import { IconButton, Select, TextField, useText, visibleText } from '../../parts'
import { text } from './text'
import { useEdited } from './useEdited'

type SectionRowProps = {
  section: ReportSection
  first: boolean
  last: boolean
  isDisabled: boolean
  /** What a section of findings or charts may cite, by id. */
  choices: Record<'findings' | 'charts', readonly { id: string; title: string }[]>
  onChange: (section: ReportSection) => void
  onMove: (step: -1 | 1) => void
  onRemove: () => void
}

/** One section of the outline: its place, its choices, its text. */
export function SectionRow({ section, first, last, isDisabled, choices, onChange, onMove, onRemove }: SectionRowProps) {
  const t = useText(text)
  const name = section.kind === 'text' && section.heading ? visibleText(section.heading, 60) : t(section.kind)
  return (
    <li className="report-section">
      <div className="report-section-head">
        <span className="report-section-name isolate">{name}</span>
        <IconButton
          label={t('up', { name })}
          icon={ArrowUp}
          isDisabled={isDisabled || first}
          onPress={() => onMove(-1)}
        />
        <IconButton
          label={t('down', { name })}
          icon={ArrowDown}
          isDisabled={isDisabled || last}
          onPress={() => onMove(1)}
        />
        <IconButton label={t('remove', { name })} icon={X} isDisabled={isDisabled} onPress={onRemove} />
      </div>
      {section.kind === 'text' && <TextSection section={section} isDisabled={isDisabled} onChange={onChange} />}
      {(section.kind === 'findings' || section.kind === 'charts') && choices[section.kind].length > 0 && (
        <Select
          label={t('which')}
          hideLabel
          isDisabled={isDisabled}
          options={[
            { value: ALL, label: t('all') },
            ...choices[section.kind].map(({ id, title }) => ({ value: `i:${id}`, label: visibleText(title, 60) }))
          ]}
          value={section.ids === null ? ALL : `i:${section.ids[0] ?? ''}`}
          placeholder={t('gone')}
          onChange={(value) => onChange({ ...section, ids: value === ALL ? null : [value.slice(2)] })}
        />
      )}
    </li>
  )
}

const ALL = 'all'

type TextSectionProps = {
  section: Extract<ReportSection, { kind: 'text' }>
  isDisabled: boolean
  onChange: (section: ReportSection) => void
}

/** Heading and body; saved when the field is left, so that one edit is one step of undo. */
function TextSection({ section, isDisabled, onChange }: TextSectionProps) {
  const t = useText(text)
  const [heading, setHeading] = useEdited(section.heading)
  const [body, setBody] = useEdited(section.body)
  const save = (): void => {
    if (heading !== section.heading || body !== section.body) onChange({ ...section, heading, body })
  }
  return (
    <>
      <TextField
        label={t('sectionHeading')}
        value={heading}
        onChange={setHeading}
        onBlur={save}
        maxLength={300}
        isDisabled={isDisabled}
      />
      <TextField
        label={t('body')}
        description={t('bodyHint')}
        lines={5}
        value={body}
        onChange={setBody}
        onBlur={save}
        maxLength={50_000}
        isDisabled={isDisabled}
      />
    </>
  )
}
