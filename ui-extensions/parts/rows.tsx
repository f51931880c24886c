import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@hubspot/ui-extensions';
import type { ReactNode } from 'react';

/** A plain table; rows keep their places, so that a newer answer changes them where they stand. */
export const Rows = ({
  head,
  rows,
}: {
  readonly head: readonly string[];
  readonly rows: readonly (readonly ReactNode[])[];
}) => (
  <Table density="condensed">
    <TableHead>
      <TableRow>
        {head.map(cell => (
          <TableHeader key={cell}>{cell}</TableHeader>
        ))}
      </TableRow>
    </TableHead>
    <TableBody>
      {rows.map((cells, row) => (
        <TableRow key={row}>
          {cells.map((cell, n) => (
            <TableCell key={n}>{cell}</TableCell>
          ))}
        </TableRow>
      ))}
    </TableBody>
  </Table>
);
