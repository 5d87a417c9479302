import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { sendEvents } from '../../../../main/api/send-events.ts';

/** An answer whose reader takes nothing until it is told to. */
class FakeResponse extends EventEmitter {
  text = '';
  writableLength = 0;
  destroyed = false;
  writeHead = vi.fn();
  isReading = true;
  write(chunk: string): void {
    this.text += chunk;
    if (!this.isReading) this.writableLength += chunk.length;
  }
  destroy(): void {
    this.destroyed = true;
    this.emit('close');
  }
}

let response: FakeResponse;
let listeners: Set<(event: string, payload: unknown) => void>;
beforeEach(() => {
  vi.useFakeTimers();
  response = new FakeResponse();
  listeners = new Set();
  const subscribe = (listener: (event: string, payload: unknown) => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const request = () => Promise.reject(new Error('nobody asks'));
  sendEvents({ subscribe, request }, response as unknown as ServerResponse);
});
afterEach(() => {
  vi.useRealTimers();
});

const emit = (payload: unknown): void => {
  for (const listener of listeners) listener('changed', payload);
};

it('tells the page at once that it is connected, then sends each event as one block', () => {
  emit({ text: 'one\ntwo' });
  expect(response.text).toBe(': connected\n\nevent: changed\ndata: {"text":"one\\ntwo"}\n\n');
});

it('shows now and then that it is still there', () => {
  response.text = '';
  vi.advanceTimersByTime(31_000);
  expect(response.text).toBe(': still here\n\n: still here\n\n');
});

it('lets a page go that does not read', () => {
  response.isReading = false;
  for (let n = 0; n < 20 && !response.destroyed; n += 1) emit('x'.repeat(100_000));
  expect(response.destroyed).toBe(true);
  expect(listeners.size).toBe(0);
});

it('leaves nothing behind when the page goes away', () => {
  response.emit('close');
  expect(listeners.size).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
});
