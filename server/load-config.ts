import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { z } from 'zod';
import { carriersFile, type CarriersFile } from './adapters/carriers/carriers-file.js';
import {
  calendarFile,
  calendarProblems,
  toCalendarYear,
  type CalendarFile,
} from './adapters/config/calendar-file.js';
import { policyFile } from './adapters/config/policy-file.js';
import { ConfigError, readYaml, type ConfigProblem } from './adapters/config/read-yaml.js';
import {
  rulebookFile,
  rulebookProblems,
  toRulebook,
  type RulebookFile,
} from './adapters/config/rulebook-file.js';
import {
  billingFile,
  weatherFile,
  type BillingFile,
  type WeatherFile,
} from './adapters/feeds/debt-feed-files.js';
import { feedFile, reasonsIn, type FeedFile } from './adapters/feeds/feed-file.js';
import { brandSchema, type Brand } from './adapters/texts/brand.js';
import {
  debtSchema,
  elementsSchema,
  reasonsSchema,
  sentencesSchema,
  templateFileSchema,
  type TextFiles,
} from './adapters/texts/files.js';
import { TextsError } from './adapters/texts/problem.js';
import { makeTexts } from './adapters/texts/texts.js';
import { NOTICE_KINDS } from './domain/notice/notice.js';
import type { Policy } from './domain/policy.js';
import type { CalendarYear } from './domain/rules/holidays.js';
import type { Rulebook } from './domain/rules/rulebook.js';
import type { Texts } from './workflows/ports.js';

export interface Config {
  readonly brand: Brand;
  readonly calendars: readonly CalendarYear[];
  /** In the same order. */
  readonly calendarFiles: readonly CalendarFile[];
  readonly carriers: CarriersFile;
  readonly policy: Policy;
  readonly rulebooks: readonly { readonly rulebook: Rulebook; readonly file: RulebookFile }[];
  readonly texts: Texts;
  /** By name, as the file is called. */
  readonly feeds: Readonly<Record<string, FeedFile>>;
  readonly billing: BillingFile;
  readonly weather: WeatherFile;
}

/** The folder that holds package.json, from the sources as from the compiled files. */
export const projectFolder = (): string => {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
};

/** Reads everything under config/. Throws one ConfigError with every mistake of every file. */
export const loadConfig = (folder: string = join(projectFolder(), 'config')): Config => {
  const problems: ConfigProblem[] = [];
  const attempt = <T>(read: () => T): T | null => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof ConfigError || error instanceof TextsError)) throw error;
      problems.push(...error.problems);
      return null;
    }
  };
  const file = <S extends z.ZodType>(name: string, schema: S): z.output<S> | null =>
    attempt(() => readYaml(join(folder, name), schema, `config/${name}`));
  const brand = file('brand.yaml', brandSchema);
  const carriers = file('carriers.yaml', carriersFile);
  const policy = file('policy.yaml', policyFile);
  const billing = file('billing.yaml', billingFile);
  const weather = file('weather.yaml', weatherFile);
  const calendars = calendarNames(folder).flatMap(name => {
    const data = file(`calendars/${name}`, calendarFile);
    return data === null ? [] : [{ name: `config/calendars/${name}`, data }];
  });
  problems.push(...calendarProblems(calendars));
  const years = calendars.map(({ data }) => toCalendarYear(data));
  const rulebooks = (attempt(() => rulebookNames(folder)) ?? []).flatMap(name => {
    const data = file(`rulebooks/${name}`, rulebookFile);
    return data === null
      ? []
      : [{ name: `config/rulebooks/${name}`, file: data, rulebook: toRulebook(data, years) }];
  });
  problems.push(...rulebookProblems(rulebooks));
  const feeds = yamlNames(join(folder, 'feeds')).map(name => ({
    name,
    data: file(`feeds/${name}`, feedFile),
  }));
  const textFiles = readTextFiles(file);
  const texts = brand === null || textFiles === null ? null : attempt(() => makeTexts(textFiles, brand));
  if (texts !== null)
    problems.push(...feeds.flatMap(({ name, data }) => (data === null ? [] : wordless(name, data, texts))));
  if (
    brand === null ||
    carriers === null ||
    policy === null ||
    texts === null ||
    billing === null ||
    weather === null
  )
    throw new ConfigError(problems);
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    brand,
    calendars: years,
    calendarFiles: calendars.map(({ data }) => data),
    carriers,
    policy,
    billing,
    weather,
    texts,
    rulebooks,
    feeds: Object.fromEntries(
      feeds.flatMap(({ name, data }) => (data === null ? [] : [[name.replace(/\.yaml$/, ''), data]])),
    ),
  };
};

/** Without a single rulebook nothing could ever be judged: a folder forgotten, not a choice. */
const rulebookNames = (folder: string): readonly string[] => {
  const names = yamlNames(join(folder, 'rulebooks'));
  if (names.length === 0)
    throw new ConfigError([
      { file: 'config/rulebooks', path: '(folder)', expected: 'at least one rulebook', found: 'nothing' },
    ]);
  return names;
};

/** `de/2026.yaml`. A place without a calendar is no mistake: what counts its days is then undetermined. */
const calendarNames = (folder: string): readonly string[] => {
  const calendars = join(folder, 'calendars');
  if (!existsSync(calendars)) return [];
  return readdirSync(calendars, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .flatMap(({ name }) =>
      readdirSync(join(calendars, name))
        .filter(year => year.endsWith('.yaml'))
        .map(year => `${name}/${year}`),
    )
    .sort();
};

const yamlNames = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter(name => name.endsWith('.yaml'))
        .sort()
    : [];

/** Every cause a feed can bring up must have words a customer understands. */
const wordless = (name: string, feed: FeedFile, texts: Texts): readonly ConfigProblem[] =>
  reasonsIn(feed)
    .filter(([, code]) => !texts.reasons.includes(code))
    .map(([path, code]) => ({
      file: `config/feeds/${name}`,
      path,
      expected: 'a reason of templates/reasons.yaml',
      found: JSON.stringify(code),
    }));

const readTextFiles = (
  file: <S extends z.ZodType>(name: string, schema: S) => z.output<S> | null,
): TextFiles | null => {
  const templates = NOTICE_KINDS.map(kind => ({
    file: `config/templates/${kind}.yaml`,
    data: file(`templates/${kind}.yaml`, templateFileSchema),
  }));
  const sentences = file('templates/sentences.yaml', sentencesSchema);
  const debt = file('templates/debt.yaml', debtSchema);
  const reasons = file('templates/reasons.yaml', reasonsSchema);
  const elements = file('templates/elements.yaml', elementsSchema);
  const whole = templates.flatMap(({ file: name, data }) => (data === null ? [] : [{ file: name, data }]));
  if (
    whole.length < templates.length ||
    sentences === null ||
    debt === null ||
    reasons === null ||
    elements === null
  )
    return null;
  return {
    templates: whole,
    sentences: { file: 'config/templates/sentences.yaml', data: sentences },
    debt: { file: 'config/templates/debt.yaml', data: debt },
    reasons: { file: 'config/templates/reasons.yaml', data: reasons },
    elements: { file: 'config/templates/elements.yaml', data: elements },
  };
};
