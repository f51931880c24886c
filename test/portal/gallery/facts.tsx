import {
  Accordion,
  Alert,
  AutoGrid,
  BarChart,
  Box,
  DescriptionList,
  DescriptionListItem,
  Divider,
  EmptyState,
  ErrorState,
  Flex,
  Icon,
  Inline,
  LineChart,
  List,
  LoadingSpinner,
  ProgressBar,
  Spacer,
  Statistics,
  StatisticsItem,
  StatisticsTrend,
  StatusTag,
  StepIndicator,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Tag,
  Text,
  Tile,
} from '@hubspot/ui-extensions';
import { useState } from 'react';

export const Facts = ({ onHeard }: { readonly onHeard: (what: string) => void }) => {
  const [page, setPage] = useState(1);
  const rows = [
    { hour: '14', sent: 120, state: 'reached' },
    { hour: '14', sent: 9, state: 'failed' },
    { hour: '15', sent: 40, state: 'reached' },
  ];
  return (
    <Flex direction="column" gap="md">
      <Alert title="Power off" variant="warning">
        Back about 16:30
      </Alert>
      <Tile compact>
        <Text format={{ fontWeight: 'demibold' }}>Say this</Text>
        <Text variant="microcopy">As of 15:11</Text>
      </Tile>
      <DescriptionList direction="row">
        <DescriptionListItem label="Told">
          <StatusTag variant="success" hollow>
            Delivered
          </StatusTag>
        </DescriptionListItem>
      </DescriptionList>
      <Statistics>
        <StatisticsItem label="Reached" number={8120}>
          <StatisticsTrend direction="increase" value="4 %" />
        </StatisticsItem>
      </Statistics>
      <Inline>
        <Tag variant="error">Life support</Tag>
        <Icon name="warning" screenReaderText="Warning" />
      </Inline>
      <Divider />
      <Spacer size="sm" />
      <ProgressBar
        title="Sending"
        value={40}
        maxValue={80}
        variant="warning"
        valueDescription="40 of 80 reached"
      />
      <StepIndicator stepNames={['Draft', 'Approved', 'Sent']} currentStep={1} />
      <List variant="ordered">
        <Text>One</Text>
        <Text>Two</Text>
      </List>
      <AutoGrid columnWidth={200} flexible>
        <Box flex={1}>
          <Text>Left</Text>
        </Box>
        <Box>
          <Text>Right</Text>
        </Box>
      </AutoGrid>
      <Table
        bordered
        paginated
        pageCount={3}
        page={page}
        onPageChange={to => {
          setPage(to);
          onHeard(`page ${to}`);
        }}
      >
        <TableHead>
          <TableRow>
            <TableHeader
              sortDirection="ascending"
              onSortChange={to => {
                onHeard(`sort ${to}`);
              }}
            >
              When
            </TableHeader>
            <TableHeader>What</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          <TableRow>
            <TableCell>14:09</TableCell>
            <TableCell>Row of page {page}</TableCell>
          </TableRow>
        </TableBody>
      </Table>
      <Accordion title="Show the arithmetic">
        <Text>Counted by hand</Text>
      </Accordion>
      <BarChart
        data={rows}
        axes={{
          x: { field: 'hour', fieldType: 'category' },
          y: { field: 'sent', fieldType: 'linear' },
          options: { groupFieldByColor: 'state', stacking: true },
        }}
        options={{ title: 'By hour', showLegend: true }}
      />
      <LineChart
        data={rows}
        axes={{ x: { field: 'hour', fieldType: 'category' }, y: { field: 'sent', fieldType: 'linear' } }}
        options={{ title: 'In all' }}
      />
      <EmptyState title="Nothing" layout="vertical" reverseOrder>
        <Text>Nothing is known.</Text>
      </EmptyState>
      <ErrorState title="Not loaded">
        <Text>Try again.</Text>
      </ErrorState>
      <LoadingSpinner label="Loading" showLabel />
    </Flex>
  );
};
