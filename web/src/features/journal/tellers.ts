// Everybody who tells events: a timeline shows those of several nouns. A feature with a
// *_events.ts has one line here.
import '../catalog/catalog_events';
import '../customers/customer_events';
import '../deals/deal_events';
import '../inbox/enquiry_events';
import '../process/process_events';
import '../quotes/quote_events';
