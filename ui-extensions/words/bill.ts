import { table } from './say.js';

/** The debts of a customer, on the cards of contacts and companies. */
export const billWords = table({
  en: {
    title: '{place} · account {account} · case {ref}',
    cut: 'Earliest cut: {when}',
    asOf: 'The balance is of {when}',
    open: 'Each whole case, with all that can be done in it, is on the tab “Forewarn: debt” of this record.',
    more: { one: '{n} more case is there.', other: '{n} more cases are there.' },
    atRisk: {
      one: '{n} date within a week is at risk: the proof of a notice is missing',
      other: '{n} dates within a week are at risk: the proofs of notices are missing',
    },
    'totals.cases': 'Open cases',
    'totals.overdue': 'Overdue',
    'totals.cut': 'Earliest cut',
    'totals.atRisk': 'Dates at risk',
    'totals.none': 'none told',
  },
  ru: {
    title: '{place} · счёт {account} · дело {ref}',
    cut: 'Отключение не раньше: {when}',
    asOf: 'Долг по данным на {when}',
    open: 'Каждое дело целиком, со всеми действиями, — на вкладке «Forewarn: debt» этой записи.',
    more: {
      one: 'Там ещё {n} дело.',
      few: 'Там ещё {n} дела.',
      many: 'Там ещё {n} дел.',
      other: 'Там ещё {n} дела.',
    },
    atRisk: {
      one: '{n} дата в ближайшую неделю под угрозой: нет подтверждения вручения',
      few: '{n} даты в ближайшую неделю под угрозой: нет подтверждений вручения',
      many: '{n} дат в ближайшую неделю под угрозой: нет подтверждений вручения',
      other: '{n} даты в ближайшую неделю под угрозой: нет подтверждений вручения',
    },
    'totals.cases': 'Открытые дела',
    'totals.overdue': 'Просрочено',
    'totals.cut': 'Отключение не раньше',
    'totals.atRisk': 'Даты под угрозой',
    'totals.none': 'не сообщали',
  },
});
