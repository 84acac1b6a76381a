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
    tried_at BIGINT,                   -- when the last reading began, good or not
    read_at BIGINT,                    -- the age of its data
    upload_attachment_id BIGINT,       -- the file that came by hand
    made_at TEXT NOT NULL DEFAULT '',  -- as the file says
    state TEXT NOT NULL DEFAULT 'fresh', -- fresh, reading, good, partial, failed
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
    imprint_methods TEXT NOT NULL DEFAULT '[]',  -- JSON, in the supplier's words
    url TEXT NOT NULL DEFAULT '',
    -- Kept from the variants that are not gone:
    price_from_micro BIGINT NOT NULL DEFAULT 0,  -- the cheapest, as the feed says, with VAT
    price_to_micro BIGINT NOT NULL DEFAULT 0,
    stock BIGINT,                      -- of all together; nothing: not said
    stock_of_one_colour BIGINT,        -- of the colour with most: a run is of one colour
    arrival_on TEXT,                   -- date: the next one
    variants BIGINT NOT NULL DEFAULT 0,
    colours TEXT NOT NULL DEFAULT '[]',  -- JSON: key, name, stock
    sizes TEXT NOT NULL DEFAULT '[]',  -- JSON
    picture_url TEXT NOT NULL DEFAULT '',
    picture_key TEXT NOT NULL DEFAULT '',  -- SHA-256 of the address
    head TEXT NOT NULL DEFAULT '',     -- word form of the name's first word: «кружк»
    terms TEXT NOT NULL DEFAULT '',    -- what it is found by: word forms and marks of filters
-- only postgres
    words TSVECTOR NOT NULL DEFAULT ''::tsvector,
-- end only
    generation BIGINT NOT NULL DEFAULT 0,
    gone_at BIGINT,                    -- no longer in the feed
    changed_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX products_supplier ON products (feed_id, supplier_key);
CREATE INDEX products_feed ON products (feed_id, id);
CREATE INDEX products_price ON products (price_from_micro, id) WHERE gone_at IS NULL;
-- only sqlite
CREATE VIRTUAL TABLE product_words USING fts5 (
    terms, content = 'products', content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 0'
);
-- end only
-- only postgres
CREATE INDEX products_words ON products USING gin (words);
-- end only

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
    picture_key TEXT NOT NULL DEFAULT '',
    parameters TEXT NOT NULL DEFAULT '[]',  -- JSON
    generation BIGINT NOT NULL DEFAULT 0,
    gone_at BIGINT
);
CREATE UNIQUE INDEX product_variants_supplier ON product_variants (product_id, supplier_key);

-- Pictures that somebody wanted to see; one row an address.
CREATE TABLE product_pictures (
    id {{id}},
    url TEXT NOT NULL,
    url_key TEXT NOT NULL,             -- SHA-256 of it
    state TEXT NOT NULL,               -- waiting, good, failed
    attachment_id BIGINT,
    hash TEXT NOT NULL DEFAULT '',
    media_type TEXT NOT NULL DEFAULT '',
    width BIGINT NOT NULL DEFAULT 0,
    height BIGINT NOT NULL DEFAULT 0,
    reason TEXT NOT NULL DEFAULT '',   -- why it failed
    tried_at BIGINT
);
CREATE UNIQUE INDEX product_pictures_url ON product_pictures (url_key);

-- Categories of what is in the feeds now, counted at the end of each reading.
CREATE TABLE product_categories (
    feed_id BIGINT NOT NULL REFERENCES feeds (id),
    path TEXT NOT NULL,
    products BIGINT NOT NULL,
    PRIMARY KEY (feed_id, path)
);

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
    price_micro BIGINT,                -- agreed for this selection; nothing: the product's own
    removed_at BIGINT,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX selection_items_selection ON selection_items (selection_id, place);
