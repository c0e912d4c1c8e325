import { accessSync, constants, existsSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { UserProblem } from "../problem";

const isFolder = (path: string) => existsSync(path) && statSync(path).isDirectory();

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Why a page cannot be written there; nothing where it can. */
function obstacle(file: string): string | undefined {
  const folder = dirname(file);
  if (isFolder(file)) return `${file} is a folder`;
  if (!isFolder(folder)) return `${folder} is no folder`;
  return isWritable(existsSync(file) ? file : folder) ? undefined : `${file} may not be written`;
}

/**
 * Refuses a place where no page can be written, before a run that takes long.
 * @throws UserProblem
 */
export function refuseUnwritable(given: string): void {
  const found = obstacle(resolve(given));
  if (found !== undefined) {
    throw new UserProblem(`--html ${JSON.stringify(given)}: ${found}`, "--html FILE, a file in a folder that is there");
  }
}
