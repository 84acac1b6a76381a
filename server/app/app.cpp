// The composition root: builds all parts in order.
