import { Button, Checkbox, CloseButton, Group, Menu, Popover, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconFilter, IconSearch, IconX } from "@tabler/icons-react";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { joinValues, splitValues } from "@/lib/list-search";
import classes from "./filter-bar.module.css";

export type FilterOption = { value: string; label: string };

/** A filter of a list: its name in the URL, its name on screen, and its possible values or its own words. */
export type Filter = {
  key: string;
  label: string;
  options?: readonly FilterOption[];
  /** One value only. */
  single?: boolean;
  /** A filter set elsewhere (a plot, a link): shown as a chip, removed with ×, never added by hand. */
  linkOnly?: boolean;
  /** How a value that is none of the options reads (an amount, a day, a name not read yet). */
  say?: (value: string) => string;
};

type Props = {
  filters: readonly Filter[];
  values: Record<string, string | undefined>;
  onChange: (key: string, value: string | undefined) => void;
  onClear?: () => void;
  /** Words searched; leave out where the list has no search. */
  search?: { value: string | undefined; placeholder: string; onChange: (words: string | undefined) => void };
  right?: ReactNode;
};

/** Search words and filters of a list; each filter in use is a chip that reads as a sentence. */
export function FilterBar({ filters, values, onChange, onClear, search, right }: Props) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<string | null>(null);
  const used = filters.filter((filter) => values[filter.key] !== undefined || opened === filter.key);
  const free = filters.filter((filter) => !filter.linkOnly && !used.includes(filter));
  return (
    <div className={classes.bar} role="search">
      {search && <SearchWords {...search} />}
      {used.map((filter) => (
        <Chip
          key={filter.key}
          filter={filter}
          value={values[filter.key]}
          opened={opened === filter.key}
          onOpen={(open) => setOpened(open ? filter.key : null)}
          onChange={(value) => onChange(filter.key, value)}
        />
      ))}
      {free.length > 0 && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button variant="subtle" color="gray" size="compact-sm" h={32} leftSection={<IconFilter size={15} aria-hidden />}>
              {t("list.filter")}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {free.map((filter) => (
              <Menu.Item key={filter.key} onClick={() => setTimeout(() => setOpened(filter.key))}>
                {filter.label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {onClear && used.some((filter) => values[filter.key] !== undefined) && (
        <Button variant="subtle" color="gray" size="compact-sm" h={32} onClick={onClear}>
          {t("list.clearFilters")}
        </Button>
      )}
      {right && (
        <Group gap={4} ml="auto">
          {right}
        </Group>
      )}
    </div>
  );
}

function SearchWords({ value, placeholder, onChange }: NonNullable<Props["search"]>) {
  const { t } = useTranslation();
  const [words, setWords] = useState(value ?? "");
  const tell = useDebouncedCallback((next: string) => onChange(next.trim() || undefined), 250);
  useEffect(() => setWords(value ?? ""), [value]);
  return (
    <TextInput
      className={classes.search}
      value={words}
      placeholder={placeholder}
      aria-label={t("list.searchHere")}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        words ? (
          <CloseButton
            size="sm"
            aria-label={t("action.clear")}
            onClick={() => {
              setWords("");
              onChange(undefined);
            }}
          />
        ) : null
      }
      onChange={(event) => {
        setWords(event.currentTarget.value);
        tell(event.currentTarget.value);
      }}
    />
  );
}

type ChipProps = { filter: Filter; value: string | undefined; opened: boolean; onOpen: (open: boolean) => void; onChange: (value: string | undefined) => void };

function Chip({ filter, value, opened, onOpen, onChange }: ChipProps) {
  const { t } = useTranslation();
  const picked = splitValues(value);
  const names = picked.map((one) => filter.options?.find((option) => option.value === one)?.label ?? filter.say?.(one) ?? one);
  const words = names.join(` ${t("list.or")} `);
  return (
    <span className={classes.chip}>
      <Popover opened={opened} onChange={onOpen} position="bottom-start" trapFocus returnFocus>
        <Popover.Target>
          <button type="button" className={classes.chipText} onClick={() => !filter.linkOnly && onOpen(!opened)} aria-expanded={opened}>
            <span>{filter.label}</span> {words && <>{t("list.is")} </>}
            <strong>{words || "…"}</strong>
          </button>
        </Popover.Target>
        <Popover.Dropdown>
          {filter.options ? (
            <Choices filter={filter} picked={picked} onPick={(next) => onChange(joinValues(next))} />
          ) : (
            <TextInput
              label={filter.label}
              defaultValue={value}
              data-autofocus
              onKeyDown={(event) => {
                if (event.key !== "Enter") return;
                onChange(event.currentTarget.value.trim() || undefined);
                onOpen(false);
              }}
            />
          )}
        </Popover.Dropdown>
      </Popover>
      <button
        type="button"
        className={classes.chipRemove}
        aria-label={t("list.removeFilter", { name: filter.label })}
        onClick={() => {
          onOpen(false);
          onChange(undefined);
        }}
      >
        <IconX size={13} aria-hidden />
      </button>
    </span>
  );
}

function Choices({ filter, picked, onPick }: { filter: Filter; picked: string[]; onPick: (values: string[]) => void }) {
  return (
    <Stack gap={8} mah={320} style={{ overflowY: "auto" }} role="group" aria-label={filter.label}>
      <Text fz="xs" c="dimmed">
        {filter.label}
      </Text>
      {filter.options?.map((option) => (
        <Checkbox
          key={option.value}
          size="sm"
          label={option.label}
          checked={picked.includes(option.value)}
          onChange={(event) => {
            if (filter.single) onPick(event.currentTarget.checked ? [option.value] : []);
            else onPick(event.currentTarget.checked ? [...picked, option.value] : picked.filter((one) => one !== option.value));
          }}
        />
      ))}
    </Stack>
  );
}
