import { createContext, useContext, type ReactNode } from "react";
import type { RuleField } from "./fields";

export type PickProps = { reference: string; label: string; values: string[]; onChange: (ids: string[]) => void; many: boolean; error?: string };

/** What the editor asks of the screen around it: pickers of records, and the names of fields, values and records. */
export type RuleHost = {
  pick: (props: PickProps) => ReactNode;
  fieldName: (field: RuleField) => string;
  nounName: (noun: string) => string;
  choiceName: (field: RuleField, value: string) => string;
  /** The name of a record that a value names; the value itself where it is not known. */
  recordName: (reference: string, id: string) => string;
};

const HostContext = createContext<RuleHost | null>(null);

export const RuleHostProvider = HostContext.Provider;

export function useRuleHost(): RuleHost {
  const host = useContext(HostContext);
  if (!host) throw new Error("a rule editor stands within a RuleHostProvider");
  return host;
}
