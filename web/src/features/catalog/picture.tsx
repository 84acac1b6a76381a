// A product's picture. Those that we do not have yet are asked for when they are seen, a few at a
// time; the placeholder stands quietly until a live event says that they are there.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { send } from '../../api/client';
import { on_event } from '../../api/live';
import type { components } from '../../api/schema.gen';
import { Icon } from '../../ui/icons';
import classes from './catalog.module.css';

type Kept = components['schemas']['ProductPicture'];

const asked = new Set<number>();
let waiting: number[] = [];

function want(product_id: number) {
  if (asked.has(product_id)) return;
  asked.add(product_id);
  if (waiting.push(product_id) > 1) return;
  setTimeout(() => {
    const product_ids = waiting.slice(0, 200);
    waiting = [];
    send.POST('/api/catalog/pictures/wanted', { body: { product_ids } }).catch(() => {
      for (const id of product_ids) asked.delete(id); // asked again when seen again
    });
  }, 250);
}

interface PictureProps {
  picture: Kept;
  product_id?: number | null;
  large?: boolean;
}
export function Picture({ picture, product_id, large }: PictureProps) {
  const missing = !picture.id && picture.wanted_possible;
  useEffect(() => {
    if (missing && product_id) want(product_id);
  }, [missing, product_id]);
  return (
    <span className={classes.picture} data-large={large || undefined}>
      {picture.id ? (
        <img
          src={`/api/catalog/pictures/${picture.id}`}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
        />
      ) : (
        <Icon name="catalog" size={large ? 40 : 22} />
      )}
    </span>
  );
}

// Many pictures come one after the other: the lists are asked again at most every 1.5 seconds.
export function useArrivingPictures() {
  const queries = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = on_event((event) => {
      if (event.noun !== 'picture' || timer) return;
      timer = setTimeout(() => {
        timer = undefined;
        void queries.invalidateQueries({
          predicate: ({ queryKey }) =>
            /^\/api\/(products|selections|quotes)\b/.test(String(queryKey[1])),
        });
      }, 1500);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [queries]);
}
