import type { Page } from '@playwright/test';

/** What one visit of a page was like; times in milliseconds. */
export interface Vitals {
  /** When the largest piece of content was painted. */
  lcp: number;
  /** The slowest interaction, from the touch to the next paint. */
  inp: number;
  /** The sum of the layout shifts nobody asked for, of the worst five seconds. */
  cls: number;
  /** The longest task that kept the page from answering. */
  task: number;
  /** When the WASM had taken over. */
  ready: number;
  /** What was painted largest, what shifted and what was slow, for finding causes. */
  notes: string[];
}

interface Shift extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
  sources: { node?: Node }[];
}

interface Interaction extends PerformanceEntry {
  interactionId: number;
  processingStart: number;
  processingEnd: number;
}

declare global {
  interface Window {
    seen: Vitals;
  }
}

/** Watches every page that is opened from now on, and slows the processor. */
export async function observe(page: Page, slower: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
  await page.addInitScript(() => {
    const seen: Vitals = { lcp: 0, inp: 0, cls: 0, task: 0, ready: 0, notes: [] };
    window.seen = seen;
    const name = (node: Node | null | undefined): string => {
      const element = node instanceof Element ? node : node?.parentElement;
      return element ? `${element.localName}.${[...element.classList].join('.')}` : 'something gone';
    };
    const watch = <T extends PerformanceEntry>(type: string, options: object, see: (entry: T) => void): void => {
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) see(entry as T);
      }).observe({ type, buffered: true, ...options });
    };
    watch<PerformanceEntry & { element?: Element }>('largest-contentful-paint', {}, (entry) => {
      seen.lcp = entry.startTime;
      seen.notes.push(`painted ${name(entry.element)} at ${Math.round(entry.startTime)}`);
    });
    // Shifts less than a second apart, and five seconds at most, belong together.
    let windowStart = 0;
    let last = Number.NEGATIVE_INFINITY;
    let sum = 0;
    watch<Shift>('layout-shift', {}, (entry) => {
      if (entry.hadRecentInput) return;
      if (entry.startTime - last > 1_000 || entry.startTime - windowStart > 5_000) {
        windowStart = entry.startTime;
        sum = 0;
      }
      last = entry.startTime;
      sum += entry.value;
      seen.cls = Math.max(seen.cls, sum);
      seen.notes.push(`shifted ${entry.sources.map((source) => name(source.node)).join(', ')} by ${entry.value.toFixed(4)}`);
    });
    watch<Interaction>('event', { durationThreshold: 16 }, (entry) => {
      if (!entry.interactionId || entry.duration <= seen.inp) return;
      seen.inp = entry.duration;
      const [waited, worked] = [entry.processingStart - entry.startTime, entry.processingEnd - entry.processingStart];
      seen.notes.push(`${entry.name} took ${entry.duration}: waited ${Math.round(waited)}, worked ${Math.round(worked)}`);
    });
    watch<PerformanceEntry>('longtask', {}, (entry) => {
      seen.task = Math.max(seen.task, entry.duration);
    });
    new MutationObserver((_, watcher) => {
      if (!document.documentElement?.hasAttribute('data-hydrated')) return;
      seen.ready = performance.now();
      watcher.disconnect();
    }).observe(document, { attributes: true, childList: true, subtree: true });
  });
}

/** What was seen on the page that is open. */
export async function read(page: Page): Promise<Vitals> {
  // Two frames, so that what is still to be painted and told is.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0)))));
  return page.evaluate(() => window.seen);
}
