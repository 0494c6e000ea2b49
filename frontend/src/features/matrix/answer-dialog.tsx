import { SegmentedControl, Stack, Text, Textarea } from "@mantine/core";
import { DateInput } from "@mantine/dates";
import { useForm } from "@mantine/form";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import { classOrder } from "@/ui/chart/class-look";
import { FormBody, FormModal } from "@/ui/form-modal";
import { notice } from "@/ui/notice";
import { useAct, useSubmit } from "@/ui/use-submit";
import { questions, type Question } from "./matrix-search";
import { outcomeOf } from "./outcome";
import { useGuardActions, type Answer, type ClientRow, type Given } from "./queries";

type Props = { clients: readonly ClientRow[] | null; onClose: () => void; onDone: () => void };

/** The most clients whose answers can be taken back with one press. */
const mostUndone = 25;

/** Answers the three questions by hand, for one client or for many. */
export function AnswerDialog({ clients, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const one = clients?.length === 1 ? clients[0] : undefined;
  return (
    <FormModal opened={clients !== null && clients.length > 0} onClose={onClose} size="lg" title={one ? t("matrix.answer.titleOne", { name: one.name }) : t("matrix.answer.title", { count: clients?.length ?? 0 })}>
      {clients && <Body clients={clients} onClose={onClose} onDone={onDone} />}
    </FormModal>
  );
}

type Values = Record<Question, Answer | ""> & { reason: string; expires_day: string | null };

function Body({ clients, onClose, onDone }: Props & { clients: readonly ClientRow[] }) {
  const { t } = useTranslation();
  const actions = useGuardActions();
  const { act } = useAct();
  const form = useForm<Values>({
    initialValues: { reference: "", growing: "", other_division: "", reason: "", expires_day: null },
    validate: {
      reference: (_, values) => (questions.some((question) => values[question]) ? null : t("matrix.answer.choose")),
      reason: (value) => (value.trim() ? null : t("error.required")),
    },
  });
  const given = givenIn(form.values);
  const answers = Object.keys(given).length;
  const judged = { clientIds: clients.map((client) => client.id), given, reason: form.values.reason.trim(), expires: form.values.expires_day };
  const said = t("matrix.answer.done", { count: clients.length });
  const { submit, busy } = useSubmit(
    form,
    () => actions.answer(judged),
    () => {
      const takeBack = () => act(() => actions.withdraw(judged, t("matrix.answer.undone")));
      if (clients.length <= mostUndone) notice.undo(said, () => void takeBack());
      else notice.done(said);
      onDone();
    },
  );
  return (
    <FormBody
      busy={busy}
      onClose={onClose}
      onSubmit={form.onSubmit(submit)}
      button={answers === 0 ? t("matrix.answer.choose") : t("matrix.answer.button", { questions: t("matrix.answer.questions", { count: answers }), clients: t("charts.clients", { count: clients.length }) })}
    >
      <Stack gap="sm">
        {questions.map((question) => (
          <Ask key={question} question={question} clients={clients} value={form.values[question]} onChange={(value) => form.setFieldValue(question, value)} />
        ))}
        {form.errors.reference && (
          <Text fz="sm" c="var(--down)" role="alert">
            {form.errors.reference}
          </Text>
        )}
      </Stack>
      <Textarea label={t("matrix.answer.reason")} description={t("matrix.answer.reasonHint")} maxLength={500} rows={2} required {...form.getInputProps("reason")} />
      <DateInput
        label={t("matrix.answer.expires")}
        description={t("matrix.answer.expiresHint")}
        placeholder={t("state.optional")}
        clearable
        minDate={dayjs().add(1, "day").format("YYYY-MM-DD")}
        valueFormat="D MMMM YYYY"
        {...form.getInputProps("expires_day")}
      />
      <Text fz="sm" c="dimmed" aria-live="polite">
        {answers === 0 ? t("matrix.answer.nothing") : <Afterwards clients={clients} given={given} />}
      </Text>
    </FormBody>
  );
}

function givenIn(values: Values): Given {
  const given: Given = {};
  for (const question of questions) {
    const answer = values[question];
    if (answer) given[question] = answer;
  }
  return given;
}

type AskProps = { question: Question; clients: readonly ClientRow[]; value: Answer | ""; onChange: (value: Answer | "") => void };

function Ask({ question, clients, value, onChange }: AskProps) {
  const { t } = useTranslation();
  const now = clients.length === 1 ? clients[0]?.figures?.guards?.[question] : undefined;
  return (
    <div>
      <Text fz="sm" fw={600}>
        {t(`matrix.question.${question}`)}
      </Text>
      <Text fz="sm" c="dimmed" mb={6}>
        {t(`matrix.question.why.${question}`)} {now && t("matrix.question.now", { state: t(`matrix.state.${now}`).toLowerCase() })}
      </Text>
      <SegmentedControl
        size="sm"
        aria-label={t(`matrix.question.${question}`)}
        value={value}
        onChange={(next) => onChange(next as Answer | "")}
        data={[
          { value: "", label: t("matrix.answer.leave") },
          { value: "yes", label: t("state.yes") },
          { value: "no", label: t("state.no") },
        ]}
      />
    </div>
  );
}

/** Where the clients will stand afterwards, in words. */
function Afterwards({ clients, given }: { clients: readonly ClientRow[]; given: Given }) {
  const { t } = useTranslation();
  const format = useFormat();
  const outcome = outcomeOf(clients, given);
  const parts = (classOrder.quadrant ?? []).flatMap((quadrant) => {
    const count = outcome[quadrant as keyof typeof outcome] ?? 0;
    return count > 0 ? [`${t(`classes.quadrant.${quadrant as "mature"}`)} ${format.number(count)}`] : [];
  });
  return t("matrix.answer.after", { parts: parts.join(" · ") });
}
