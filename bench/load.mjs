// Load by wrk: one list of requests, asked again and again over some connections.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const lua = (text) => `[==[${text}]==]`;

function script(requests) {
  const rows = requests.map(({ method = 'GET', path, headers, body }) => {
    const pairs = Object.entries(headers).map(([name, value]) => `[ ${lua(name)} ]=${lua(value)}`);
    return `{${lua(method)},${lua(path)},{${pairs.join(',')}},${body ? lua(body) : 'nil'}}`;
  });
  return `local all = {${rows.join(',\n')}}
local ready = {}
function init()
  math.randomseed(${requests.length})
  for i, one in ipairs(all) do ready[i] = wrk.format(one[1], one[2], one[3], one[4]) end
end
function request() return ready[math.random(#ready)] end
function done(summary, latency)
  local e = summary.errors
  io.write(string.format('RESULT {"requests":%d,"us":%d,"p50":%d,"p99":%d,"bytes":%d,"failed":%d}\\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    summary.bytes, e.status + e.connect + e.read + e.write + e.timeout))
end
`;
}

/** Requests a second, milliseconds (p50, p99), processor microseconds a request, bytes an answer. */
export async function measure(server, requests, { seconds, connections }) {
  const folder = mkdtempSync(join(tmpdir(), 'tirazh-bench-'));
  try {
    const file = join(folder, 'load.lua');
    writeFileSync(file, script(requests));
    const before = server.cpu();
    const args = ['-t', '1', '-c', String(connections), '-d', `${seconds}s`, '--timeout', '30s'];
    const { stdout } = await run('wrk', [...args, '-s', file, server.url]);
    const found = /RESULT (.*)/.exec(stdout);
    if (!found) throw new Error(stdout);
    const result = JSON.parse(found[1]);
    return {
      perSecond: result.requests / (result.us / 1e6),
      p50: result.p50 / 1000,
      p99: result.p99 / 1000,
      cpuUs: ((server.cpu() - before) * 1e6) / Math.max(1, result.requests),
      bytes: result.bytes / Math.max(1, result.requests),
      failed: result.failed,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Calls `act` by so many hands for some seconds; what wrk cannot do: an answer's version goes on. */
export async function drive(server, hands, seconds) {
  const times = [];
  let failed = 0;
  const before = server.cpu();
  const from = performance.now();
  const until = from + seconds * 1000;
  await Promise.all(
    hands.map(async (act) => {
      while (performance.now() < until) {
        const began = performance.now();
        if (!(await act())) failed += 1;
        times.push(performance.now() - began);
      }
    }),
  );
  const took = (performance.now() - from) / 1000;
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return {
    perSecond: times.length / took,
    p50: at(0.5),
    p99: at(0.99),
    cpuUs: ((server.cpu() - before) * 1e6) / Math.max(1, times.length),
    bytes: 0,
    failed,
  };
}
