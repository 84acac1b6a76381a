// The time zones of Russia and its neighbours, with their distance from Greenwich today.
const names = [
  'Europe/Kaliningrad',
  'Europe/Moscow',
  'Europe/Minsk',
  'Europe/Samara',
  'Asia/Yekaterinburg',
  'Asia/Almaty',
  'Asia/Omsk',
  'Asia/Novosibirsk',
  'Asia/Krasnoyarsk',
  'Asia/Irkutsk',
  'Asia/Yakutsk',
  'Asia/Vladivostok',
  'Asia/Magadan',
  'Asia/Kamchatka',
];

function offset(zone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' });
  return parts.formatToParts().find((part) => part.type === 'timeZoneName')?.value ?? '';
}

export function zones(current?: string) {
  const all = current && !names.includes(current) ? [current, ...names] : names;
  return all.map((zone) => ({
    value: zone,
    label: `${zone.split('/').at(-1)?.replaceAll('_', ' ')} (${offset(zone)})`,
  }));
}
