import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, Tag } from '@hubspot/ui-extensions';
import type { PlaceNow } from '../../contract/customer.js';
import { StateTag } from '../../parts/notice-states.js';
import { placeName, placeTold, untilWords } from '../../parts/place-now.js';
import { customerWords } from '../../words/customer.js';
import { sayIn, type Language } from '../../words/say.js';

/** Every place of the customer, the worst first; with one, the head of the card has said it all. */
export const Places = ({
  places,
  language,
  nowMs,
}: {
  readonly places: readonly PlaceNow[];
  readonly language: Language;
  readonly nowMs: number;
}) => {
  const say = sayIn(customerWords, language);
  if (places.length < 2) return null;
  return (
    <Table bordered density="condensed">
      <TableHead>
        <TableRow>
          <TableHeader>{say('place.address')}</TableHeader>
          <TableHeader>{say('place.state')}</TableHeader>
          <TableHeader>{say('place.when')}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {places.map(place => (
          <TableRow key={place.id}>
            <TableCell>
              {placeName(place)} · {say(`role.${place.role}`)}{' '}
              {place.lifeSupport ? <Tag variant="error">{say('needs.lifeSupport')}</Tag> : null}
            </TableCell>
            <TableCell>
              <StateTag {...placeTold(place, language)} />
            </TableCell>
            <TableCell>{untilWords(place, language, nowMs)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
};
