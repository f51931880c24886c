import { accept, refuse, type Confidence, type Citation, type Outcome, type Refusal } from '../outcome.js';
import { civilDateIn, isCivilDate, parseMoment, type CivilDate, type Instant, type Zone } from '../time.js';
import { assessAct } from './assess-act.js';
import type { TraceLine } from './counting.js';
import { compensation, deadlines } from './dues.js';
import { earliest } from './earliest.js';
import { dayOf, type Facts, type Given } from './facts.js';
import { lastMoment, latest } from './latest.js';
import type { LawQuestion } from './law-question.js';
import { nextStep } from './next-step.js';
import type { Moment } from './period.js';
import { maySendNow } from './quiet.js';
import { resolveLaw, type Place } from './resolve.js';
import type { FactValue, Law, LawScenario, LegalChannel, Proof, Rulebook } from './rulebook.js';

export const QUESTIONS = [
  'assess',
  'latest',
  'earliest',
  'nextStep',
  'compensation',
  'deadlines',
  'maySend',
] as const;
export type QuestionKind = (typeof QUESTIONS)[number];

/** One notice as somebody writes it down: days (`2026-11-26`) or moments (`2026-11-26T09:00+01:00`). */
export interface NoticeInput {
  readonly channel?: LegalChannel | undefined;
  readonly sent?: string | undefined;
  readonly served?: string | undefined;
  readonly delivered?: string | undefined;
  readonly proof?: Proof | undefined;
  readonly failedAttempts?: readonly string[] | undefined;
}

/** A question as somebody asks it (docs/rules.md). */
export interface LawInput {
  readonly ask: QuestionKind;
  readonly place: Place & { readonly zone: Zone };
  readonly scenario: LawScenario;
  readonly act?: string | undefined;
  /** The moment or day of the act. */
  readonly at?: string | undefined;
  readonly now?: string | undefined;
  /** The day whose law counts; without it that of the act, else that of `now`. */
  readonly on?: CivilDate | undefined;
  readonly notices?: Readonly<Record<string, readonly NoticeInput[]>> | undefined;
  readonly events?: Readonly<Record<string, string>> | undefined;
  readonly facts?: Readonly<Record<string, FactValue>> | undefined;
  readonly noServiceDays?:
    { readonly weekdays: readonly number[]; readonly dates: readonly CivilDate[] } | undefined;
  /** How long the supply was out, for compensation. */
  readonly hours?: number | undefined;
  readonly emergency?: boolean | undefined;
  readonly recipientZone?: Zone | undefined;
}

/** The answer of the engine under the name of the question, and the law it rests on. */
export interface LawAnswer {
  readonly ask: QuestionKind;
  readonly jurisdiction: string;
  readonly scenario: LawScenario;
  readonly inForceOn: CivilDate;
  readonly layers: Law['layers'];
  readonly answer: object;
  readonly trace: readonly TraceLine[];
  readonly because: readonly Citation[];
  readonly confidence: Confidence | null;
}

const ACTS: Readonly<Record<LawScenario, string>> = {
  plannedInterruption: 'interruption',
  emergency: 'interruption',
  debtDisconnection: 'disconnection',
};

const wrong = (field: string, refusal: Refusal): Refusal => ({
  ...refusal,
  message: `${field}: ${refusal.message}`,
});

/** Reads days and moments, and keeps every mistake, so that all are told at once. */
const makeReader = (zone: Zone) => {
  const refusals: Refusal[] = [];
  const read = (field: string, text: string | undefined): Moment | null => {
    if (text === undefined) return null;
    if (isCivilDate(text)) return { on: text };
    const moment = parseMoment(text, zone);
    if (moment.ok) return { at: moment.value };
    refusals.push(...moment.refusals.map(refusal => wrong(field, refusal)));
    return null;
  };
  return { read, refusals };
};
type Read = ReturnType<typeof makeReader>['read'];

const givenFrom = (field: string, input: NoticeInput, read: Read): Given => ({
  channel: input.channel ?? null,
  sent: read(`${field}.sent`, input.sent),
  served: read(`${field}.served`, input.served),
  delivered: read(`${field}.delivered`, input.delivered),
  proof: input.proof ?? null,
  failedAttempts: (input.failedAttempts ?? []).flatMap((text, index) => {
    const moment = read(`${field}.failedAttempts.${index}`, text);
    return moment === null ? [] : [moment];
  }),
});

const factsFrom = (input: LawInput, read: Read): Facts => ({
  notices: Object.fromEntries(
    Object.entries(input.notices ?? {}).map(([notice, list]) => [
      notice,
      list.map((each, index) => givenFrom(`notices.${notice}.${index}`, each, read)),
    ]),
  ),
  events: Object.fromEntries(
    Object.entries(input.events ?? {}).flatMap(([event, text]) => {
      const moment = read(`events.${event}`, text);
      return moment === null ? [] : [[event, moment] as const];
    }),
  ),
  values: {
    ...(input.place.customerClass === undefined ? {} : { customerClass: input.place.customerClass }),
    ...input.facts,
  },
  noServiceDays: input.noServiceDays ?? null,
});

