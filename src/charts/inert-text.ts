/** Characters that reorder or hide text, and controls: shown by their code so that nothing reads as what it is not. */
const UNSEEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** Any text as it may stand in a picture or a page: bounded, its unseen characters made visible, lone surrogates replaced. */
export function inertText(text: string, limit = 300): string {
  const cut = text.length > limit ? `${text.slice(0, limit)}…` : text
  return cut
    .replace(LONE_SURROGATE, '\ufffd')
    .replace(UNSEEN, (character) => `⟨${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`)
}

/** The same on one line. */
export function inertLine(text: string, limit = 300): string {
  return inertText(text.replace(/\r\n|\r|\n/g, '↵').replace(/\t/g, ' '), limit)
}
