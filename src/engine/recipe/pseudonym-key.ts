import { randomBytes } from 'node:crypto'
import type { Connection } from '../db'
import { KEY_TABLE } from './steps/pseudonymise'

const BLOCK = 64

/**
 * Makes the secret key of the project's pseudonyms where it has none: 256 random bits, kept in the project file alone, as
 * the two pads of HMAC. It stands beside the history, so that a step undone and done again gives the same pseudonyms.
 */
export async function ensureKey(connection: Pick<Connection, 'run'>): Promise<void> {
  const key = randomBytes(32)
  await connection.run(
    `CREATE TABLE IF NOT EXISTS ${KEY_TABLE} (inner_pad BLOB NOT NULL, outer_pad BLOB NOT NULL);
INSERT INTO ${KEY_TABLE} SELECT unhex('${padded(key, 0x36)}'), unhex('${padded(key, 0x5c)}') WHERE NOT EXISTS (FROM ${KEY_TABLE})`
  )
}

/** A key of at most a block, filled with zeros, xored with one byte, as hexadecimal digits. */
function padded(key: Buffer, byte: number): string {
  const block = Buffer.alloc(BLOCK)
  key.copy(block)
  return Buffer.from(block.map((value) => value ^ byte)).toString('hex')
}
