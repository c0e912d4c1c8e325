import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** What Chromium and its kin are called; each of them runs the same page. */
const programs = ["chromium", "chromium-browser", "google-chrome"];

/** The Chromium of the PATH. */
export function findChromium(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const paths = programs.flatMap((program) => folders.map((folder) => join(folder, program)));
  return paths.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Whether Chromium is missing, as a sentence; nothing where it is there. */
export const missingChromium = () =>
  findChromium() === undefined
    ? "Chromium is missing; install Debian's (`apt-get install chromium`) or one of https://www.chromium.org/getting-involved/download-chromium/"
    : undefined;