const needed = (field: string, why: string): Refusal => ({
  code: 'question.incomplete',
  message: `${field} is needed: ${why}.`,
  because: [],
});

/** Names that the law of the place does not know are slips of the pen, and would be ignored in silence. */
const strangers = (input: LawInput, law: Law): readonly Refusal[] => {
  const notices = Object.keys(law.rules.notices ?? {});
  return Object.keys(input.notices ?? {})
    .filter(notice => !notices.includes(notice))
    .map(notice => ({
      code: 'question.unknownNotice',
      message: `notices.${notice}: the law of ${law.scenario} in ${law.jurisdiction} knows no such notice.`,
      lawful: `Its notices are: ${notices.join(', ') || 'none'}.`,
      because: [],
    }));
};

interface Part {
  readonly answer: object;
  readonly trace: readonly TraceLine[];
  readonly because: readonly Citation[];
  readonly confidence: Confidence | null;
}
const plain = (
  answer: object,
  trace: readonly TraceLine[] = [],
  because: readonly Citation[] = [],
): Part => ({
  answer,
  trace,
  because,
  confidence: null,
});
const split = ({
  trace,
  because,
  confidence,
  rulebooks: _,
  ...answer
}: {
  readonly trace: readonly TraceLine[];
  readonly because: readonly Citation[];
  readonly confidence: Confidence;
  readonly rulebooks: readonly string[];
}): Part => ({ answer, trace, because, confidence });

const maySendPart = (input: LawInput, question: LawQuestion, now: Instant): Part | Refusal => {
  const rule = question.law.rules.quietHours;
  if (rule === undefined)
    return needed(
      'quietHours',
      `the rulebooks of ${question.law.jurisdiction} set none, so nothing is quiet`,
    );
  const { value: quiet, because } = rule;
  const zone = quiet.clock === 'recipient' ? input.recipientZone : question.zone;
  if (zone === undefined)
    return needed('recipientZone', 'quiet hours are read on the clock of the recipient');
  const lasts = question.at === null ? [] : latest(question).notices.flatMap(({ serveBy }) => serveBy ?? []);
  const last = lasts.sort((a, b) => (lastMoment(a) < lastMoment(b) ? -1 : 1))[0] ?? null;
  const answer = maySendNow({ quiet, zone, at: now, emergency: input.emergency === true, last });
  return { ...plain(answer, [], [because]), confidence: because.confidence };
};

const partOf = (input: LawInput, question: LawQuestion): Part | Refusal => {
  const { now } = question;
  switch (input.ask) {
    case 'assess':
      return split(assessAct(question));
    case 'latest':
      return split(latest(question));
    case 'earliest':
      return split(earliest(question));
    case 'nextStep': {
      if (now === null) return needed('now', 'what comes next depends on the time');
      const step = nextStep({ ...question, now });
      return 'earliest' in step ? { ...split(step.earliest), answer: step } : plain(step);
    }
    case 'compensation': {
      if (input.hours === undefined) return needed('hours', 'the sum depends on how long the supply was out');
      const found = compensation(question, input.hours);
      const trace = found.dues.flatMap(due => due.trace);
      return plain(
        found,
        trace,
        found.dues.flatMap(due => due.because),
      );
    }
    case 'deadlines': {
      const found = deadlines(question);
      return plain(
        found,
        found.deadlines.flatMap(due => due.trace),
        found.deadlines.flatMap(due => due.because),
      );
    }
    case 'maySend':
      return now === null
        ? needed('now', 'the question is about this moment')
        : maySendPart(input, question, now);
  }
};

/** Answers one question from the rulebooks alone: what a lawyer or an auditor uses without the rest. */
export const askTheLaw = (rulebooks: readonly Rulebook[], input: LawInput): Outcome<LawAnswer> => {
  const { place, scenario } = input;
  const { read, refusals } = makeReader(place.zone);
  const at = read('at', input.at);
  const nowMoment = read('now', input.now);
  const facts = factsFrom(input, read);
  if (nowMoment !== null && !('at' in nowMoment)) refusals.push(needed('now', 'a moment, not a day'));
  const now = nowMoment !== null && 'at' in nowMoment ? nowMoment.at : null;
  const on =
    input.on ?? (at !== null ? dayOf(at, place.zone) : now === null ? null : civilDateIn(place.zone, now));
  if (on === null && input.at === undefined && input.now === undefined)
    refusals.push(needed('at, now or on', 'the law in force depends on the day'));
  const [first, ...rest] = refusals;
  if (first !== undefined || on === null) return refuse(first ?? needed('on', 'the day'), ...rest);
  const law = resolveLaw(rulebooks, place, scenario, on);
  if (!law.known) return refuse({ ...law.missing, because: [] });
  const [stranger, ...others] = strangers(input, law.rules);
  if (stranger !== undefined) return refuse(stranger, ...others);
  const act = input.act ?? ACTS[scenario];
  const part = partOf(input, { law: law.rules, zone: place.zone, facts, act, at, now });
  if ('message' in part) return refuse(part);
  const { layers, jurisdiction } = law.rules;
  return accept({ ask: input.ask, jurisdiction, scenario, inForceOn: on, layers, ...part });
};
