import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CaseEvent } from '../../../server/domain/debt/event.js';
import type { Decision } from '../../../server/domain/debt/decision.js';
import { moneyText } from '../../../server/domain/money.js';
import type { Citation } from '../../../server/domain/outcome.js';
import { dayText } from '../../../server/domain/rules/counting.js';
import { momentText } from '../../../server/domain/rules/period.js';
import { civilDateIn, exactWithOffset, type Zone } from '../../../server/domain/time.js';
import type { Day } from '../../domain/debt/story.js';

/** A case as a lawyer reads it: what happened, what was decided on which day, and by which rule. */

const cited = (because: readonly Citation[]): readonly string[] => {
  const bySource = new Map<string, string[]>();
  for (const { rule, source, confidence } of because) {
    const named = `${source} [${confidence}]`;
    const rules = bySource.get(named) ?? [];
    bySource.set(named, rules.includes(rule) ? rules : [...rules, rule]);
  }
  return [...bySource].map(
    ([source, rules]) =>
      `        ${rules.map(rule => rule.replace('debtDisconnection.', '')).join(', ')}: ${source}`,
  );
};

const momentWords = (decision: Extract<Decision, { readonly kind: 'reconnect' }>, zone: Zone): string =>
  decision.by
    .map(
      ({ rule, end }) => `${rule} by ${momentText(end, { zone, dayAt: () => ({ is: 'unknown', why: '' }) })}`,
    )
    .join(', ');

const words = (decision: Decision, zone: Zone): string => {
  switch (decision.kind) {
    case 'wait':
      return decision.until === null
        ? `wait: ${decision.for}`
        : `wait until ${dayText(decision.until)}: ${decision.for}`;
    case 'give':
      return `give the notice "${decision.notice}" to the ${decision.to}${decision.again ? ' again' : ''}: ${moneyText(decision.claimed)}, ${decision.dateShown === null ? 'no day named' : `supply may end on ${dayText(decision.dateShown)}`}`;
    case 'hold':
      return `held: ${decision.holds.map(({ reason, by }) => `${reason} (${by})`).join(', ')}`;
    case 'askForApproval':
      return `ask for ${decision.needed === 2 ? 'two approvals' : 'approval'}: ${decision.act}, lawful from ${dayText(decision.first)}`;
    case 'askToDisconnect':
      return `warrant for ${decision.warrant.act} on ${dayText(decision.warrant.on)}, from ${exactWithOffset(decision.warrant.from, zone)}`;
    case 'recall':
      return `recall the work order: ${decision.why.map(({ code }) => code).join(', ')}`;
    case 'reconnect':
      return `reconnect (${decision.why}): ${momentWords(decision, zone) || 'at once'}`;
    case 'close':
      return `close: ${decision.why}`;
    case 'barred':
      return `${decision.act} is barred: ${decision.obstacles.map(({ code }) => code).join(', ')}`;
    case 'undetermined':
      return `cannot be said without: ${decision.missing.join('; ')}`;
  }
};

const happened = (event: CaseEvent): string => {
  switch (event.type) {
    case 'billed':
      return `bill of ${moneyText(event.amount)}, to be paid by ${dayText(event.due)}`;
    case 'paid':
    case 'credited':
      return `${event.type} ${moneyText(event.amount)}`;
    case 'reversed':
      return 'the payment is taken back';
    case 'sent':
      return `"${event.notice}" leaves by ${event.channel}`;
    case 'delivered':
      return `proof: ${event.delivery.split('/').slice(0, 2).join(' by ')} ${event.proof}`;
    case 'attempted':
    case 'returned':
      return `${event.delivery.split('/').slice(0, 2).join(' by ')} ${event.type === 'returned' ? 'came back' : 'met nobody'}`;
    case 'held':
      return `hold: ${event.hold.reason}, ${event.hold.effect}, until ${'day' in event.hold.until ? dayText(event.hold.until.day) : event.hold.until.event}`;
    case 'released':
      return `the hold ends (${event.by})`;
    case 'broken':
      return 'it was not kept';
    case 'approved':
      return `approved by ${event.by}`;
    case 'ordered':
      return `work order: ${event.act}`;
    case 'recalled':
      return 'work order recalled';
    case 'acted':
      return `${event.act} is done`;
    case 'opened':
      return 'case opened';
    case 'reconnected':
      return 'supply is back';
    case 'supplyEnded':
      return 'the customer moves out';
    case 'closed':
      return `case closed: ${event.why}`;
  }
};

/** Days on which nothing happens and the answer stays are left out. */
export const told = (title: string, days: readonly Day[]): string => {
  const lines: string[] = [title, ''];
  let before = '';
  let day = '';
  let seen = new Set<string>();
  for (const { on, state, decision, events } of days) {
    const fresh = events.filter(({ type, id }) => !seen.has(`${type} ${id}`));
    seen = new Set(events.map(({ type, id }) => `${type} ${id}`));
    const answer = words(decision, state.zone);
    const said = answer === before ? [] : [`    ${answer}`, ...cited(decision.because)];
    before = answer;
    const past = [...fresh]
      .sort((a, b) => (a.at < b.at ? -1 : 1))
      .map(event => `    - ${dayText(civilDateIn(state.zone, event.at))}: ${happened(event)}`);
    if (past.length + said.length === 0) continue;
    if (day !== on) lines.push(dayText(on));
    day = on;
    lines.push(...past, ...said);
  }
  return `${lines.join('\n')}\n`;
};

/** Compares with the file beside the stories; `GOLDEN=write` writes it, to be read before it is committed. */
export const expectGolden = (name: string, text: string): void => {
  const file = join(__dirname, `${name}.txt`);
  if (process.env['GOLDEN'] === 'write') writeFileSync(file, text);
  expect(text).toBe(readFileSync(file, 'utf8'));
};
