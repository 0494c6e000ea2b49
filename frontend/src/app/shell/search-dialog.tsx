import { Loader, Modal, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconArrowRight, IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "@/entities/me";
import { nav } from "../nav";
import { searchAll, type Hit } from "./search-all";
import classes from "./shell.module.css";

/** Finds clients, orders, segments, offers, campaigns and pages by words; moved by keys alone. */
export function SearchDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} withCloseButton={false} centered={false} yOffset="12vh" padding={10} size="lg" attributes={{ content: { "aria-label": t("shell.search.title") } }}>
      <Finder onClose={onClose} />
    </Modal>
  );
}

function Finder({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [words, setWords] = useState("");
  const [at, setAt] = useState(0);
  const [late] = useDebouncedValue(words.trim(), 180);
  const found = useQuery({ queryKey: ["search", late], queryFn: ({ signal }) => searchAll(late, signal), enabled: late.length > 1, placeholderData: (before) => before });
  const pages = usePages(words.trim());
  const hits = [...(late.length > 1 ? (found.data ?? []) : []), ...pages];
  // What stands before the answer is of the words before: Enter waits until it is of these.
  const current = late === words.trim() && !found.isFetching;
  const [entered, setEntered] = useState(false);
  const go = (hit: Hit | undefined) => {
    if (!hit) return;
    onClose();
    void navigate({ to: hit.to, params: hit.id ? { id: hit.id } : undefined });
  };
  useEffect(() => {
    if (!entered || !current) return;
    setEntered(false);
    go(hits[at]);
  });
  return (
    <>
      <TextInput
        size="md"
        variant="unstyled"
        px={6}
        data-autofocus
        value={words}
        placeholder={t("shell.search.placeholder")}
        aria-label={t("shell.search.title")}
        role="combobox"
        aria-expanded="true"
        aria-controls="search-results"
        aria-activedescendant={hits[at] ? `search-hit-${at}` : undefined}
        leftSection={found.isFetching ? <Loader size={16} /> : <IconSearch size={18} aria-hidden />}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          setAt(0);
          setEntered(false);
        }}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown") setAt(Math.min(at + 1, hits.length - 1));
          else if (event.key === "ArrowUp") setAt(Math.max(at - 1, 0));
          else if (event.key === "Enter") setEntered(true);
          else return;
          event.preventDefault();
        }}
      />
      <div id="search-results" role="listbox" aria-label={t("shell.search.title")} style={{ maxHeight: "52vh", overflowY: "auto" }}>
        {hits.map((hit, index) => (
          <div
            key={`${hit.to}${hit.id ?? ""}`}
            id={`search-hit-${index}`}
            role="option"
            aria-selected={index === at}
            className={`${classes.result} ${index === at ? classes.resultAt : ""}`}
            onMouseMove={() => setAt(index)}
            onClick={() => go(hit)}
          >
            <div style={{ flex: 1, minWidth: 0 }}>
              <Text fz="sm" fw={500} truncate>
                {hit.title}
              </Text>
              {hit.detail && (
                <Text fz="xs" c="dimmed" truncate>
                  {hit.detail}
                </Text>
              )}
            </div>
            <Text fz="xs" c="dimmed">
              {t(`shell.search.noun.${hit.noun}`)}
            </Text>
            <IconArrowRight size={15} aria-hidden />
          </div>
        ))}
      </div>
      {hits.length === 0 && words.trim() !== "" && current && (
        <Text fz="sm" c="dimmed" p="md" ta="center">
          {t("shell.search.none", { words: words.trim() })}
        </Text>
      )}
      <Text fz="xs" c="dimmed" p={6} pb={0}>
        {t("shell.search.hint")}
      </Text>
    </>
  );
}

function usePages(words: string): Hit[] {
  const { t } = useTranslation();
  const me = useMe();
  const all = nav.flatMap((section) =>
    section.items.length === 0
      ? [{ key: section.key, to: section.to, need: undefined }]
      : section.items.map((item) => ({ key: item.key, to: item.to, need: item.need })),
  );
  const plain = (text: string) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  return all
    .filter((page) => !page.need || me.permissions.includes(page.need))
    .map((page): Hit => ({ noun: "page", title: t(`shell.nav.${page.key}`), to: page.to }))
    .filter((page) => plain(page.title).includes(plain(words)));
}
