// A card as the form that the API takes back.
import type { CompanyCard, CompanyForm } from './customers';

export const company_form = (card: CompanyCard): CompanyForm => ({
  name: card.name,
  legal_form: card.legal_form,
  legal_name: card.legal_name,
  inn: card.inn,
  kpp: card.kpp,
  ogrn: card.ogrn,
  legal_address: card.legal_address,
  delivery_address: card.delivery_address,
  line_of_business: card.line_of_business,
  site: card.site,
  note: card.note,
  logo_attachment_id: card.logo_attachment_id ?? null,
  brand_colour: card.brand_colour,
  group_id: card.group_id ?? null,
  owner_id: card.owner_id ?? null,
  accounts: card.accounts,
  points: card.points,
});
