-- Suppliers' feeds, products and their variants, selections (1.3, 1.3.1).

CREATE TABLE feeds (
    id {{id}},
    name TEXT NOT NULL,                -- the supplier as people call it
    kind TEXT NOT NULL,                -- yml (later gifts, oasis, commerceml, table)
    url TEXT NOT NULL DEFAULT '',      -- empty: uploaded by hand
    every_minutes BIGINT NOT NULL DEFAULT 0,
    price_kind TEXT NOT NULL DEFAULT 'retail',  -- what its price is: retail, dealer
    dealer_discount_basis_points BIGINT NOT NULL DEFAULT 0,
    active BIGINT NOT NULL DEFAULT 1,
    read_at BIGINT,                    -- the age of its data
    made_at TEXT NOT NULL DEFAULT '',  -- as the file says
    state TEXT NOT NULL DEFAULT 'new', -- new, reading, good, partial, failed
    last_error TEXT NOT NULL DEFAULT '',
    offers_good BIGINT NOT NULL DEFAULT 0,
    offers_broken BIGINT NOT NULL DEFAULT 0,
    generation BIGINT NOT NULL DEFAULT 0,  -- of the last complete reading
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);

CREATE TABLE feed_problems (
    id {{id}},
    feed_id BIGINT NOT NULL REFERENCES feeds (id),
    line BIGINT NOT NULL,
    item TEXT NOT NULL,
    reason_ru TEXT NOT NULL,
    reason_en TEXT NOT NULL
);
CREATE INDEX feed_problems_feed ON feed_problems (feed_id, id);

CREATE TABLE products (
    id {{id}},
    feed_id BIGINT REFERENCES feeds (id),  -- nothing: made by hand
    supplier_key TEXT NOT NULL,        -- the feed's group or offer id
    article TEXT NOT NULL DEFAULT '',
    article_key TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    category TEXT NOT NULL DEFAULT '', -- path
    vendor TEXT NOT NULL DEFAULT '',
    material TEXT NOT NULL DEFAULT '',
    material_key TEXT NOT NULL DEFAULT '',
    url TEXT NOT NULL DEFAULT '',
    price_from_micro BIGINT NOT NULL,  -- of the cheapest variant, as the feed says, with VAT
    stock BIGINT,                      -- of all variants; nothing: not said
    picture_url TEXT NOT NULL DEFAULT '',
    picture_attachment_id BIGINT,
    generation BIGINT NOT NULL DEFAULT 0,
    gone_at BIGINT,                    -- no longer in the feed
    changed_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX products_supplier ON products (feed_id, supplier_key);
CREATE INDEX products_article ON products (article_key) WHERE article_key <> '';
CREATE INDEX products_price ON products (price_from_micro, id) WHERE gone_at IS NULL;
CREATE INDEX products_category ON products (category, price_from_micro, id) WHERE gone_at IS NULL;

CREATE TABLE product_variants (
    id {{id}},
    product_id BIGINT NOT NULL REFERENCES products (id),
    supplier_key TEXT NOT NULL,
    article TEXT NOT NULL DEFAULT '',
    article_key TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL,
    colour TEXT NOT NULL DEFAULT '',
    colour_key TEXT NOT NULL DEFAULT '',
    size TEXT NOT NULL DEFAULT '',
    price_micro BIGINT NOT NULL,
    stock BIGINT,
    arrival_on TEXT,                   -- date of the next arrival
    minimum_quantity BIGINT NOT NULL DEFAULT 1,
    picture_url TEXT NOT NULL DEFAULT '',
    parameters TEXT NOT NULL DEFAULT '[]',  -- JSON
    gone_at BIGINT
);
CREATE UNIQUE INDEX product_variants_supplier ON product_variants (product_id, supplier_key);
CREATE INDEX product_variants_article ON product_variants (article_key) WHERE article_key <> '';
CREATE INDEX product_variants_colour ON product_variants (colour_key, product_id)
    WHERE colour_key <> '';

-- «Подборка» (1.3): picked for a deal or for nobody yet.
CREATE TABLE selections (
    id {{id}},
    title TEXT NOT NULL,
    owner_id BIGINT NOT NULL REFERENCES people (id),
    deal_id BIGINT,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    archived_at BIGINT,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX selections_owner ON selections (owner_id, changed_at DESC, id DESC);
CREATE INDEX selections_deal ON selections (deal_id);

CREATE TABLE selection_items (
    id {{id}},
    selection_id BIGINT NOT NULL REFERENCES selections (id),
    place BIGINT NOT NULL,
    product_id BIGINT REFERENCES products (id),
    variant_id BIGINT REFERENCES product_variants (id),
    title TEXT NOT NULL,               -- also what is not from the catalogue (1.3.2)
    note TEXT NOT NULL DEFAULT '',
    url TEXT NOT NULL DEFAULT '',
    price_micro BIGINT
);
CREATE INDEX selection_items_selection ON selection_items (selection_id, place);
