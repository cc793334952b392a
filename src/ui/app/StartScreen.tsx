import { useMutation, useQuery } from '@tanstack/react-query'
import { Database, FilePlus2, FolderOpen, X } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { KnownProject, ProjectInfo } from '../../contract'
import { api } from '../client'
import {
  Button,
  ErrorState,
  formatBytes,
  formatDateTime,
  IconButton,
  Loading,
  TextField,
  useLocalize,
  useText,
  visibleText
} from '../parts'
import { openCase, useCases } from './bundled-case'
import { currentHost } from './host'
import { JobOnItsWay } from './JobOnItsWay'
import { useRunningJob } from './jobs'
import { showProject } from './project'
import { text } from './text'
import { LanguageButton, ThemeMenu } from './TitleBar'

/** No project yet: create one, open a recent one, or open the bundled case in one click. */
export function StartScreen({ folder, version }: { folder: string; version: string }) {
  const t = useText(text)
  const localize = useLocalize()
  const cases = useCases()
  const job = useRunningJob()
  const fromCase = useMutation({
    mutationFn: ({ slug, title }: { slug: string; title: string }) => openCase(slug, title)
  })
  return (
    <main className="start">
      <div className="start-corner">
        <LanguageButton />
        <ThemeMenu />
      </div>
      <div className="start-column">
        <header className="start-header">
          <h1>{t('welcome')}</h1>
          <p className="muted">{t('tagline')}</p>
        </header>
        <CreateProject folder={folder} />
        <section aria-labelledby="start-case" className="start-section">
          <h2 id="start-case">{t('cases')}</h2>
          {cases.isPending && <Loading lines={1} height={48} />}
          {cases.isError && <ErrorState inline error={cases.error} onRetry={() => void cases.refetch()} />}
          {cases.data?.map((item) => (
            <div key={item.slug} className="start-case">
              <div>
                <h3>{localize(item.title)}</h3>
                <p className="muted">{localize(item.story)}</p>
              </div>
              <Button
                icon={Database}
                isDisabled={Boolean(job)}
                onPress={() => fromCase.mutate({ slug: item.slug, title: localize(item.title) })}
              >
                {t('openCase')}
              </Button>
            </div>
          ))}
          {job && <JobOnItsWay job={job} />}
          {fromCase.isError && <ErrorState inline error={fromCase.error} />}
        </section>
        <RecentProjects />
        <p className="muted start-version">Chantier {version}</p>
      </div>
    </main>
  )
}

function CreateProject({ folder }: { folder: string }) {
  const t = useText(text)
  const [name, setName] = useState('')
  const create = useMutation({
    mutationFn: () => createProject(name.trim() || t('defaultName')),
    onSuccess: (project) => project && showProject(project, 'sources')
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    create.mutate()
  }
  return (
    <form className="start-section start-create" onSubmit={submit}>
      <TextField
        label={t('projectName')}
        value={name}
        onChange={setName}
        placeholder={t('defaultName')}
        maxLength={120}
        description={t('createHint', { folder: visibleText(folder, 120) })}
      />
      <Button type="submit" variant="primary" icon={FilePlus2} isPending={create.isPending}>
        {t('create')}
      </Button>
      {create.isError && <ErrorState inline error={create.error} />}
    </form>
  )
}

/** Where the host has a save dialog it says where; null when the user changes their mind. */
async function createProject(name: string): Promise<ProjectInfo | null> {
  const { newProject } = currentHost()
  if (!newProject) return api.project.create({ name })
  const path = await newProject(name)
  return path === null ? null : api.project.create({ name, path })
}

function RecentProjects() {
  const t = useText(text)
  const { chooseProject } = currentHost()
  const known = useQuery({ queryKey: ['project', 'known'], queryFn: ({ signal }) => api.project.known({}, { signal }) })
  const open = useMutation({
    mutationFn: (path: string) => api.project.open({ path }),
    onSuccess: (project) => showProject(project, 'reloaded')
  })
  const forget = useMutation({
    mutationFn: (path: string) => api.project.forget({ path }),
    onSuccess: () => known.refetch()
  })
  return (
    <section aria-labelledby="start-recent" className="start-section">
      <h2 id="start-recent">{t('recent')}</h2>
      {known.isPending && <Loading lines={3} height={48} />}
      {known.isError && <ErrorState inline error={known.error} onRetry={() => void known.refetch()} />}
      {known.data?.length === 0 && <p className="muted">{t('noRecent')}</p>}
      <ul className="start-list">
        {known.data?.map((item) => (
          <RecentProject
            key={item.path}
            item={item}
            onOpen={() => open.mutate(item.path)}
            onForget={() => forget.mutate(item.path)}
          />
        ))}
      </ul>
      {chooseProject && (
        <div>
          <Button
            icon={FolderOpen}
            onPress={() => void chooseProject().then((path) => path !== null && open.mutate(path))}
          >
            {t('openOther')}
          </Button>
        </div>
      )}
      {open.isError && <ErrorState inline error={open.error} />}
      {forget.isError && <ErrorState inline error={forget.error} />}
    </section>
  )
}

function RecentProject({ item, onOpen, onForget }: { item: KnownProject; onOpen: () => void; onForget: () => void }) {
  const t = useText(text)
  const name = visibleText(item.name, 80)
  return (
    <li className="start-item">
      <button type="button" className="start-open" disabled={!item.exists} onClick={onOpen}>
        <FolderOpen size={16} aria-hidden />
        <span className="start-name isolate">{name}</span>
        <span className="muted num">
          {item.exists ? `${formatDateTime(item.modifiedAt)} · ${formatBytes(item.size)}` : t('absent')}
        </span>
        <span className="muted start-path isolate">{visibleText(item.path, 200)}</span>
      </button>
      <IconButton label={t('forget', { name })} icon={X} onPress={onForget} />
    </li>
  )
}
