import type { BrowserContext } from '@playwright/test';

/** Collects what must not happen in a browser: console errors, uncaught exceptions, server errors. */
export class Trap {
  private readonly found: string[] = [];
  private readonly allowed: RegExp[] = [];

  /** Watches every page of a context, also those opened later. */
  watch(context: BrowserContext): void {
    context.on('console', (message) => {
      if (message.type() === 'error') this.found.push(`console: ${message.text()} (${message.location().url})`);
    });
    context.on('weberror', (error) => {
      this.found.push(`exception: ${error.error().stack ?? error.error().message}`);
    });
    context.on('response', (response) => {
      if (response.status() >= 500) this.found.push(`status ${response.status()}: ${response.url()}`);
    });
  }

  /** Says that a test provokes something on purpose, such as the console message about a 404 page. */
  allow(message: RegExp): void {
    this.allowed.push(message);
  }

  /** Everything found and not allowed. */
  findings(): string[] {
    return this.found.filter((finding) => !this.allowed.some((allowed) => allowed.test(finding)));
  }
}
