// Writes docs/asvs.md: how the portal stands to each requirement of level 1 and 2 of OWASP ASVS 5.0.0, from docs/asvs.csv. Evidence names tests
// and files in backticks and titles of browser tests in “quotes”; `!name` says that there is no such package in Cargo.lock, or no such file.
//
//   node .ci/asvs.mjs            writes the page
//   node .ci/asvs.mjs --check    fails when the page is not what it would write, when a requirement is missing, and when evidence is not there;
//                                what docs/threat-model.md names has to be there, too
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PAGE = 'docs/asvs.md';
// Of the numbers and levels as the standard has them: a row that is lost, added or moved to another level is noticed.
const STANDARD = '95aed03ab19c011caaf0eba658a15fd1e8db7e0d5a0b8d132cb2539633302822';
const problems = [];

/** Rows of a CSV text with quoted cells; the first line names the columns. */
function csv(text) {
  const lines = text.trimEnd().split('\n').map((line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain));
  const [names, ...rows] = lines;
  return rows.map((cells) => Object.fromEntries(names.map((name, i) => [name, cells[i]])));
}

function* files(folder, ending) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!['node_modules', 'target', 'results'].includes(entry.name)) yield* files(path, ending);
    } else if (entry.name.endsWith(ending)) yield path;
  }
}

