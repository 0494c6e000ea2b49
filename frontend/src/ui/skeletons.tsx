import { Group, SimpleGrid, Skeleton, Stack } from "@mantine/core";

/** Shapes that stand where data will be, of the same size, so that nothing jumps. */
export function FiguresSkeleton({ count = 4 }: { count?: number }) {
  return (
    <SimpleGrid cols={{ base: 2, md: count }} spacing="md" aria-busy="true">
      {Array.from({ length: count }, (_, at) => (
        <Skeleton key={at} height={104} radius="lg" />
      ))}
    </SimpleGrid>
  );
}

export function PlotSkeleton({ height = 300 }: { height?: number }) {
  return <Skeleton height={height} radius="lg" aria-busy="true" />;
}

export function RecordSkeleton() {
  return (
    <Stack gap="lg" aria-busy="true">
      <Group>
        <Skeleton height={48} circle />
        <Stack gap={6}>
          <Skeleton height={22} width={260} />
          <Skeleton height={14} width={180} />
        </Stack>
      </Group>
      <FiguresSkeleton />
      <Skeleton height={320} radius="lg" />
    </Stack>
  );
}

export function FormSkeleton({ fields = 5 }: { fields?: number }) {
  return (
    <Stack gap="md" aria-busy="true">
      {Array.from({ length: fields }, (_, at) => (
        <Stack key={at} gap={6}>
          <Skeleton height={12} width={120} />
          <Skeleton height={36} />
        </Stack>
      ))}
    </Stack>
  );
}
