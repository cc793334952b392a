/** Hands a file made in the page to the user. The name is made plain first. */
export function downloadFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = plainFileName(name)
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** A name that every file system takes: no separators, no controls, no direction marks, at most 80 characters. */
export function plainFileName(name: string): string {
  const plain = name
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069<>:"/\\|?*]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const dot = plain.lastIndexOf('.')
  const [stem, extension] = dot >= 0 ? [plain.slice(0, dot), plain.slice(dot)] : [plain, '']
  return `${
    stem
      .replace(/^[. ]+/, '')
      .slice(0, 80)
      .trim() || 'chantier'
  }${extension}`
}
