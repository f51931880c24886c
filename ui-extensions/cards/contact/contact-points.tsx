import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, Text } from '@hubspot/ui-extensions';
import type { ContactPointView } from '../../contract/customer.js';
import { StateTag } from '../../parts/notice-states.js';
import { customerWords } from '../../words/customer.js';
import { sayIn, type Language } from '../../words/say.js';

/** A postal address is kept as data; people read it on one line. */
const valueOf = ({ kind, value }: ContactPointView): string => {
  if (kind !== 'address') return value;
  try {
    const { line1, line2, postcode, city } = JSON.parse(value) as Record<string, string | undefined>;
    return [line1, line2, `${postcode ?? ''} ${city ?? ''}`.trim()]
      .filter(part => part !== undefined && part !== '')
      .join(', ');
  } catch {
    return value;
  }
};

/** `Mobile +49 …` */
export const pointName = (point: ContactPointView, language: Language): string =>
  `${sayIn(customerWords, language)(`kind.${point.kind}`)} ${valueOf(point)}`;

/** Every number and address of the customer, and which of them can carry a notice. */
export const ContactPoints = ({
  points,
  language,
}: {
  readonly points: readonly ContactPointView[];
  readonly language: Language;
}) => {
  const say = sayIn(customerWords, language);
  if (points.length === 0) return <Text>{say('points.none')}</Text>;
  return (
    <Table bordered density="condensed">
      <TableHead>
        <TableRow>
          <TableHeader>{say('points.kind')}</TableHeader>
          <TableHeader>{say('points.value')}</TableHeader>
          <TableHeader>{say('points.state')}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {points.map(point => (
          <TableRow key={point.id}>
            <TableCell>{say(`kind.${point.kind}`)}</TableCell>
            <TableCell>{valueOf(point)}</TableCell>
            <TableCell>
              {point.problem === null ? (
                <StateTag words={say('points.ok')} variant="success" hollow />
              ) : (
                <StateTag words={point.problem} variant="danger" />
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
};
