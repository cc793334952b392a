import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openArchive, type ArchiveMember, type ExtractOptions } from '.'
import { zipBytes, type FixtureEntry } from './zipFixture'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-archive-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function archive(bytes: Buffer): Promise<string> {
  const file = join(folder, 'archive')
  await writeFile(file, bytes)
  return file
}

const zip = (entries: readonly FixtureEntry[]): Promise<string> => archive(zipBytes(entries))

async function listArchive(
  format: 'zip' | 'gzip',
  file: string,
  name: string
): Promise<{ members: readonly ArchiveMember[] }> {
  const opened = await openArchive(format, file, name)
  opened.close()
  return opened
}

async function unpack(format: 'zip' | 'gzip', file: string, path: string, options?: ExtractOptions): Promise<string> {
  const to = join(folder, 'out')
  const opened = await openArchive(format, file, 'livraison')
  try {
    await opened.extract(path, to, options)
  } finally {
    opened.close()
  }
  return readFile(to, 'utf8')
}

/** An error as its kind and French message; nothing may be left beside the archive. */
async function failure(work: Promise<unknown>): Promise<{ kind: string; message: { fr: string } }> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown
  )
  expect(await readdir(folder)).toEqual(['archive'])
  expect(error).toHaveProperty('data.kind')
  return (error as { data: { kind: string; message: { fr: string } } }).data
}

