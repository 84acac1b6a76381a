// "Chrome, Windows" of a browser's long name for itself.
const browsers: readonly (readonly [RegExp, string])[] = [
  [/YaBrowser\//, 'Yandex'],
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS/, 'macOS'],
  [/Linux/, 'Linux'],
];

export function browser_of(agent: string): string {
  const name = (list: typeof browsers) => list.find(([sign]) => sign.test(agent))?.[1];
  return [name(browsers), name(systems)].filter(Boolean).join(', ') || agent.slice(0, 60) || '—';
}
