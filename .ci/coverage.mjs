// Writes docs/coverage.md: which tests cover which row of docs/rows.csv. A test names its rows: `fn pol_13_…`, `fn pol_27_pol_28_…`,
// `fn pol_02_to_pol_08_…` in Rust, "[POL-13]" in the title of a browser test.
//
//   node .ci/coverage.mjs            writes the page
//   node .ci/coverage.mjs --check    fails when the page is not what it would write, and on a test with an unknown row
//   … --complete                     fails also when a supported row has no test
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PAGE = 'docs/coverage.md';
const problems = [];

/** Rows of a CSV text with quoted cells; the first line names the columns. */
function csv(text) {
  const lines = text.trimEnd().split('\n').map((line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain));
  const [names, ...rows] = lines;
  return rows.map((cells) => Object.fromEntries(names.map((name, i) => [name, cells[i]])));
}

const rows = csv(readFileSync('docs/rows.csv', 'utf8'));
const known = new Map();
for (const row of rows) {
  if (!/^[A-Z]{2,3}-\d\d$/.test(row.id)) problems.push(`docs/rows.csv: "${row.id}" is not the id of a row`);
  if (known.has(row.id)) problems.push(`docs/rows.csv: ${row.id} is there twice`);
  if (row.supported !== 'yes' && row.supported !== 'no') problems.push(`docs/rows.csv: ${row.id} is neither supported (yes) nor not (no)`);
  known.set(row.id, { ...row, tests: [] });
}

function* files(folder, ending) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!['node_modules', 'target', 'results'].includes(entry.name)) yield* files(path, ending);
    } else if (entry.name.endsWith(ending)) yield path;
  }
}

/** The rows at the beginning of the name of a Rust test: pol_27_pol_28_…, pol_02_to_pol_08_…. */
function named(name) {
  const ids = [];
  let rest = name;
  let upTo = false;
  for (let match; (match = /^([a-z]{2,3})_(\d\d)_/.exec(rest)); rest = rest.slice(match[0].length)) {
    const [, area, number] = match;
    const from = upTo ? Number(ids.at(-1).slice(-2)) + 1 : Number(number);
    for (let n = from; n <= Number(number); n += 1) ids.push(`${area.toUpperCase()}-${String(n).padStart(2, '0')}`);
    upTo = rest.slice(match[0].length).startsWith('to_');
    if (upTo) rest = rest.slice(3);
  }
  return ids;
}

function record(ids, test, file) {
  for (const id of ids) {
    if (known.has(id)) known.get(id).tests.push({ test, file });
    else problems.push(`${file}: ${test} names ${id}, which is not in docs/rows.csv`);
  }
}

for (const folder of ['app', 'server', 'shared']) {
  for (const file of files(folder, '.rs')) {
    let attributed = false;
    let stories = false;
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      // `both! { … }` declares a test per database for each function in it.
      if (/^\s*both! \{/.test(line)) stories = true;
      else if (/^\}/.test(line)) stories = false;
      if (/^\s*#\[(tokio::)?test\b/.test(line)) attributed = true;
      const name = /^\s*(?:async )?fn ((?:[a-z]{2,3}_\d\d_)\w+)/.exec(line)?.[1];
      if (name) {
        if (attributed || stories) record(named(name), name, file);
        else problems.push(`${file}: ${name} is named like a test but is none`);
      }
      if (/\bfn \w/.test(line)) attributed = false;
    }
  }
}

for (const file of files('end2end', '.ts')) {
  const text = readFileSync(file, 'utf8');
  for (const [, , title] of text.matchAll(/\btest(?:\.describe(?:\.serial|\.parallel)?)?\(\s*(['"`])((?:\\.|(?!\1).)*)\1/g)) {
    const ids = [...title.matchAll(/\b(?:([A-Z]{2,3})-(\d\d)|([a-z]{2,3})_(\d\d))\b/g)].map(([, a, b, c, d]) => `${a ?? c.toUpperCase()}-${b ?? d}`);
    record(ids, title, file);
  }
}

const all = [...known.values()];
const supported = all.filter((row) => row.supported === 'yes');
const missing = supported.filter((row) => row.tests.length === 0);
const areas = new Map([
  ['CAT', 'Catalogs and resources'],
  ['PKG', 'Access packages'],
  ['POL', 'Policies'],
  ['REQ', 'Requests'],
  ['ASG', 'Assignments'],
  ['APR', 'Approvals'],
  ['REV', 'Access reviews'],
  ['ORG', 'Partner organizations and guests'],
  ['ROL', 'Roles'],
  ['UI', 'My Access'],
  ['NOT', 'Mail'],
  ['AUD', 'Reports and audit'],
  ['LCW', 'Joining, moving, leaving'],
  ['BYD', 'Beyond'],
]);
const unnamed = all.find((row) => !areas.has(row.id.split('-')[0]));
if (unnamed) problems.push(`.ci/coverage.mjs: the area of ${unnamed.id} has no title`);

const cell = (text) => text.replaceAll('|', '\\|');
const proof = ({ test, file }) => `${cell(test.includes(' ') ? `“${test}”` : `\`${test}\``)} (${file})`;
const out = [
  '# What is tested where',
  '',
  'Each row is a feature with its rule (`rows.csv`). Tests carry the ids of the rows they prove in their names. This page is written by `node .ci/coverage.mjs`;',
  '`make test` fails when it is out of date or when a test names a row that is not there.',
  '',
  `${supported.length} of ${all.length} rows are supported; ${supported.length - missing.length} of those have a test.`,
  '',
  missing.length === 0 ? 'Every supported row has a test.' : 'Supported rows **without a test**:',
  '',
  ...missing.map((row) => `- ${row.id} ${row.feature}`),
  ...(missing.length === 0 ? [] : ['']),
];
for (const [area, title] of areas) {
  const inArea = all.filter((row) => row.id.startsWith(`${area}-`));
  if (inArea.length === 0) continue;
  out.push(`## ${title}`, '', '| Row | Feature | Rule | Supported | Tests |', '| --- | --- | --- | --- | --- |');
  for (const row of inArea) out.push(`| ${row.id} | ${cell(row.feature)} | ${cell(row.rule)} | ${row.supported} | ${row.tests.map(proof).join('<br>')} |`);
  out.push('');
}
const page = `${out.join('\n').trimEnd()}\n`;

if (process.argv.includes('--check')) {
  let before = '';
  try {
    before = readFileSync(PAGE, 'utf8');
  } catch {
    // A missing page is an old page.
  }
  if (before !== page) problems.push(`${PAGE} is out of date: run \`node .ci/coverage.mjs\``);
} else {
  writeFileSync(PAGE, page);
}
if (process.argv.includes('--complete')) problems.push(...missing.map((row) => `${row.id} ${row.feature}: supported, but no test names it`));
for (const problem of problems) console.error(problem);
console.log(`${supported.length - missing.length} of ${supported.length} supported rows have a test${missing.length > 0 ? `; without: ${missing.map((row) => row.id).join(', ')}` : ''}`);
process.exit(problems.length > 0 ? 1 : 0);
