/** Invented people and places in the scripts the texts must cope with. */
// prettier-ignore
export const FIRST: Readonly<Record<string, readonly string[]>> = {
  en: ['Anna', 'Ben', 'Clara', 'David', 'Emma', 'Felix', 'Grace', 'Henry', 'Ida', 'Jonas', 'Laura', 'Max', 'Nina', 'Paul', 'Rosa', 'Tom'],
  ru: ['Анна', 'Борис', 'Вера', 'Глеб', 'Дарья', 'Егор', 'Жанна', 'Игорь', 'Ксения', 'Лев', 'Мария', 'Николай', 'Ольга', 'Пётр'],
  es: ['Ana', 'Bruno', 'Carmen', 'Diego', 'Elena', 'Félix', 'Inés', 'Jorge', 'Lucía', 'Mateo', 'Nuria', 'Óscar', 'Pilar', 'Raúl'],
};
// prettier-ignore
export const LAST: Readonly<Record<string, readonly string[]>> = {
  en: ['Adler', 'Baum', 'Clarke', 'Dorn', 'Engel', 'Frost', 'Grün', 'Hale', 'Imhof', 'Jansen', 'Kern', 'Lorenz', 'Marsh', 'Nolan', 'Otto', 'Price', 'Reuter', 'Stone'],
  ru: ['Алексеенко', 'Белозёр', 'Воронко', 'Гречко', 'Дымко', 'Ермоленко', 'Жукович', 'Зимовец', 'Кравец', 'Лазаренко', 'Мороз', 'Николаенко'],
  es: ['Alarcón', 'Benítez', 'Castaño', 'Durán', 'Espejo', 'Fuentes', 'Gallardo', 'Herrero', 'Ibáñez', 'Luna', 'Merino', 'Núñez'],
};
// prettier-ignore
export const STREETS = ['Mühlenweg', 'Am Deich', 'Hafenstraße', 'Lindenallee', 'Fährgasse', 'Schulstraße', 'Kornmarkt', 'Uferpromenade', 'Gartenstraße', 'Alte Landstraße'];
// prettier-ignore
export const TRADES = ['Bäckerei', 'Buchhandlung', 'Fahrradladen', 'Gasthaus', 'Apotheke', 'Tischlerei', 'Gärtnerei', 'Werkstatt'];
