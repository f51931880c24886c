/** What is not known, as a card says it in either of its languages. */
export interface MissingWords {
  readonly en: string;
  readonly ru: string;
}

/** What the law misses, where it is more than the name of a fact. */
const MISSING: readonly (readonly [RegExp, string])[] = [
  [/^the weather of (.+)$/, 'погода на $1'],
  [/^when: the moment of (.+)$/, 'когда это будет ($1)'],
  [/^the time of day of (.+)$/, 'время суток ($1)'],
  [/^the time of day .+$/, 'время суток'],
  [/^a number for (\S+?):?( .+)?$/, 'срок $1: право его не называет, или его не прочли'],
  [/^There is no calendar of (\d+) for (.+?)[.]?$/, 'нет календаря на $1 год ($2)'],
  [/^The calendar (\S+) for (.+) lacks (.+?)[.]?$/, 'в календаре $1 ($2) нет: $3'],
  [/^It is not settled whether (\S+) is a day off: (.+?)[.]?$/, 'выходной ли день $1 ($2)'],
  [/^when a notice by (.+) counts as served$/, 'когда вручено уведомление, посланное так: $1'],
  [/^(\S+) as a number$/, 'число: $1'],
  [/^an? .+ (within|before|near|after|early|to|that) .+$/, 'день, до которого можно досчитать'],
  [/^enough working days .+$/, 'рабочие дни, до которых можно досчитать'],
  [/^hours of working days over a standstill$/, 'рабочие часы за время остановки'],
  [/^No rulebook covers the jurisdiction "(.+)"[.]$/, 'свод правил места $1'],
  [/^No rulebook for "(.+)" is in force on (.+)[.]$/, 'свод правил места $1 на $2'],
  [/^The rulebooks for "(.+)" differ by customerClass, and it is not given[.]$/, 'вид потребителя ($1)'],
  [/^The rulebooks for "(.+)" say nothing of (.+)[.]$/, 'правило места $1: $2'],
];

/** The name of a fact stays as it is: it is entered by that name. */
export const missingWords = (text: string): MissingWords => {
  const found = MISSING.find(([form]) => form.test(text));
  return { en: text, ru: found === undefined ? text : text.replace(...found) };
};
