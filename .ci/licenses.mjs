// Checks licenses, sources and doubled versions of all Rust dependencies against deny.toml, where cargo-deny is not installed.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const rules = readFileSync('deny.toml', 'utf8');
const allowed = new Set([.../^allow = \[\n([^\]]*)\]/m.exec(rules)[1].matchAll(/"([^"]+)"/g)].map((match) => match[1]));
const banned = new Set([...rules.matchAll(/\{ name = "([^"]+)", reason = /g)].map((match) => match[1]));
const skipped = [...rules.matchAll(/\{ name = "([^"]+)", version = "([^"]+)", reason = /g)].map(([, name, version]) => ({ name, version }));

/** Whether an SPDX expression (or the old form with slashes) can be met by allowed licenses. */
function fits(expression) {
  const words = expression.replaceAll('/', ' OR ').match(/\(|\)|[^\s()]+/g);
  const either = () => {
    let value = both();
    while (words[0] === 'OR') {
      words.shift();
      value = both() || value;
    }
    return value;
  };
  const both = () => {
    let value = one();
    while (words[0] === 'AND') {
      words.shift();
      value = one() && value;
    }
    return value;
  };
  const one = () => {
    let word = words.shift();
    if (word === '(') {
      const value = either();
      words.shift();
      return value;
    }
    if (words[0] === 'WITH') word = [word, words.shift(), words.shift()].join(' ');
    return allowed.has(word);
  };
  return either();
}

const metadata = JSON.parse(
  execFileSync('cargo', ['metadata', '--locked', '--format-version', '1'], { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'inherit'] }),
);
const problems = metadata.packages.flatMap(({ name, version, license, source }) => [
  ...(license && fits(license) ? [] : [`${name} ${version}: license ${license ?? 'not stated'}`]),
  ...(banned.has(name) ? [`${name} ${version}: banned in deny.toml`] : []),
  ...(source === null || source === 'registry+https://github.com/rust-lang/crates.io-index' ? [] : [`${name} ${version}: from ${source}`]),
]);

// Two versions of one package, but for those with a reason.
const versions = new Map();
for (const { name, version } of metadata.packages) versions.set(name, [...(versions.get(name) ?? []), version]);
for (const [name, all] of versions) {
  const left = all.filter((version) => !skipped.some((skip) => skip.name === name && `${version}.`.startsWith(`${skip.version}.`)));
  if (all.length > 1 && left.length > 1) problems.push(`${name}: ${left.join(' and ')}, with no reason in deny.toml`);
}
for (const { name, version } of skipped) {
  const all = versions.get(name) ?? [];
  if (all.length < 2 || !all.some((one) => `${one}.`.startsWith(`${version}.`))) problems.push(`${name} ${version}: deny.toml excuses it, but there are no two versions any more`);
}
for (const problem of problems) console.error(problem);
console.log(`${metadata.packages.length} packages, ${problems.length} problems`);
process.exit(problems.length > 0 ? 1 : 0);
