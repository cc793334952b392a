/** A one-byte encoding we can read; each has a table of the 128 characters above ASCII. */
export type SingleByteEncoding = 'windows-1252' | 'iso-8859-15' | 'macintosh' | 'cp850'

const CP1252_LOW =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178'

const CP850_HIGH =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0'

/**
 * The 128 characters of bytes 0x80 to 0xFF. Written out for Windows-1252 and CP850: the TextDecoder of Node 20 reads
 * 'windows-1252' as Latin-1 (its 0x80 gives U+0080, not the euro sign), and knows no CP850.
 */
export const SINGLE_BYTE_TABLES: Record<SingleByteEncoding, string> = {
  'windows-1252': CP1252_LOW + latin1(0xa0),
  'iso-8859-15': latin9(),
  macintosh: new TextDecoder('macintosh').decode(Uint8Array.from({ length: 128 }, (_, i) => i + 128)),
  cp850: CP850_HIGH
}

/** Whether the name is one of the encodings with a table. */
export function isSingleByte(encoding: string): encoding is SingleByteEncoding {
  return Object.hasOwn(SINGLE_BYTE_TABLES, encoding)
}

/** Decodes bytes by a table; every byte has a character, so nothing can be lost. */
export function decodeSingleByte(bytes: Buffer, encoding: SingleByteEncoding): string {
  const text = bytes.toString('latin1')
  const table = SINGLE_BYTE_TABLES[encoding]
  const from = encoding === 'windows-1252' ? /[\x80-\x9f]/g : /[\x80-\xff]/g
  return text.replace(from, (char) => table.charAt(char.charCodeAt(0) - 0x80))
}

function latin1(from: number): string {
  return String.fromCharCode(...Array.from({ length: 0x100 - from }, (_, i) => i + from))
}

function latin9(): string {
  const changed: Record<number, string> = {
    0xa4: '€',
    0xa6: 'Š',
    0xa8: 'š',
    0xb4: 'Ž',
    0xb8: 'ž',
    0xbc: 'Œ',
    0xbd: 'œ',
    0xbe: 'Ÿ'
  }
  return [...latin1(0x80)].map((char, i) => changed[i + 0x80] ?? char).join('')
}
