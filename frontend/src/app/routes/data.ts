import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { categorySearch } from "@/features/categories/category-search";
import { importSearch } from "@/features/imports/import-search";
import { orderSearch } from "@/features/orders/order-search";
import { productSearch } from "@/features/products/product-search";
import { requirePermission } from "../guard";
import { signed } from "./root";

const orders = createRoute({
  getParentRoute: () => signed,
  path: "/orders",
  validateSearch: orderSearch,
  component: lazyRouteComponent(() => import("@/features/orders/order-list"), "OrderListPage"),
});

const order = createRoute({
  getParentRoute: () => signed,
  path: "/orders/$id",
  component: lazyRouteComponent(() => import("@/features/orders/order-page"), "OrderPage"),
});

const products = createRoute({
  getParentRoute: () => signed,
  path: "/products",
  validateSearch: productSearch,
  component: lazyRouteComponent(() => import("@/features/products/product-list"), "ProductListPage"),
});

const categories = createRoute({
  getParentRoute: () => signed,
  path: "/categories",
  validateSearch: categorySearch,
  component: lazyRouteComponent(() => import("@/features/categories/category-list"), "CategoryListPage"),
});

const imports = createRoute({
  getParentRoute: () => signed,
  path: "/imports",
  validateSearch: importSearch,
  component: lazyRouteComponent(() => import("@/features/imports/import-list"), "ImportListPage"),
});

const upload = createRoute({
  getParentRoute: () => signed,
  path: "/imports/new",
  beforeLoad: ({ context }) => requirePermission(context.me, "market"),
  component: lazyRouteComponent(() => import("@/features/imports/upload-page"), "UploadPage"),
});

const importPage = createRoute({
  getParentRoute: () => signed,
  path: "/imports/$id",
  component: lazyRouteComponent(() => import("@/features/imports/import-page"), "ImportPage"),
});

export const dataRoutes = [orders, order, products, categories, imports, upload, importPage];
