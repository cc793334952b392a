/** A project's name as a file name that every system accepts: separators, control and reserved characters become `-`. */
export function fileNameFor(name: string): string {
  const safe = name
    .normalize('NFC')
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069<>:"/\\|?*]/g, '-')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 100)
  return !safe || /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(safe) ? `projet-${safe || 'sans-nom'}` : safe
}
