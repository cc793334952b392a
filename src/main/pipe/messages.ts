/** What crosses the private pipe between the shell and the engine process; one exchange an `id`. */
export type ToEngine =
  | { type: 'request'; id: number; method: string; url: string; headers: [string, string][]; hasBody: boolean }
  | { type: 'body'; id: number; chunk: Uint8Array }
  | { type: 'body-end'; id: number }
  | { type: 'abort'; id: number }

export type FromEngine =
  | { type: 'response'; id: number; status: number; headers: [string, string][] }
  | { type: 'chunk'; id: number; chunk: Uint8Array }
  | { type: 'end'; id: number }
  | { type: 'error'; id: number; message: string }

/** One end of the pipe: Electron's MessagePortMain, a utility process's parent port, or Node's MessagePort in tests. */
export interface Port<In, Out> {
  send(message: Out): void
  receive(listener: (message: In) => void): void
}
