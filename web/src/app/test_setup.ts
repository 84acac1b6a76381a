// Every test begins in Russian and in Moscow.
import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';
import { set_language } from '../texts/catalogue';
import { set_zone } from '../ui/format';

// What the test's document lacks and Mantine's growing text field listens to.
Object.defineProperty(document, 'fonts', { configurable: true, value: new EventTarget() });

set_language('ru');
set_zone('Europe/Moscow');
afterEach(cleanup);
