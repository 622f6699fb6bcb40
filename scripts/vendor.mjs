// Copies the stylesheets and the letter that Passend builds on from
// node_modules to internal/web/assets/vendor. Run it after `npm ci`.
import { mkdir, readFile, writeFile, copyFile, rm, readdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const modules = path.join(root, "node_modules");
const target = path.join(root, "internal/web/assets/vendor");

const stylesheets = [
  ...["button", "data-badge", "heading", "link", "number-badge", "paragraph", "skip-link"].map(
    (name) => `@nl-design-system-candidate/${name}-css/dist/${name}.css`,
  ),
  ...[
    "alert", "breadcrumb-nav", "form-field-description", "form-field-error-message",
    "form-label", "select", "textarea", "textbox",
  ].map((name) => `@utrecht/${name}-css/dist/index.css`),
];

const font = "@fontsource-variable/source-sans-3";
const subsets = ["latin", "latin-ext"];

async function clear() {
  await mkdir(target, { recursive: true });
  for (const name of await readdir(target)) {
    if (name !== ".gitkeep") await rm(path.join(target, name), { recursive: true });
  }
}

async function joinStylesheets() {
  const parts = [];
  for (const file of stylesheets) {
    const css = await readFile(path.join(modules, file), "utf8");
    parts.push(`/* ${file} */\n` + css.replace(/^@charset[^;]*;\s*/i, "").replace(/\/\*# sourceMappingURL=.*?\*\//g, "").trim());
  }
  await writeFile(path.join(target, "nlds.css"), parts.join("\n") + "\n");
}

async function copyFont() {
  await mkdir(path.join(target, "font"), { recursive: true });
  for (const style of ["normal", "italic"]) {
    for (const subset of subsets) {
      const name = `source-sans-3-${subset}-wght-${style}.woff2`;
      await copyFile(path.join(modules, font, "files", name), path.join(target, "font", name));
    }
  }
  await copyFile(path.join(modules, font, "LICENSE"), path.join(target, "font", "LICENSE"));
}

await clear();
await joinStylesheets();
await copyFont();
console.log(`vendor: ${stylesheets.length} stylesheets and ${subsets.length * 2} font files`);
