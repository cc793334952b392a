import { Fragment, type ReactNode } from 'react'
import { encodingName, type FileFacts, type Source } from '../../../../contract'
import { tableParam } from '../../../app/route'
import {
  Badge,
  CopyButton,
  formatBytes,
  formatDateTime,
  formatDuration,
  formatInteger,
  useLocalize,
  useText,
  visibleText
} from '../../../parts'
import { signName } from '../sign-name'
import { FilesTable } from './FilesTable'
import { text } from '../text'

type SourceFactsProps = {
  source: Source
  /** Files of the delivery; of several, each has facts of its own. */
  files: readonly FileFacts[]
}

/** What the files were, how they were read, and when: the identity of one delivery. */
export function SourceFacts({ source, files }: SourceFactsProps) {
  const t = useText(text)
  const localize = useLocalize()
  const { report, file } = source
  const isAlone = files.length < 2
  const dialect = isAlone ? report.dialect : null
  return (
    <>
      <dl className="source-facts">
        <Fact name={t('table')} isWide={tableParam(source.table).length > LONG}>
          <span className="mono isolate">
            <Breakable name={visibleText(tableParam(source.table), 200)} />
          </span>
        </Fact>
        <Fact name={t('rowsRead')}>{formatInteger(report.rowsRead)}</Fact>
        <Fact name={t('rowsLoaded')}>{formatInteger(report.rowsLoaded)}</Fact>
        <Fact name={t('rowsAside')}>{formatInteger(report.rowsRead - report.rowsLoaded)}</Fact>
        <Fact name={t('fileFormat')}>{t(`format_${file.format}`)}</Fact>
        {report.encoding !== '' && (
          <Fact name={t('encoding')}>
            {localize(encodingName(report.encoding))}{' '}
            {report.undecodableBytes > 0 && (
              <Badge tone="warning">
                {t('undecodable', { count: report.undecodableBytes, n: formatInteger(report.undecodableBytes) })}
              </Badge>
            )}
          </Fact>
        )}
        {dialect && (
          <>
            <Fact name={t('separator')}>{signName(dialect.delimiter, t)}</Fact>
            <Fact name={t('quote')}>{dialect.quote ? signName(dialect.quote, t) : t('noSign')}</Fact>
            <Fact name={t('header')}>{formatInteger(dialect.headerRows)}</Fact>
            {dialect.preambleLines > 0 && <Fact name={t('preamble')}>{formatInteger(dialect.preambleLines)}</Fact>}
            {dialect.comment && <Fact name={t('comment')}>{signName(dialect.comment, t)}</Fact>}
          </>
        )}
        <Fact name={t('size')}>{formatBytes(isAlone ? file.size : totalSize(files))}</Fact>
        <Fact name={t('loadedAt')}>{formatDateTime(source.loadedAt)}</Fact>
        <Fact name={t('took')}>{formatDuration(report.seconds)}</Fact>
      </dl>
      {isAlone ? <FileHash file={file} /> : <FilesTable files={files} />}
    </>
  )
}

/** The size of the files as they came, each once though several of its tables were loaded. */
function totalSize(files: readonly FileFacts[]): number {
  return [...new Map(files.map(({ sha256, size }) => [sha256, size])).values()].reduce((sum, size) => sum + size, 0)
}

function FileHash({ file }: { file: FileFacts }) {
  const t = useText(text)
  return (
    <>
      <p className="source-hash">
        <span className="muted">SHA-256</span>
        <code>{file.sha256}</code>
        <CopyButton label={t('copyHash')} value={file.sha256} />
      </p>
      {file.journals?.map(({ ending, sha256 }) => (
        <p className="source-hash" key={ending}>
          <span className="muted">SHA-256 ({ending})</span>
          <code>{sha256}</code>
          <CopyButton label={t('copyHash')} value={sha256} />
        </p>
      ))}
    </>
  )
}

/** A name that breaks behind its marks, before it does within a word. */
function Breakable({ name }: { name: string }) {
  return name.split(/(?<=[._-])/).map((part, place) => (
    <Fragment key={place}>
      {place > 0 && <wbr />}
      {part}
    </Fragment>
  ))
}

/** Letters that stand in one place of the facts; what is longer has two. */
const LONG = 18

function Fact({ name, isWide = false, children }: { name: string; isWide?: boolean; children: ReactNode }) {
  return (
    <div className={isWide ? 'source-fact-wide' : undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
