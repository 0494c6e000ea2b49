import { Button } from "@mantine/core";
import { IconCompass, IconLock } from "@tabler/icons-react";
import { Link, useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { asProblem } from "@/lib/problem";
import { EmptyState } from "@/ui/empty-state";
import { ErrorState } from "@/ui/error-state";

/** What stands in place of a page that could not be opened. */
export function FailurePage({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  const problem = asProblem(error);
  if (problem.kind === "not_found") return <MissingPage />;
  if (problem.kind === "forbidden") {
    return <EmptyState page icon={<IconLock size={34} aria-hidden />} title={t("error.forbiddenTitle")} body={t("error.forbiddenBody")} action={<HomeButton />} />;
  }
  return (
    <ErrorState
      problem={problem}
      onRetry={() => {
        reset();
        void router.invalidate();
      }}
    />
  );
}

export function MissingPage() {
  const { t } = useTranslation();
  return <EmptyState page icon={<IconCompass size={34} aria-hidden />} title={t("error.pageMissing")} body={t("error.pageMissingBody")} action={<HomeButton />} />;
}

function HomeButton() {
  const { t } = useTranslation();
  return (
    <Button variant="default" renderRoot={(props) => <Link to="/" {...props} />}>
      {t("error.goHome")}
    </Button>
  );
}
