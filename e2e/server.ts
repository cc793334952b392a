import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { PROGRAM } from './program'

/** Starts the program's web host on a free port; answers its one-time address. */
export async function startServer(folder: string): Promise<{ server: ChildProcess; address: string }> {
  const server = spawn(process.execPath, [join(PROGRAM, 'main', 'cli.js'), 'serve', '--folder', folder], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const address = await new Promise<string>((resolve, reject) => {
    let printed = ''
    server.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
      const found = /http:\/\/\S+/.exec(printed)
      if (found) resolve(found[0])
    })
    server.once('exit', (code) => reject(new Error(`the server stopped (${code}): ${printed}`)))
  })
  return { server, address }
}
