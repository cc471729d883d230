import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const LOCALES = join(__dirname, '../../locales');

/** The English sentences that are another one in this language, and without places that are filled in. */
export function sentences(language: string): Set<string> {
  const found = new Set<string>();
  const folder = join(LOCALES, language);
  for (const file of readdirSync(folder)) {
    for (const entry of readFileSync(join(folder, file), 'utf8').split('\n\n')) {
      const [english, other] = [text(entry, 'msgid'), text(entry, 'msgstr')];
      if (english && other && english !== other && !english.includes('{')) found.add(english);
    }
  }
  return found;
}

/** The string behind a keyword, which may go on over several lines. */
function text(entry: string, keyword: string): string {
  const lines = new RegExp(`^${keyword} ((?:"(?:[^"\\\\]|\\\\.)*"\\s*)+)`, 'm').exec(entry)?.[1] ?? '';
  return [...lines.matchAll(/"(?:[^"\\]|\\.)*"/g)].map(([line]) => JSON.parse(line) as string).join('');
}
