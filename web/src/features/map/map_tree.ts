// The nodes of the mind map as a tree, by their numbers: 1.2 stands under 1.
export interface Numbered {
  number: string;
}

export interface Branch<Node extends Numbered> {
  node: Node;
  branches: Branch<Node>[];
}

const parent_of = (number: string) => number.split('.').slice(0, -1).join('.');

// Keeps the order of the nodes. One whose parent is missing hangs on the nearest one above it.
export function branches_of<Node extends Numbered>(nodes: readonly Node[]): Branch<Node>[] {
  const roots: Branch<Node>[] = [];
  const known = new Map<string, Branch<Node>>();
  for (const node of nodes) {
    const branch: Branch<Node> = { node, branches: [] };
    let above = parent_of(node.number);
    while (above !== '' && !known.has(above)) above = parent_of(above);
    (known.get(above)?.branches ?? roots).push(branch);
    known.set(node.number, branch);
  }
  return roots;
}

const size = <Node extends Numbered>(branch: Branch<Node>): number =>
  1 + branch.branches.reduce((sum, each) => sum + size(each), 0);

// Deals the branches out over columns of about the same length: the largest first, each to the
// column that is shortest so far. Within a column and between columns their order stays.
export function in_columns<Node extends Numbered>(
  branches: readonly Branch<Node>[],
  columns: number,
): Branch<Node>[][] {
  const length = (column: readonly Branch<Node>[]) =>
    column.reduce((sum, branch) => sum + size(branch), 0);
  const out: Branch<Node>[][] = Array.from({ length: columns }, () => []);
  for (const branch of [...branches].sort((a, b) => size(b) - size(a)))
    out.reduce((best, column) => (length(column) < length(best) ? column : best)).push(branch);
  const place = (branch: Branch<Node> | undefined) => branches.indexOf(branch as Branch<Node>);
  for (const column of out) column.sort((a, b) => place(a) - place(b));
  return out.filter((column) => column.length > 0).sort((a, b) => place(a[0]) - place(b[0]));
}
