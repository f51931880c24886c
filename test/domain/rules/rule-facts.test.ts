import { factKinds, readRuleFacts } from '../../../server/domain/rules/rule-facts.js';
import { loadConfig } from '../../../server/load-config.js';

const KINDS = factKinds([
  { when: { fact: 'basicSupply', is: true } },
  {
    when: {
      all: [
        { fact: 'floorArea', atLeast: 40 },
        { fact: 'tariff', oneOf: ['day', 'night'] },
      ],
    },
  },
  { bar: { kind: 'listedDays', fact: 'heatDays', daysBefore: [0] } },
  { limit: { fact: 'monthlyCharge', times: 2 } },
]);

describe('what somebody typed of a place', () => {
  it.each<[string, Record<string, unknown>, readonly number[]]>([
    ['', {}, []],
    ['basicSupply=true', { basicSupply: true }, []],
    ['basicSupply = Yes\nfloorArea=41.5', { basicSupply: true, floorArea: 41.5 }, []],
    ['tariff=night; monthlyCharge=120', { tariff: 'night', monthlyCharge: 120 }, []],
    ['heatDays=2026-07-01, 2026-07-02', { heatDays: ['2026-07-01', '2026-07-02'] }, []],
    ['basicSupply=perhaps', {}, [1]],
    ['basicSupply', {}, [1]],
    ['nobodyAsks=true\nfloorArea=12', { floorArea: 12 }, [1]],
    ['floorArea=forty', {}, [1]],
    ['basicSupply=true\nbasicSupply=false', { basicSupply: true }, [2]],
    ['heatDays=2026-02-31', {}, [1]],
    ['__proto__=true', {}, [1]],
  ])('%j', (text, values, bad) => {
    expect(readRuleFacts(text, KINDS)).toEqual({ values, bad });
  });

  it('knows what the shipped rulebooks compare with', () => {
    const kinds = factKinds(loadConfig().rulebooks.map(({ rulebook }) => rulebook));
    expect([...(kinds.get('hasElectronicContact') ?? [])]).toEqual(['flag']);
    const untyped = [...kinds].filter(([, each]) => each.size === 0).map(([name]) => name);
    expect(untyped).toEqual([]);
  });
});
