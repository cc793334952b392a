/** A way in for preparing a project by the program's own calls, as the page makes them. */
export type Session = { origin: string; cookie: string }

/** Exchanges the one-time address for a session, as a browser would. */
export async function enter(address: string): Promise<Session> {
  const { origin, hash } = new URL(address)
  const response = await fetch(`${origin}/session`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ token: hash.replace('#token=', '') })
  })
  const cookie = response.headers.get('set-cookie')?.split(';')[0]
  if (!cookie) throw new Error(`the server did not let us in (${response.status})`)
  return { origin, cookie }
}

/** Makes one call, `tables/list`, and answers the body: JSON, or the events of a job. */
export async function rpc({ origin, cookie }: Session, path: string, input: unknown): Promise<string> {
  const response = await fetch(`${origin}/rpc/${path}`, {
    method: 'POST',
    headers: { origin, cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ json: input })
  })
  const body = await response.text()
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${body.slice(0, 500)}`)
  return body
}
