// How the timeline tells of the process and the calendar.
import { calendar } from '../../texts/calendar';
import { process as t } from '../../texts/process';
import { tell_events } from '../journal/event_words';

tell_events({
  'process.loaded': () => ({ icon: 'upload', text: t('event_loaded') }),
  'process.activated': () => ({ icon: 'check', text: t('event_activated') }),
  'calendar_year.changed': () => ({ icon: 'day', text: calendar('event_changed') }),
});
