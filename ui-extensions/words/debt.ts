import { table } from './say.js';

export const debtWords = table({
  en: {
    title: 'Debt ladder',
    'none.title': 'Debt cases are not kept here yet',
    none: 'Forewarn does not follow debts in this account yet, so it has sent no debt notice and holds nothing back. What is owed is in your billing system.',
    'role.debt': 'You hold the role for debt cases.',
    'role.none': 'Debt cases will be yours to read. {why}',
  },
  ru: {
    title: 'Этапы взыскания',
    'none.title': 'Дела о долге здесь пока не ведутся',
    none: 'Forewarn в этом аккаунте пока не ведёт дела о долге: уведомлений о долге он не отправлял и ничего не приостанавливает. Сумма долга — в вашем биллинге.',
    'role.debt': 'У вас есть роль для дел о долге.',
    'role.none': 'Дела о долге можно будет только смотреть. {why}',
  },
});
