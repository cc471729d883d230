import type { APIRequestContext } from '@playwright/test';

/** A page as the server sent it: its address and status, and where it links to. */
export interface Crawled {
  path: string;
  status: number;
  /** The page that linked here. */
  from: string;
  /** Something to download rather than a page. */
  file: boolean;
}

/** The kind of page behind an address: ids and filter values left out. */
export function kind(path: string): string {
  const url = new URL(path, 'http://portal');
  const pathname = url.pathname.replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22,}|(?<=\/)\d+(?=\/|$)|(?<=\/)[0-9A-Za-z_-]{20,}(?=\/|$)/g, ':id');
  return pathname + [...url.searchParams.keys()].map((key, index) => `${index === 0 ? '?' : '&'}${key}`).join('');
}

/**
 * Follows every link from `start` by plain requests, as whoever is signed in, and returns each page seen. Of one kind of page
 * at most `each` are opened, so that long lists do not take forever.
 */
export async function crawl(request: APIRequestContext, start: string[], each = 4): Promise<Crawled[]> {
  const seen = new Set<string>(start);
  const opened = new Map<string, number>();
  const queue = start.map((path) => ({ path, from: 'the start' }));
  const pages: Crawled[] = [];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { path, from } = next;
    const count = opened.get(kind(path)) ?? 0;
    if (count >= each) continue;
    opened.set(kind(path), count + 1);
    const answer = await request.get(path);
    const file = !(answer.headers()['content-type'] ?? '').startsWith('text/html');
    pages.push({ path, status: answer.status(), from, file });
    if (file) continue;
    for (const link of links(await answer.text(), answer.url())) {
      if (!seen.has(link)) {
        seen.add(link);
        queue.push({ path: link, from: path });
      }
    }
  }
  return pages;
}

/** The links of a page to its own site, as paths without fragment. */
function links(html: string, base: string): string[] {
  const found: string[] = [];
  for (const [, href] of html.matchAll(/<a\s[^>]*?\bhref="([^"]*)"/g)) {
    const url = new URL((href ?? '').replaceAll('&amp;', '&'), base);
    if (url.origin === new URL(base).origin) found.push(url.pathname + url.search);
  }
  return found;
}

/** The people one can sign in as, read from the sign-in page. */
export async function personas(request: APIRequestContext): Promise<string[]> {
  const html = await (await request.get('/sign-in')).text();
  const names = new Set<string>();
  for (const [tag] of html.matchAll(/<(?:button|input)\s[^>]*>/g)) {
    const value = /\bname="user"/.test(tag) ? /\bvalue="([^"]+)"/.exec(tag)?.[1] : undefined;
    if (value !== undefined) names.add(value);
  }
  return [...names];
}