describe('zip', () => {
  it('lists members in their order and extracts one, deflated or stored', async () => {
    const file = await zip([
      { name: 'a/' },
      { name: 'a/clients.csv', content: 'nom\nÉléonore\n' },
      { name: 'ventes.csv', content: 'x', method: 0 },
      { name: '__MACOSX/._ventes.csv', content: 'x' },
      { name: 'a/.DS_Store', content: 'x' }
    ])
    const { members } = await listArchive('zip', file, 'livraison.zip')
    expect(members.map(({ path, size, refusal }) => [path, size, refusal])).toEqual([
      ['a/clients.csv', 15, null],
      ['ventes.csv', 1, null]
    ])
    expect(await unpack('zip', file, 'a/clients.csv')).toBe('nom\nÉléonore\n')
  })

  it('refuses names that lead out, links and secrets, and reads the rest', async () => {
    const unsafe = ['../../x.csv', '/etc/x.csv', 'C:\\x.csv', 'a/../../b.csv', '..\\x.csv', 'x.csv\0.png']
    const file = await zip([
      ...unsafe.map((name) => ({ name, content: 'secret' })),
      { name: 'lien.csv', content: '/etc/passwd', mode: 0xa1ff },
      { name: 'tube.csv', mode: 0x11ff },
      { name: 'cle.csv', content: 'x', flags: 0x801 },
      { name: 'lzma.csv', content: 'x', method: 14 },
      { name: 'bon.csv', content: 'a\n1\n' }
    ])
    const { members } = await listArchive('zip', file, 'l.zip')
    expect(members.filter((member) => !member.refusal).map((member) => member.path)).toEqual(['bon.csv'])
    expect(members.find((member) => member.path === 'cle.csv')?.refusal?.fr).toContain('mot de passe')
    for (const { path, refusal } of members)
      if (refusal) expect(await failure(unpack('zip', file, path))).toMatchObject({ kind: 'refused' })
    expect(await unpack('zip', file, 'bon.csv')).toBe('a\n1\n')
  })

  it('says what is not opened: archives inside, programs, pages; a workbook and a gz are', async () => {
    const names = [
      'b.zip',
      'b.tar.gz',
      'p.exe',
      'p.desktop',
      'p.lnk',
      'p.HTML',
      'i.png',
      'd.docx',
      'w.xlsx',
      'c.csv.gz'
    ]
    const { members } = await listArchive('zip', await zip(names.map((name) => ({ name }))), 'l.zip')
    expect(members.map((member) => member.refusal === null)).toEqual([...Array(8).fill(false), true, true])
    expect(members.find(({ path }) => path === 'p.HTML')?.refusal?.fr).toMatch(/page web.*décompressez-la/is)
  })

  it('tells names apart that differ by case or by the way accents are written', async () => {
    const names = ['été.csv', 'e\u0301te\u0301.csv', 'A.csv', 'a.csv', 'a.csv']
    const file = await zip(names.map((name, at) => ({ name, content: String(at) })))
    const { members } = await listArchive('zip', file, 'l.zip')
    expect(members.map((member) => member.path)).toEqual([
      'été.csv',
      'e\u0301te\u0301 (2).csv',
      'A.csv',
      'a (2).csv',
      'a (3).csv'
    ])
    expect(await unpack('zip', file, 'a (3).csv')).toBe('4')
  })

  it.each([
    ['the code page of DOS', Buffer.from('r\x82sum\x82 \xd0.csv', 'latin1'), 0, 'résumé ð.csv'],
    ['UTF-8 without a flag', Buffer.from('résumé.csv'), 0, 'résumé.csv'],
    ['Latin-1 written by Unix', Buffer.from('r\xe9sum\xe9.csv', 'latin1'), 3, 'résumé.csv']
  ])('reads names in %s', async (_, name, madeBy, expected) => {
    const { members } = await listArchive('zip', await zip([{ name, flags: 0, madeBy }]), 'l.zip')
    expect(members[0]?.path).toBe(expected)
  })

  it('refuses entries that lie over one another', async () => {
    const file = await zip([
      { name: 'a.csv', content: 'aaaa' },
      { name: 'b.csv', content: 'aaaa', offset: 0 }
    ])
    expect(await failure(listArchive('zip', file, 'bombe.zip'))).toMatchObject({ kind: 'refused' })
  })

  it('refuses more entries than can be meant, claimed or true', async () => {
    const many = Array.from({ length: 3 }, (_, at) => ({ name: `${at}` }))
    const bytes = zipBytes(many, { count: 65_000 })
    expect(await failure(listArchive('zip', await archive(bytes), 'l.zip'))).toMatchObject({ kind: 'corrupt' })
    const big = zip64(100_001)
    expect(await failure(listArchive('zip', await archive(big), 'l.zip'))).toMatchObject({ kind: 'limit' })
  })

  it('counts what is unpacked: a lying size, a wrong checksum, a cut stream', async () => {
    const content = 'x'.repeat(10_000)
    for (const lie of [
      { size: 10 },
      { size: 20_000 },
      { crc: 1 },
      { packed: deflateRawSync(content).subarray(0, 12) }
    ]) {
      const file = await zip([{ name: 'a.csv', content, ...lie }])
      expect(await failure(unpack('zip', file, 'a.csv'))).toMatchObject({ kind: 'corrupt' })
    }
    const whole = zipBytes([{ name: 'a.csv', content }])
    for (const length of [30, whole.length - 30, whole.length - 3])
      expect(await failure(listArchive('zip', await archive(whole.subarray(0, length)), 'l.zip'))).toMatchObject({
        kind: 'corrupt'
      })
  })

  it('stops a bomb by its ratio, a member beyond the quota, and before the disk is full', async () => {
    const file = await zip([{ name: 'b.csv', content: Buffer.alloc(3_000_000) }])
    const bomb = unpack('zip', file, 'b.csv', { quota: { from: 1_000_000 } })
    expect((await failure(bomb)).message.fr).toContain('200 fois')
    expect(await failure(unpack('zip', file, 'b.csv', { quota: { bytes: 2_000_000 } }))).toMatchObject({
      kind: 'limit'
    })
    const full = unpack('zip', file, 'b.csv', { quota: { free: async () => 1024 ** 3 } })
    expect((await failure(full)).message.fr).toContain('place')
  })

  it('is cancelled, and tells how far it is', async () => {
    const file = await zip([{ name: 'b.csv', content: Buffer.alloc(3_000_000, 'abc') }])
    const control = new AbortController()
    const seen: number[] = []
    const onProgress = (done: number, total: number): void => {
      seen.push(done / total)
      control.abort()
    }
    const work = unpack('zip', file, 'b.csv', { signal: control.signal, onProgress })
    expect(await failure(work)).toMatchObject({ kind: 'cancelled' })
    expect(seen[0]).toBeGreaterThan(0)
  })

  it('extracts several members of one opening, at once too', async () => {
    const names = Array.from({ length: 20 }, (_, at) => `${at}.csv`)
    const opened = await openArchive(
      'zip',
      await zip(names.map((name) => ({ name, content: name.repeat(9_999) }))),
      'l'
    )
    await Promise.all(names.map((name) => opened.extract(name, join(folder, `out-${name}`))))
    opened.close()
    for (const name of names) expect(await readFile(join(folder, `out-${name}`), 'utf8')).toBe(name.repeat(9_999))
    await expect(openArchive('zip', join(folder, 'archive'), 'l').then((a) => a.extract('rien', 'x'))).rejects.toThrow()
  })

  it('never writes over a file', async () => {
    const file = await zip([{ name: 'a.csv', content: 'a' }])
    await writeFile(join(folder, 'out'), 'kept')
    await expect(unpack('zip', file, 'a.csv')).rejects.toThrow()
    expect(await readFile(join(folder, 'out'), 'utf8')).toBe('kept')
  })
})