/** Every Rust test and every title of a browser test, with its file. */
const tests = new Map();
for (const folder of ['app', 'server', 'shared', 'torture']) {
  for (const file of files(folder, '.rs')) {
    let attributed = false;
    let stories = false;
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      // `both! { … }` declares a test per database for each function in it.
      if (/^\s*both! \{/.test(line)) stories = true;
      else if (/^\}/.test(line)) stories = false;
      if (/^\s*#\[(tokio::)?test\b/.test(line)) attributed = true;
      const name = /^\s*(?:async )?fn (\w+)/.exec(line)?.[1];
      if (!name) continue;
      if ((attributed || stories) && !tests.has(name)) tests.set(name, file);
      attributed = false;
    }
  }
}
for (const file of files('end2end', '.ts')) {
  const text = readFileSync(file, 'utf8');
  for (const [, , title] of text.matchAll(/\btest\(\s*(['"`])((?:\\.|(?!\1).)*)\1/g)) tests.set(title, file);
}

const packages = new Set([...readFileSync('Cargo.lock', 'utf8').matchAll(/^name = "([^"]+)"$/gm)].map((match) => match[1]));

/** The evidence of a row with the files of its tests; whether it names any. Complains about what is not there. */
function evidence(row) {
  let named = 0;
  const complain = (what) => problems.push(`docs/asvs.csv: ${row.number} names ${what}`);
  const text = row.evidence.replaceAll(/`([^`]+)`|“([^”]+)”/g, (all, code, title) => {
    if (code?.startsWith('!')) {
      const name = code.slice(1);
      if (packages.has(name) || existsSync(name)) complain(`${name} as not there, but it is: look at this requirement again`);
      return `no \`${name}\``;
    }
    const name = code ?? title;
    named += 1;
    if (code && /[./]/.test(code)) {
      if (!existsSync(code)) complain(`the file ${code}, which does not exist`);
      return all;
    }
    const file = tests.get(name);
    if (!file) complain(`the test ${name}, which does not exist`);
    return `${all} (${file})`;
  });
  return { text, named };
}

const STATES = ['met', 'not applicable', 'not met'];
const rows = csv(readFileSync('docs/asvs.csv', 'utf8')).map((row) => ({ ...row, ...evidence(row) }));
const seen = new Set();
for (const row of rows) {
  if (seen.has(row.number)) problems.push(`docs/asvs.csv: ${row.number} is there twice`);
  seen.add(row.number);
  if (!STATES.includes(row.state)) problems.push(`docs/asvs.csv: ${row.number} is none of ${STATES.join(', ')}`);
  if (row.state === 'met' && row.named === 0) problems.push(`docs/asvs.csv: ${row.number} is met, but nothing shows it`);
  if (row.evidence.trim() === '') problems.push(`docs/asvs.csv: ${row.number} has no reason`);
  if (row.requirement.split(' ').length > 12) problems.push(`docs/asvs.csv: ${row.number} takes more than a dozen words`);
}
const digest = createHash('sha256').update(rows.map(({ number, level }) => `${number} ${level}\n`).sort().join('')).digest('hex');
if (digest !== STANDARD) problems.push(`docs/asvs.csv: its numbers and levels are not those of the standard (${digest})`);

// The threat model names its proofs in the same way.
const MODEL = 'docs/threat-model.md';
for (const [, code, title] of readFileSync(MODEL, 'utf8').matchAll(/`([^`\n]+)`|“([^”\n]+)”/g)) {
  if (code?.includes('/') && /^[.\w/-]+$/.test(code) && !existsSync(code)) problems.push(`${MODEL}: the file ${code} does not exist`);
  const test = title ?? (/^[a-z0-9]+(_[a-z0-9]+){2,}$/.test(code) ? code : undefined);
  if (test && !tests.has(test)) problems.push(`${MODEL}: the test ${test} does not exist`);
}

const CHAPTERS = [
  'Encoding and sanitization',
  'Validation and business logic',
  'Web frontend',
  'API and web services',
  'Files',
  'Authentication',
  'Sessions',
  'Authorization',
  'Self-contained tokens',
  'OAuth and OpenID Connect',
  'Cryptography',
  'Communication',
  'Configuration',
  'Data protection',
  'Code and architecture',
  'Logging and errors',
  'WebRTC',
];
const count = (level) => {
  const of = rows.filter((row) => row.level === level && row.state !== 'not applicable');
  const met = of.filter((row) => row.state === 'met').length;
  return { met, of: of.length, percent: Math.floor((1000 * met) / of.length) / 10 };
};
const [one, two] = ['1', '2'].map(count);
const cell = (text) => text.replaceAll('|', '\\|');
const out = [
  '# OWASP ASVS 5.0.0, levels 1 and 2',
  '',
  `- Level 1: **${one.met} of ${one.of}** applicable requirements are met (${one.percent} %).`,
  `- Level 2: **${two.met} of ${two.of}** applicable requirements of this level are met (${two.percent} %).`,
  '',
  'Requirements are in our own, short words; the standard is at https://github.com/OWASP/ASVS/tree/v5.0.0. "Met" names tests or files, everything else a reason. A file instead of a test',
  'means that nothing but reading it shows the requirement. The list is `asvs.csv`; this page is written by `node .ci/asvs.mjs`, and `make test` fails when it is out of date, when a requirement is',
  'missing, or when it names a test or file that does not exist.',
  '',
  '## Not met',
  '',
  ...rows.filter((row) => row.state === 'not met').map((row) => `- **${row.number}** (level ${row.level}) ${row.requirement}. ${row.text}`),
  '',
];
CHAPTERS.forEach((title, index) => {
  const of = rows.filter((row) => row.number.startsWith(`${index + 1}.`));
  out.push(`## ${index + 1} ${title}`, '', '| Number | Level | Requirement | State | Evidence or reason |', '| --- | --- | --- | --- | --- |');
  for (const row of of) out.push(`| ${row.number} | ${row.level} | ${cell(row.requirement)} | ${row.state === 'not met' ? '**not met**' : row.state} | ${cell(row.text)} |`);
  out.push('');
});
const page = `${out.join('\n').trimEnd()}\n`;

if (process.argv.includes('--check')) {
  let before = '';
  try {
    before = readFileSync(PAGE, 'utf8');
  } catch {
    // A missing page is an old page.
  }
  if (before !== page) problems.push(`${PAGE} is out of date: run \`node .ci/asvs.mjs\``);
} else {
  writeFileSync(PAGE, page);
}
for (const problem of problems) console.error(problem);
console.log(`ASVS 5.0.0: level 1 ${one.met} of ${one.of}, level 2 ${two.met} of ${two.of}`);
process.exit(problems.length > 0 ? 1 : 0);
