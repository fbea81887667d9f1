/** Light or dark: what the reader chose in this browser, else what their system says. */
const KEY = "theme";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export function theme(): Theme {
  return THEMES.find((each) => each === localStorage.getItem(KEY)) ?? "system";
}

export function setTheme(next: Theme): void {
  localStorage.setItem(KEY, next);
  showTheme();
}

/** Puts the choice where the style sheet reads it. */
export function showTheme(): void {
  document.documentElement.dataset.theme = theme();
}
