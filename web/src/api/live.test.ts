import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { concerns, is_connected, shows, start_live, stop_live } from './live';

const deal = { noun: 'deal', id: 17, verb: 'changed', version: 3 };

test.each([
  [['get', '/api/deals', {}], true],
  [['get', '/api/deals/{id}', { params: { path: { id: 17 } } }], true],
  [['get', '/api/deals/{id}', { params: { path: { id: 18 } } }], false],
  [['get', '/api/deals/{id}/timeline', { params: { path: { id: 17 } } }], true],
  [['get', '/api/quotes', {}], false],
  [['get', '/api/dealsheets', {}], false],
  [['get', '/api/timeline', { params: { query: { noun: 'deal', id: 17 } } }], true],
  [['get', '/api/timeline', { params: { query: { noun: 'deal', id: 18 } } }], false],
  [['get', '/api/attachments', { params: { query: { noun: 'deal', subject_id: 17 } } }], true],
])('an event of deal 17 and %j: %s', (key, answer) => expect(concerns(key, deal)).toBe(answer));

test('a path says which other nouns it shows', () => {
  expect(concerns(['get', '/api/board', {}], deal)).toBe(false);
  shows('/api/board', 'deal');
  expect(concerns(['get', '/api/board', {}], deal)).toBe(true);
});

test('plurals are English', () => {
  expect(concerns(['get', '/api/companies'], { ...deal, noun: 'company' })).toBe(true);
  expect(concerns(['get', '/api/people'], { ...deal, noun: 'person:4' })).toBe(true);
});

class Source {
  static CLOSED = 2;
  static all: Source[] = [];
  readyState = 1;
  onopen = () => {};
  onerror = () => {};
  heard: ((message: { data: string }) => void)[] = [];
  constructor(readonly url: string) {
    Source.all.push(this);
  }
  addEventListener(_: string, listener: (message: { data: string }) => void) {
    this.heard.push(listener);
  }
  close() {
    this.readyState = 2;
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  Source.all = [];
  vi.stubGlobal('EventSource', Source);
});
afterEach(() => {
  stop_live();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('an event asks again for what it concerns, not for a card we have already', async () => {
  const client = new QueryClient();
  const list = ['get', '/api/deals', {}];
  const newer = ['get', '/api/deals/{id}', { params: { path: { id: 17 } } }];
  client.setQueryData(list, { items: [] });
  client.setQueryData(newer, { id: 17, version: 3 });
  start_live(client);
  Source.all[0]?.heard[0]?.({ data: JSON.stringify(deal) });
  await vi.advanceTimersByTimeAsync(60);
  expect(client.getQueryState(list)?.isInvalidated).toBe(true);
  expect(client.getQueryState(newer)?.isInvalidated).toBe(false);
  Source.all[0]?.heard[0]?.({ data: JSON.stringify({ ...deal, version: 4 }) });
  await vi.advanceTimersByTimeAsync(60);
  expect(client.getQueryState(newer)?.isInvalidated).toBe(true);
});

test('this tab keeps quiet while another holds the lease, then takes over', async () => {
  localStorage.setItem('tirazh.live', JSON.stringify({ tab: 'other', until: Date.now() + 5000 }));
  start_live(new QueryClient());
  expect(Source.all).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(7000);
  expect(Source.all).toHaveLength(1);
});

test('three seconds of silence are shown, and everything is asked again after them', async () => {
  const client = new QueryClient();
  const list = ['get', '/api/deals', {}];
  start_live(client);
  const source = Source.all[0] as Source;
  source.onopen();
  client.setQueryData(list, { items: [] });
  source.onerror();
  await vi.advanceTimersByTimeAsync(6000);
  expect(is_connected()).toBe(false);
  source.onopen();
  expect(is_connected()).toBe(true);
  expect(client.getQueryState(list)?.isInvalidated).toBe(true);
});
