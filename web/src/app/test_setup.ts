// Every test begins in Russian and in Moscow.
import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';
import { set_language } from '../texts/catalogue';
import { set_zone } from '../ui/format';

set_language('ru');
set_zone('Europe/Moscow');
afterEach(cleanup);
