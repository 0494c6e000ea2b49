import { useState } from "react";
import { useTranslation } from "react-i18next";
import { asProblem } from "@/lib/problem";
import { faultsByField } from "./fault-words";
import { notice } from "./notice";

type FormLike = { setErrors: (errors: Record<string, string>) => void };

/** Runs a form's action: field faults go to their fields, anything else to a notice; what was typed stays. */
export function useSubmit<V, R>(form: FormLike, action: (values: V) => Promise<R>, after?: (result: R) => unknown) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const submit = async (values: V) => {
    setBusy(true);
    try {
      const result = await action(values);
      await after?.(result);
    } catch (thrown) {
      const problem = asProblem(thrown);
      form.setErrors(faultsByField(t, problem.fields));
      notice.failed(problem, t("error.notSaved"));
    } finally {
      setBusy(false);
    }
  };
  return { submit, busy };
}

/** Runs an action behind a button and tells how it ended. */
export function useAct() {
  const [busy, setBusy] = useState(false);
  const act = async (action: () => Promise<unknown>, done?: string, undo?: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await action();
      if (done && undo) notice.undo(done, () => void act(undo));
      else if (done) notice.done(done);
    } catch (thrown) {
      notice.failed(asProblem(thrown));
    } finally {
      setBusy(false);
    }
  };
  return { act, busy };
}
