/** What a host adds to the page: native dialogs in the desktop shell; null where the page must use its own controls. */
export interface Host {
  /** Paths that the user chose, or null where files must come through a file input and be uploaded. */
  chooseFiles: (() => Promise<string[]>) | null
  chooseProject: (() => Promise<string | null>) | null
  newProject: ((name: string) => Promise<string | null>) | null
}

interface ShellBridge {
  chooseFiles(): Promise<string[]>
  chooseProject(): Promise<string | null>
  newProject(name: string): Promise<string | null>
}

/** The present host: the desktop shell's bridge where there is one, else an ordinary browser. */
export function currentHost(): Host {
  const bridge = (globalThis as { chantierHost?: ShellBridge }).chantierHost
  return bridge ?? { chooseFiles: null, chooseProject: null, newProject: null }
}