describe('gzip', () => {
  const extract = async (file: string, options?: ExtractOptions): Promise<[string, string[]]> => {
    const to = join(folder, 'out')
    const opened = await openArchive('gzip', file, 'ventes.csv.gz')
    const { notes } = await opened.extract('ventes.csv', to, options)
    return [await readFile(to, 'utf8'), notes.map((note) => note.en)]
  }

  it('is one file with the name before .gz', async () => {
    const { members } = await listArchive('gzip', await archive(gzipSync('a')), 'ventes.csv.gz')
    expect(members).toMatchObject([{ path: 'ventes.csv', size: null, refusal: null }])
  })

  it('reads members one behind another, large ones too', async () => {
    const text = Array.from({ length: 50_000 }, (_, at) => `${at};${at * 7}\n`).join('')
    const file = await archive(Buffer.concat([gzipSync(text), gzipSync(''), gzipSync('fin')]))
    expect(await extract(file)).toEqual([`${text}fin`, []])
  })

  it('leaves out what follows and says so; zeros are padding', async () => {
    const garbage = await archive(Buffer.concat([gzipSync('a\n1\n'), Buffer.from('déchets')]))
    expect(await extract(garbage)).toEqual(['a\n1\n', [expect.stringContaining('8 bytes')]])
    await rm(join(folder, 'out'))
    const padded = await archive(Buffer.concat([gzipSync('a\n1\n'), Buffer.alloc(512)]))
    expect(await extract(padded)).toEqual(['a\n1\n', []])
  })

  it('names a file that is cut off or damaged, and leaves nothing', async () => {
    const bytes = gzipSync(Buffer.from(Array.from({ length: 100_000 }, (_, at) => (at * 7919) % 251)))
    const flipped = Buffer.from(bytes)
    flipped.writeUInt8(flipped.readUInt8(bytes.length - 6) ^ 1, bytes.length - 6)
    const second = Buffer.concat([gzipSync('a'), bytes.subarray(0, 40)])
    for (const broken of [...[5, 12, 60, bytes.length - 3].map((end) => bytes.subarray(0, end)), flipped, second]) {
      const error = await failure(extract(await archive(broken)))
      expect(error).toMatchObject({ kind: 'corrupt', message: { fr: expect.stringContaining('ventes.csv.gz') } })
    }
  })

  it('of many empty members can be cancelled among them, and is refused beyond a number', async () => {
    const file = await archive(Buffer.concat(Array<Buffer>(300).fill(gzipSync(''))))
    expect(await extract(file)).toEqual(['', []])
    await rm(join(folder, 'out'))
    const stop = new AbortController()
    let looked = 0
    Object.defineProperty(stop.signal, 'aborted', { get: () => ++looked > 100 })
    expect(await failure(extract(file, { signal: stop.signal }))).toMatchObject({ kind: 'cancelled' })
    expect(looked).toBeLessThan(150)
    expect(await failure(extract(file, { quota: { members: 200 } }))).toMatchObject({ kind: 'limit' })
    const fair = await archive(Buffer.concat(Array<Buffer>(20).fill(gzipSync('a'.repeat(20_000)))))
    expect((await extract(fair, { quota: { members: 10 } }))[0]).toHaveLength(400_000)
  })

  it('reads a long header', async () => {
    const plain = gzipSync('a\n1\n')
    const named = Buffer.concat([plain.subarray(0, 10), Buffer.from('n'.repeat(5_000) + '\0'), plain.subarray(10)])
    named[3] = 8
    expect(await extract(await archive(named))).toEqual(['a\n1\n', []])
  })

  it('stops a bomb', async () => {
    const file = await archive(gzipSync(Buffer.alloc(5_000_000)))
    expect(await failure(extract(file, { quota: { from: 1_000_000 } }))).toMatchObject({ kind: 'refused' })
  })
})

/** The end of a zip64 that claims so many entries. */
function zip64(count: number): Buffer {
  const record = Buffer.alloc(56)
  record.write('PK\x06\x06', 'latin1')
  record.writeBigUInt64LE(44n, 4)
  record.writeBigUInt64LE(BigInt(count), 24)
  record.writeBigUInt64LE(BigInt(count), 32)
  const locator = Buffer.alloc(20)
  locator.write('PK\x06\x07', 'latin1')
  const end = Buffer.alloc(22, 0xff)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt32LE(0, 4)
  end.writeUInt16LE(0, 20)
  return Buffer.concat([record, locator, end])
}
