import { Button, Group, Stack, Title } from "@mantine/core";
import { IconPackage, IconPlus } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "@/entities/me";
import { useFormat } from "@/i18n/use-format";
import { nameIn, unread } from "@/lib/name-in";
import { EmptyState } from "@/ui/empty-state";
import { Facts } from "@/ui/facts";
import { ListScreen } from "@/ui/list-screen";
import type { Column } from "@/ui/table/columns";
import { useAct } from "@/ui/use-submit";
import { ProductForm } from "./product-form";
import { useCategories, useProductActions, useProducts, type Product } from "./queries";

const route = getRouteApi("/signed/products");

/** Unit amounts are decimals; they are shown in the product's currency. */
function useUnitMoney() {
  const format = useFormat();
  return (row: Product, amount: string | null | undefined) => {
    if (amount === null || amount === undefined) return "–";
    const exponent = row.currency === format.currency.code ? format.currency.exponent : 2;
    return format.money(Number(amount) * 10 ** exponent, "exact", { code: row.currency || format.currency.code, exponent });
  };
}

const none: readonly { id: string; name: string }[] = [];

/** The products sold. */
export function ProductListPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const canMarket = useCan("market");
  const unit = useUnitMoney();
  const { data, isPending } = useCategories();
  const categories = data?.items ?? none;
  const [editing, setEditing] = useState<Product | "new" | null>(null);
  const columns = useMemo<Column<Product>[]>(() => {
    const categoryName = (row: Product) => (row.category_id ? nameIn({ data, isPending }, row.category_id, "") : "");
    return [
      { key: "name", title: t("products.field.name"), fixed: true, sort: "name", cell: (row) => <span style={{ fontWeight: 500 }}>{row.name}</span>, text: (row) => row.name },
      { key: "sku", title: t("products.field.sku"), phone: true, cell: (row) => row.sku, text: (row) => row.sku },
      { key: "category", title: t("products.field.category"), phone: true, cell: categoryName, text: categoryName },
      { key: "price", title: t("products.field.price"), figure: true, phone: true, cell: (row) => unit(row, row.price), text: (row) => unit(row, row.price) },
      { key: "cost", title: t("products.field.cost"), figure: true, cell: (row) => unit(row, row.cost), text: (row) => unit(row, row.cost) },
    ];
  }, [t, unit, data, isPending]);
  const add = canMarket && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEditing("new")}>
      {t("products.add")}
    </Button>
  );
  return (
    <>
      <ListScreen
        id="products"
        title={t("products.title")}
        actions={add}
        columns={columns}
        filters={[
          { key: "category_id", label: t("products.field.category"), options: categories.map((one) => ({ value: one.id, label: one.name })), say: (id) => (isPending ? unread : id) },
          { key: "state", label: t("products.field.state"), options: (["active", "archived"] as const).map((value) => ({ value, label: t(`clients.state.${value}`) })) },
        ]}
        searchWords={t("products.searchWords")}
        data={useProducts(search)}
        search={search}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        preview={(row) => <ProductPreview product={row} onChange={() => setEditing(row)} />}
        empty={<EmptyState icon={<IconPackage size={36} stroke={1.5} aria-hidden />} title={t("products.empty.title")} body={t("products.empty.body")} action={add} />}
      />
      <ProductForm opened={editing !== null} product={editing === "new" || editing === null ? undefined : editing} onClose={() => setEditing(null)} />
    </>
  );
}

function ProductPreview({ product, onChange }: { product: Product; onChange: () => void }) {
  const { t } = useTranslation();
  const unit = useUnitMoney();
  const categories = useCategories();
  const canMarket = useCan("market");
  const actions = useProductActions();
  const { act } = useAct();
  return (
    <Stack gap="sm">
      <Title order={2} fz="lg" pr={36}>
        {product.name}
      </Title>
      <Facts
        facts={[
          { label: t("products.field.sku"), value: product.sku },
          { label: t("products.field.category"), value: product.category_id ? nameIn(categories, product.category_id, "–") : "–" },
          { label: t("products.field.price"), value: unit(product, product.price) },
          { label: t("products.field.cost"), value: unit(product, product.cost) },
        ]}
      />
      {canMarket && (
        <Group gap="xs">
          <Button variant="light" onClick={onChange}>
            {t("action.change")}
          </Button>
          <Button
            variant="default"
            onClick={() =>
              void (product.state === "archived"
                ? act(() => actions.restore(product), t("state.restored"))
                : act(() => actions.archive(product), t("state.archived"), () => actions.restore(product)))
            }
          >
            {product.state === "archived" ? t("action.restore") : t("action.archive")}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
