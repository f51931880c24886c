import { openPortal, seedContacts, type LocalPortal } from './local-portal.js';

describe('lists of contacts', () => {
  let local: LocalPortal;
  let ids: readonly string[];
  beforeAll(async () => {
    local = await openPortal();
    ids = seedContacts(local, 601);
  });
  afterAll(() => local.close());

  const allOf = async (list: string): Promise<readonly string[]> => {
    const all: string[] = [];
    let after: string | null = null;
    do {
      const page: { items: readonly string[]; next: string | null } = await local.crm.lists.members(
        list,
        after,
      );
      all.push(...page.items);
      after = page.next;
    } while (after !== null);
    return all;
  };

  it('are made once by their name, brought to what is asked, and read in pages', async () => {
    const { lists } = local.crm;
    const made = await lists.keep('K7M2Q: not reached', ids);
    expect(await allOf(made.id)).toEqual(ids);
    const again = await lists.keep('K7M2Q: not reached', ids.slice(1));
    expect(again).toEqual({ id: made.id, name: 'K7M2Q: not reached', size: 600 });
    expect(await allOf(made.id)).toEqual(ids.slice(1));
    expect(await lists.find(made.id)).toEqual(again);
    expect((await lists.search('not reached')).map(list => [list.id, list.size])).toEqual([[made.id, 600]]);
    expect(await lists.search('nothing of the kind')).toEqual([]);
    expect(await lists.find('999')).toBeNull();
  });

  it('of a name that two make at once are one', async () => {
    const [a, b] = await Promise.all([
      local.crm.lists.keep('Twice', ids.slice(0, 2)),
      local.crm.lists.keep('Twice', ids.slice(0, 2)),
    ]);
    expect(a.id).toBe(b.id);
    expect(await allOf(a.id)).toEqual(ids.slice(0, 2));
  });
});
