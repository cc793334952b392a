import { encodingName, type FileFacts } from '../../../../contract'
import { DataTable, formatBytes, formatInteger, useLocalize, useText, visibleText } from '../../../parts'
import { signName } from '../sign-name'
import { text } from '../text'

/** Each of the files that came together as one table: what it was, how it was read, and its fingerprint. */
export function FilesTable({ files }: { files: readonly FileFacts[] }) {
  const t = useText(text)
  const localize = useLocalize()
  return (
    <DataTable
      caption={t('files')}
      className="files-table"
      rows={files}
      rowKey={(_file, place) => place}
      columns={[
        {
          id: 'file',
          header: `${t('file')} · SHA-256`,
          // Below the name: a column of its own would stand out of sight.
          cell: ({ name, part, sha256 }) => (
            <>
              {visibleText([name, ...part].join(' › '), 120)}
              <code className="file-hash">{sha256}</code>
            </>
          )
        },
        { id: 'size', header: t('size'), numeric: true, cell: ({ size }) => formatBytes(size) },
        ...(files.some(({ read }) => read?.encoding)
          ? [
              {
                id: 'encoding',
                header: t('encoding'),
                cell: ({ read }: FileFacts) => (read?.encoding ? localize(encodingName(read.encoding)) : '')
              }
            ]
          : []),
        ...(files.some(({ read }) => read?.dialect)
          ? [
              {
                id: 'separator',
                header: t('separator'),
                cell: ({ read }: FileFacts) => (read?.dialect ? signName(read.dialect.delimiter, t) : '')
              }
            ]
          : []),
        ...(files.some(({ read }) => read)
          ? [
              {
                id: 'rows',
                header: t('rowsLoaded'),
                numeric: true,
                cell: ({ read }: FileFacts) => (read ? formatInteger(read.rowsLoaded) : '')
              },
              {
                id: 'aside',
                header: t('rowsAside'),
                numeric: true,
                cell: ({ read }: FileFacts) => (read ? formatInteger(read.rowsRead - read.rowsLoaded) : '')
              }
            ]
          : [])
      ]}
    />
  )
}
