// A card as the form that the API takes back.
import type { ContactCard, ContactForm } from './customers';

export const contact_form = (card: ContactCard): ContactForm => ({
  surname: card.surname,
  name: card.name,
  patronymic: card.patronymic,
  address_form: card.address_form,
  note: card.note,
  consent_at: card.consent_at ?? null,
  owner_id: card.owner_id ?? null,
  points: card.points,
  places: card.places,
});
