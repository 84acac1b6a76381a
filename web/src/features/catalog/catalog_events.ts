// How the timeline tells of selections and suppliers' feeds.
import { catalog as t } from '../../texts/catalog';
import type { IconName } from '../../ui/icons';
import { type Entry, said, tell_events } from '../journal/event_words';

const selection = (icon: IconName, text: () => string) => (entry: Entry) => ({
  icon,
  text: text(),
  detail: said(entry, 'title'),
});
const feed = (icon: IconName, text: () => string) => (entry: Entry) => ({
  icon,
  text: text(),
  detail: said(entry, 'name'),
});

tell_events({
  'selection.created': selection('plus', () => t('event_selection_created')),
  'selection.changed': selection('edit', () => t('event_selection_changed')),
  'selection.item_added': selection('plus', () => t('event_item_added')),
  'selection.item_changed': selection('edit', () => t('event_item_changed')),
  'selection.item_removed': selection('close', () => t('event_item_removed')),
  'selection.reordered': selection('list', () => t('event_reordered')),
  'selection.archived': selection('close', () => t('event_archived')),
  'selection.brought_back': selection('undo', () => t('event_brought_back')),
  'feed.created': feed('plus', () => t('event_feed_created')),
  'feed.changed': feed('edit', () => t('event_feed_changed')),
  'feed.file_uploaded': feed('upload', () => t('event_feed_file')),
});
