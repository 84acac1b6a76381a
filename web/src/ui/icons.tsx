// The page's own icons: one stroke, 16 by 16, the colour of the text beside them.
import type { ReactNode } from 'react';

const shapes = {
  map: <path d="M8 2v3M8 5H4v3M8 5h4v3M2.5 8.5h3v3h-3zM10.5 8.5h3v3h-3zM6.5 1.5h3v3h-3z" />,
  inbox: <path d="M2 9.5 4 3h8l2 6.5V13H2zM2 9.5h3.5L6.5 11h3l1-1.5H14" />,
  deals: <path d="M2 3h3.2v10H2zM6.4 3h3.2v7H6.4zM10.8 3H14v4.5h-3.2z" />,
  day: <path d="M2.5 3.5h11v10h-11zM2.5 6.5h11M5.5 2v3M10.5 2v3M5.5 10l1.7 1.5L10.5 8.5" />,
  company: <path d="M3 14V2.5h6V14M9 6h4v8M1.5 14h13M5 5h2M5 8h2M5 11h2M11 8.5h.5M11 11h.5" />,
  person: <path d="M8 8.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 14c.6-2.5 2.6-4 5.5-4s4.9 1.5 5.5 4" />,
  catalog: <path d="M2.5 2.5h4.5v4.5H2.5zM9 2.5h4.5v4.5H9zM2.5 9h4.5v4.5H2.5zM9 9h4.5v4.5H9z" />,
  quote: <path d="M4 1.5h6l2.5 2.5v10.5h-8.5zM9.5 1.5v3h3M6 7.5h4.5M6 10h4.5M6 12.3h2.5" />,
  mail: <path d="M1.5 3.5h13v9h-13zM1.5 4l6.5 5 6.5-5" />,
  settings: (
    <path
      d="M2 4.5h6M12 4.5h2M2 11.5h2M8 11.5h6
        M10 2.7a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6z
        M6 9.7a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6z"
    />
  ),
  search: <path d="M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.3 10.3 14 14" />,
  bell: <path d="M3 11.5c1-1 1.2-2 1.2-4.5a3.8 3.8 0 0 1 7.6 0c0 2.5.2 3.5 1.2 4.5zM6.5 13.5h3" />,
  plus: <path d="M8 3v10M3 8h10" />,
  close: <path d="M3.5 3.5l9 9M12.5 3.5l-9 9" />,
  more: <path d="M3 8h.01M8 8h.01M13 8h.01" strokeWidth={2.4} />,
  check: <path d="M3 8.5 6.5 12 13 4.5" />,
  up: <path d="M4 9.5 8 5.5l4 4" />,
  down: <path d="M4 6.5l4 4 4-4" />,
  left: <path d="M9.5 4l-4 4 4 4" />,
  right: <path d="M6.5 4l4 4-4 4" />,
  warning: <path d="M8 2 14.5 13.5h-13zM8 6.5v3.5M8 12h.01" />,
  clock: <path d="M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8zM8 4.5V8l2.5 1.5" />,
  call: (
    <path
      d="
        M3 2.5h2.5l1.2 3.2L5 7c.8 1.8 2.2 3.2 4 4l1.3-1.7 3.2 1.2V13c-5.5.8-11.3-5-10.5-10.5z"
    />
  ),
  file: <path d="M4 1.5h5.5l3 3v10H4zM9.5 1.5v3h3" />,
  upload: <path d="M8 10.5V2.5M4.5 6 8 2.5 11.5 6M2.5 11v2.5h11V11" />,
  download: <path d="M8 2.5v8M4.5 7 8 10.5 11.5 7M2.5 11v2.5h11V11" />,
  link: (
    <path
      d="M6.5 9.5 9.5 6.5M7 4.5l1.5-1.5a3 3 0 0 1 4.5 4.5L11.5 9
        M9 11.5 7.5 13A3 3 0 0 1 3 8.5L4.5 7"
    />
  ),
  undo: <path d="M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6M3 6.5 6 3.5M3 6.5l3 3" />,
  edit: <path d="M3 13l.7-3L10.5 3.2l2.3 2.3L6 12.3zM9 4.7 11.3 7" />,
  filter: <path d="M2 3.5h12M4.5 8h7M6.5 12.5h3" />,
  board: <path d="M2.5 2.5h11v11h-11zM6.2 2.5v11M9.8 2.5v11" />,
  copy: <path d="M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3" />,
  handle: <path d="M6 4h.01M10 4h.01M6 8h.01M10 8h.01M6 12h.01M10 12h.01" strokeWidth={2.2} />,
  list: <path d="M2.5 4h11M2.5 8h11M2.5 12h11" />,
  sun: (
    <path
      d="M8 5a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1
        M12 12l1 1M13 3l-1 1M4 12l-1 1"
    />
  ),
  team: (
    <path
      d="M5.5 8a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6z
        M1.5 13c.4-2 1.9-3.2 4-3.2s3.6 1.2 4 3.2M10.5 8a2 2 0 1 0-.5-4
        M11.5 10c1.7.2 2.7 1.3 3 3"
    />
  ),
  key: <path d="M5 7.5a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4zM7 8.5 13 2.5M10.5 5l2 2" />,
  out: <path d="M6 2.5H2.5v11H6M6.5 8h7M10.5 5l3 3-3 3" />,
  flag: <path d="M3.5 14V2.5h8.5L10 5.5l2 3H3.5" />,
  question: <path d="M5.5 6a2.5 2.5 0 1 1 3.7 2.2C8.3 8.7 8 9.2 8 10M8 12.7h.01" />,
} as const satisfies Record<string, ReactNode>;

export type IconName = keyof typeof shapes;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.35}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {shapes[name]}
    </svg>
  );
}
