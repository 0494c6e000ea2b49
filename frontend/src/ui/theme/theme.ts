import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";
import { brick, night, petrol, saffron, sky, stone } from "./tokens";

const tuple = (scale: readonly string[]) => [...scale] as unknown as MantineColorsTuple;

const body = "'Hanken Grotesk Variable', system-ui, sans-serif";
const display = "'Bricolage Grotesque Variable', 'Hanken Grotesk Variable', system-ui, sans-serif";

/** The look of Clientele: petrol ink, stone greys, a saffron accent. */
export const theme = createTheme({
  primaryColor: "petrol",
  primaryShade: 6,
  autoContrast: true,
  luminanceThreshold: 0.36,
  colors: {
    petrol: tuple(petrol),
    saffron: tuple(saffron),
    brick: tuple(brick),
    sky: tuple(sky),
    gray: tuple(stone),
    dark: tuple(night),
  },
  white: "#ffffff",
  black: stone[9],
  fontFamily: body,
  fontSizes: { xs: "12px", sm: "13.5px", md: "14.5px", lg: "16px", xl: "19px" },
  lineHeights: { xs: "1.4", sm: "1.45", md: "1.5", lg: "1.5", xl: "1.4" },
  headings: {
    fontFamily: display,
    fontWeight: "600",
    sizes: {
      h1: { fontSize: "25px", lineHeight: "1.2" },
      h2: { fontSize: "19px", lineHeight: "1.3" },
      h3: { fontSize: "16px", lineHeight: "1.35" },
      h4: { fontSize: "14.5px", lineHeight: "1.4" },
    },
  },
  defaultRadius: "md",
  radius: { xs: "4px", sm: "6px", md: "8px", lg: "12px", xl: "18px" },
  spacing: { xs: "8px", sm: "12px", md: "16px", lg: "24px", xl: "36px" },
  focusRing: "auto",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: "sm" }, styles: { root: { fontWeight: 600 } } },
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray", size: "lg" } },
    TextInput: { defaultProps: { size: "sm" } },
    PasswordInput: { defaultProps: { size: "sm" } },
    NumberInput: { defaultProps: { size: "sm" } },
    Textarea: { defaultProps: { size: "sm", autosize: true, minRows: 3 } },
    Select: { defaultProps: { size: "sm", comboboxProps: { shadow: "md" } } },
    MultiSelect: { defaultProps: { size: "sm", comboboxProps: { shadow: "md" } } },
    Modal: { defaultProps: { radius: "lg", centered: true, overlayProps: { backgroundOpacity: 0.4, blur: 2 } } },
    Menu: { defaultProps: { shadow: "md", radius: "md" } },
    Popover: { defaultProps: { shadow: "md", radius: "md" } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true, multiline: true, maw: 320 } },
    Badge: { styles: { root: { textTransform: "none", fontWeight: 600, letterSpacing: 0 } } },
    Tabs: { defaultProps: { keepMounted: false } },
    Anchor: { defaultProps: { underline: "hover" } },
  },
});

/** Variables that Mantine derives are set by hand where the default misses AA contrast. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: { "--display": display },
  light: {
    "--mantine-color-body": "#ffffff",
    "--mantine-color-dimmed": stone[6],
    "--mantine-color-placeholder": stone[6],
    "--mantine-color-anchor": petrol[7],
    "--mantine-color-error": brick[6],
    "--mantine-color-default-border": stone[3],
  },
  dark: {
    "--mantine-color-body": night[6],
    "--mantine-color-dimmed": night[2],
    "--mantine-color-placeholder": night[2],
    "--mantine-color-anchor": petrol[3],
    "--mantine-color-error": brick[3],
    "--mantine-color-default": night[6],
    "--mantine-color-default-hover": night[5],
    "--mantine-color-default-border": night[4],
  },
});
