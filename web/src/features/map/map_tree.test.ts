import { describe, expect, it } from 'vitest';
import { type Branch, branches_of, in_columns } from './map_tree';

const nodes = (...numbers: string[]) => numbers.map((number) => ({ number }));
const shape = (branches: Branch<{ number: string }>[]): unknown =>
  branches.map((branch) =>
    branch.branches.length ? [branch.node.number, shape(branch.branches)] : branch.node.number,
  );

describe('the tree of the map', () => {
  it('hangs every node under the number above it', () => {
    expect(shape(branches_of(nodes('1', '1.1', '1.1.1', '1.2', '2')))).toEqual([
      ['1', [['1.1', ['1.1.1']], '1.2']],
      '2',
    ]);
  });
  it('hangs a node whose parent was left out on the nearest one above', () => {
    expect(shape(branches_of(nodes('1', '1.2.4.1', '1.10')))).toEqual([['1', ['1.2.4.1', '1.10']]]);
  });
  it('deals branches out over columns of about the same length', () => {
    const roots = branches_of(nodes('1', '2', '2.1', '2.2', '2.3', '3', '4'));
    expect(in_columns(roots, 2).map(shape)).toEqual([
      ['1', '3', '4'],
      [['2', ['2.1', '2.2', '2.3']]],
    ]);
    expect(in_columns(branches_of(nodes('1')), 3).map(shape)).toEqual([['1']]);
    expect(in_columns([], 3)).toEqual([]);
  });
});
